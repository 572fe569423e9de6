"""HTML and Markdown become the words a reader would see."""

import pytest

from geomap.text.clean import text_of_html, text_of_markdown


def test_html_gives_visible_text_title_and_date():
    markup = (
        "<html><head><title>Flood &amp; flight</title><meta property='article:published_time'"
        " content='2024-05-17T08:00:00Z'></head><body><nav>Menu</nav><p>Goma &lt;3</p>"
        "<p>Two</p></body></html>"
    )

    page = text_of_html(markup)

    assert (page.text, page.title) == ("Goma <3\n\nTwo", "Flood & flight")
    assert page.published == "2024-05-17T08:00:00Z"


def test_html_scripts_and_styles_are_not_text():
    text = text_of_html(
        "<p>Seen</p><script>alert('Kyiv')</script><style>p{}</style><svg><text>x</text></svg>"
    ).text

    assert text == "Seen"


def test_html_with_unclosed_and_stray_tags_is_read_to_its_end():
    text = text_of_html("</div></script><p>One<p>Two<b>bold").text

    assert text == "One\nTwobold"


def test_html_entities_from_outside_are_not_expanded():
    markup = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><p>a &e; b</p>'

    text = text_of_html(markup).text

    assert "root:" not in text
    assert "&e;" in text


def test_markdown_keeps_words_and_drops_marks():
    source = "# Title\n\nShells hit **Kharkiv** and [Sumy](http://x.example).\n\n- one\n\n![map](m.png)\n"

    assert text_of_markdown(source) == "Title\n\nShells hit Kharkiv and Sumy.\n\none"


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<meta property=og:site_name content='The Wire'>", (None, "The Wire", None)),
        ("<meta name=date content=2024-05-17><link rel=canonical href=https://a.example/1>", None),
        ("<time datetime=2024-05-17>Friday</time>", ("2024-05-17", None, None)),
        (
            '<script type="application/ld+json">{"@graph": [{"datePublished": "2024-05-17",'
            ' "publisher": {"name": "The Wire"}}]}</script>',
            ("2024-05-17", "The Wire", None),
        ),
        ('<script type="application/ld+json">{"broken</script>', (None, None, None)),
        ('<script type="application/ld+json">' + "[" * 9999 + "</script>", (None, None, None)),
        ('<script>{"datePublished": "2024-05-17"}</script>', (None, None, None)),
    ],
)
def test_html_pages_say_when_and_by_whom_they_were_published(markup, said):
    page = text_of_html(f"<html><head>{markup}</head><body><p>Words.</p></body></html>")

    assert page.text.endswith("Words.")
    assert (page.published, page.source, page.url) == (said or ("2024-05-17", None, "https://a.example/1"))


def test_html_entities_that_grow_without_end_stay_as_they_are():
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))

    text = text_of_html(f"<!DOCTYPE x [<!ENTITY e0 'ha'>{entities}]><p>&e11;</p>").text

    assert len(text) < 3000


@pytest.mark.parametrize("end", ["", ">", "'>", "-->"])
@pytest.mark.parametrize(
    "sign",
    [
        "<",
        "<a ",
        "<a\n",
        "<!--",
        "<!-- >",
        "<![CDATA[",
        "<!DOCTYPE [",
        "&#",
        "</",
        "<a b='",
        "<p>",
        "<script>",
        "<svg></nav>",
        "<!DOCTYPE [>",
    ],
)
def test_html_of_one_beginning_over_and_over_is_read_at_once(sign, end):
    text_of_html(sign * (100_000 // len(sign)) + end)


def test_the_rows_of_a_table_stay_lines_and_long_cells_paragraphs():
    markup = (
        "<table><thead><tr><th>Town<th>Deaths</tr></thead>\n<tr><td><p>Goma</p></td><td><b>1,200</b></td></tr>"
        "<tr><td></td><td>3</td></tr></table>"
        "<table><tr><td>Menu</td><td><p>A long text of an article laid out in a table, as old pages do.</p>"
        "<p>It has a second paragraph.</p></td></tr></table>"
    )

    assert text_of_html(markup).text.split("\n\n") == [
        "Town\tDeaths",
        "Goma\t1,200",
        "3",
        "Menu",
        "A long text of an article laid out in a table, as old pages do.",
        "It has a second paragraph.",
    ]
