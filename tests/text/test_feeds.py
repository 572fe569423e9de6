"""News feeds become one document per item; what is no feed, or declares entities, is refused."""

from datetime import date

import pytest

from geomap.errors import SkippedFileError, TextlessTableError, UnreadableDocumentError
from geomap.text.read import documents_from_bytes, read_documents

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
  <title>Lake News</title><link>https://example.org</link>
  <item>
    <title>Envoys meet in Goma</title><link>https://example.org/1</link>
    <pubDate>Thu, 16 May 2024 07:24:25 +0000</pubDate>
    <description>Envoys of both sides met.</description>
    <content:encoded><![CDATA[<p>Envoys of both sides met &amp; talked in <b>Goma</b>.</p>
      <p>They left on Friday.</p>]]></content:encoded>
  </item>
  <item><title>Rains</title><pubDate>some day</pubDate>
    <source url="https://example.net">The Gauge</source></item>
  <item><guid>3</guid></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Lake News</title>
  <entry><title>Envoys meet in Goma</title><link rel="self" href="https://example.org/self"/>
    <link href="https://example.org/2"/><updated>2024-05-17T01:00:00Z</updated>
    <published>2024-05-16T23:00:00Z</published>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
      <p>Envoys met in <b>Goma</b>.</p></div></content>
  </entry></feed>"""

BOMB = """<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<rss><channel><item><title>&b;</title></item></channel></rss>"""


def read(content, name="news.xml"):
    return documents_from_bytes(name, content.encode())


def test_each_item_of_a_feed_is_a_document_with_its_fullest_words():
    first, second = read(RSS)

    assert (
        first.text
        == "Envoys meet in Goma\n\nEnvoys of both sides met & talked in Goma.\n\nThey left on Friday."
    )
    assert (first.title, first.published) == ("Envoys meet in Goma", date(2024, 5, 16))
    assert (first.source, first.url) == ("Lake News", "https://example.org/1")
    assert (second.text, second.source) == ("Rains", "The Gauge")


def test_a_date_that_cannot_be_read_is_unknown():
    assert read(RSS)[1].published is None


@pytest.mark.parametrize("name", ["news.xml", "news.rss", "news.atom"])
def test_an_atom_feed_is_read_too(name):
    (entry,) = read(ATOM, name)

    assert (
        entry.text.split() == "Envoys meet in Goma Envoys met in Goma .".split()
        or "Envoys met in" in entry.text
    )
    assert (entry.published, entry.url) == (date(2024, 5, 16), "https://example.org/2")


def test_a_feed_that_declares_entities_is_refused():
    (problem,) = read(BOMB)

    assert isinstance(problem, UnreadableDocumentError)
    assert "entities" in problem.reason


@pytest.mark.parametrize(
    ("content", "reason"), [("<a><b>words</b></a>", "no feed"), ("<rss><channel><item>", "not well formed")]
)
def test_what_is_no_feed_says_so(content, reason):
    (problem,) = read(content)

    assert isinstance(problem, UnreadableDocumentError)
    assert reason in problem.reason


def test_other_xml_in_a_folder_is_passed_over(tmp_path):
    (tmp_path / "settings.xml").write_text("<settings/>")
    (tmp_path / "news.xml").write_text(RSS)

    found = list(read_documents([tmp_path]))

    assert [type(one) for one in found if isinstance(one, TextlessTableError)] == []
    assert len([one for one in found if isinstance(one, SkippedFileError)]) == 1
    assert len([one for one in found if not isinstance(one, UnreadableDocumentError)]) == 2
