"""Text from outside keeps its signs in Streamlit's Markdown."""

import re

import pytest

from geomap.app.markdown import escape_markdown, shorten

HOSTILE = [
    ":red[alarm]",
    "$x^2$",
    "![](https://example.org/x.png)",
    "[here](javascript:alert(1))",
    "<script>alert(1)</script>",
    "**bold** _it_ `code` ~~no~~",
    "&lt;b&gt;",
    "a -> b <- c -- d",
    ":smile: :material/home:",
    "www.example.org me@example.org https://example.org",
    "# heading",
    "1. list",
    "{{7*7}} ${1+1}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_every_sign_with_a_meaning_is_escaped(text):
    escaped = escape_markdown(text)

    assert not re.search(r"(?<!\\)[`*_\[\]<>$#:&~]", escaped)


@pytest.mark.parametrize("text", HOSTILE)
def test_without_escapes_and_joiners_the_text_is_as_written(text):
    escaped = escape_markdown(text)

    assert re.sub(r"\\(\W|_)", r"\1", escaped.replace("\u2060", "")) == text


@pytest.mark.parametrize("late", [":smile:", "->", "<-", "--", "www.", "me@ex", "https://"])
def test_what_is_found_after_escaping_is_broken_by_a_joiner(late):
    assert late not in escape_markdown(f"a {late}b").replace("\\", "")


def test_line_breaks_cannot_start_a_block():
    assert escape_markdown("one\n\n# two") == "one \\# two"


@pytest.mark.parametrize(
    ("text", "short"),
    [("Goma", "Goma"), ("the quick brown fox", "the quick…"), ("x" * 30, "x" * 13 + "…"), ("a\n b", "a b")],
)
def test_long_labels_are_cut_at_a_word(text, short):
    assert shorten(text, limit=14) == short
