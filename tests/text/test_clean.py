"""HTML and Markdown become the words a reader would see."""

from geomap.text.clean import text_of_html, text_of_markdown


def test_html_gives_visible_text_title_and_date():
    markup = (
        "<html><head><title>Flood &amp; flight</title><meta property='article:published_time'"
        " content='2024-05-17T08:00:00Z'></head><body><nav>Menu</nav><p>Goma &lt;3</p>"
        "<p>Two</p></body></html>"
    )

    text, title, published = text_of_html(markup)

    assert (text, title, published) == ("Goma <3\n\nTwo", "Flood & flight", "2024-05-17T08:00:00Z")


def test_html_scripts_and_styles_are_not_text():
    text, _, _ = text_of_html(
        "<p>Seen</p><script>alert('Kyiv')</script><style>p{}</style><svg><text>x</text></svg>"
    )

    assert text == "Seen"


def test_html_with_unclosed_and_stray_tags_is_read_to_its_end():
    text, _, _ = text_of_html("</div></script><p>One<p>Two<b>bold")

    assert text == "One\nTwobold"


def test_html_entities_from_outside_are_not_expanded():
    markup = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><p>a &e; b</p>'

    text, _, _ = text_of_html(markup)

    assert "root:" not in text
    assert "&e;" in text


def test_markdown_keeps_words_and_drops_marks():
    source = "# Title\n\nShells hit **Kharkiv** and [Sumy](http://x.example).\n\n- one\n\n![map](m.png)\n"

    assert text_of_markdown(source) == "Title\n\nShells hit Kharkiv and Sumy.\n\none"
