"""Texts are cut into pieces that lose nothing and know their marks."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.app.article import article_pieces
from geomap.app.pieces import MarkKind, TextMark, article_marks, cut_pieces
from geomap.models import ParsedDocument


@given(
    text=st.text(min_size=1, max_size=40),
    spans=st.lists(st.tuples(st.integers(0, 45), st.integers(1, 10)), max_size=6),
)
def test_joined_pieces_are_the_text(text, spans):
    marks = [TextMark(start=start, end=start + length, kind=MarkKind.PLACE) for start, length in spans]

    pieces = list(cut_pieces(text, 0, len(text), marks))

    assert "".join(piece.text for piece in pieces) == text
    position = 0
    for piece in pieces:
        covering = [mark for mark in marks if mark.start < position + len(piece.text) and mark.end > position]
        assert sorted(mark.start for mark in piece.marks) == sorted(mark.start for mark in covering)
        position += len(piece.text)


def test_overlapping_marks_share_a_piece():
    marks = [
        TextMark(start=0, end=8, kind=MarkKind.TRIGGER),
        TextMark(start=5, end=12, kind=MarkKind.PLACE),
    ]

    pieces = list(cut_pieces("attacked Kyiv", 0, 13, marks))

    assert [piece.text for piece in pieces] == ["attac", "ked", " Kyi", "v"]
    assert [piece.has(MarkKind.PLACE) for piece in pieces] == [False, True, True, False]
    assert [piece.has(MarkKind.TRIGGER) for piece in pieces] == [True, True, False, False]


def test_marks_outside_the_span_are_ignored():
    mark = TextMark(start=0, end=3, kind=MarkKind.PLACE)

    (piece,) = cut_pieces("Goma is calm", 5, 12, [mark])

    assert piece.text == "is calm"
    assert piece.marks == ()


@pytest.mark.parametrize("text", ["{{7*7}}", "<img src=x onerror=alert(1)>", "`${1+1}`"])
def test_hostile_text_passes_as_written(text):
    assert "".join(piece.text for piece in cut_pieces(text, 0, len(text), [])) == text


def test_an_article_marks_places_sides_and_triggers(parsed):
    marks = article_marks(parsed.mentions, parsed.events, ["Visit", "Attack", "Talks"])

    kinds = {kind: [mark for mark in marks if mark.kind is kind] for kind in MarkKind}
    assert [mark.note for mark in kinds[MarkKind.PLACE]] == [
        "Harbin, Heilongjiang, China, certainty high (0.90)",
        "Kharkiv, Kharkiv Oblast, Ukraine, certainty medium (0.50)",
    ]
    assert [mark.note for mark in kinds[MarkKind.TRIGGER]] == ["Visit", "Attack", "Talks"]
    assert [mark.note for mark in kinds[MarkKind.ACTOR]] == [
        "Russia, side of: Visit",
        "China, side of: Visit",
    ]


def test_a_number_is_marked_with_what_it_counts_and_where(parsed):
    marks = [mark for mark in article_marks((), (), (), parsed.figures) if mark.kind is MarkKind.FIGURE]

    assert [(parsed.document.text[mark.start : mark.end], mark.note) for mark in marks] == [
        ("nearly 8,000", "nearly 8,000 people displaced within the country, over a period, from Kharkiv"),
        ("$240.1 billion", "$240.1 billion"),
    ]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Envoys in Harbin\n\nThey met on Friday.", "Envoys in Harbin\n\n"),
        ("They met on Friday.\nAgain they did.", ""),
        ("Envoys in Harbin", ""),
    ],
)
def test_a_first_line_that_is_the_title_is_the_headline(parsed, text, head):
    document = replace(parsed.document, text=text, title="Envoys in Harbin")
    told = ParsedDocument(document=document, mentions=(), events=(), figures=())

    pieces, count = article_pieces(told, [])

    assert "".join(piece["text"] for piece in pieces) == text
    assert "".join(piece["text"] for piece in pieces[:count]) == head
