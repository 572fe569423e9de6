"""The page: one file, nothing fetched, nothing hostile in it, the same bytes each time."""

import base64
import gzip
import hashlib
import re
import stat

import pytest

from geomap.errors import ExportError, InvalidOptionError
from geomap.render.folium_map import MapSettings
from geomap.render.html import render_html, write_html
from geomap.render.packing import decode_payload

SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
PAYLOAD = re.compile(r'<script type="application/octet-stream\+base64" id="geomap-data">([^<]*)</script>')
PACKED = re.compile(r'<script type="application/octet-stream\+base64" id="geomap-script">([^<]*)</script>')


@pytest.fixture(scope="module")
def page(story):
    return render_html(story.layers, documents=story.documents)


def unpacked(html):
    """The style and the script that are packed."""
    return gzip.decompress(base64.b64decode(PACKED.search(html).group(1))).decode().split("\0")


def scripts_of(html):
    """What a browser runs: the script that is packed, and the one that unpacks it."""
    return [unpacked(html)[1], *SCRIPT.findall(html)]


def styles_of(html):
    return [unpacked(html)[0], *STYLE.findall(html)]


def policy_of(html):
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    return dict(part.split(" ", 1) for part in found.group(1).split("; "))


def hashes(texts):
    return {f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts}


def test_the_policy_names_exactly_the_scripts_and_styles_of_the_page(page):
    policy = policy_of(page)

    assert set(policy["script-src"].split()) == hashes(scripts_of(page))
    assert set(policy["style-src"].split()) == hashes(styles_of(page))
    assert policy["default-src"] == policy["connect-src"] == "'none'"
    assert policy["img-src"] == "data:"


def test_the_scripts_do_not_depend_on_the_data(page, hostile_story):
    other = render_html(hostile_story.layers)

    assert scripts_of(other) == scripts_of(page)
    assert len(scripts_of(page)) == 2


def test_nothing_is_fetched(page):
    markup = STYLE.sub("", SCRIPT.sub("", PAYLOAD.sub("", page)))

    assert not re.search(r"\b(?:src|href|action|srcset|poster)\s*=", markup)
    assert not re.search(r"https?://", markup)
    assert not re.search(r"<(?:link|iframe|img|object|embed|base|form)\b", markup)
    assert set(re.findall(r"url\((\w+):", page)) <= {"data"}


def test_the_same_input_gives_the_same_bytes(page, story):
    assert render_html(story.layers, documents=story.documents) == page


def test_a_small_story_stays_below_one_and_a_half_megabytes(page):
    assert len(page.encode()) < 1_500_000


def test_the_page_says_its_language_and_fits_a_phone(page):
    assert '<html lang="en">' in page
    assert '<meta name="viewport" content="width=device-width' in page
    assert "<title>" in page


def test_no_hostile_word_is_in_the_page_outside_the_payload(hostile_story):
    settings = MapSettings(
        title="".join(word for parsed in hostile_story.documents for word in [parsed.document.title])
    )

    html = render_html(hostile_story.layers, documents=hostile_story.documents, settings=settings)

    outside = PAYLOAD.sub("", html)
    assert not re.search(r"zq:\d", outside)
    assert "\x00" not in html
    assert "\u202e" not in html


def test_hostile_words_are_in_the_payload_as_written(hostile_story):
    html = render_html(hostile_story.layers, documents=hostile_story.documents)

    drawn, evidence, *_ = decode_payload(PAYLOAD.search(html).group(1))
    for parsed in hostile_story.documents:
        assert parsed.document.title in drawn["strings"]
        assert parsed.document.url not in drawn["strings"]
        assert parsed.document.text in evidence["columns"]["quotes"]


def test_only_chosen_tiles_may_be_fetched(story):
    html = render_html(story.layers, settings=MapSettings(basemap="OpenStreetMap.Mapnik"))

    assert policy_of(html)["img-src"] == "data: https://tile.openstreetmap.org"


def test_a_map_without_layers_is_a_page_too():
    assert render_html([]).startswith("<!DOCTYPE html>")


def test_writing_replaces_a_file_whole_and_leaves_nothing_behind(story, tmp_path):
    path = tmp_path / "story {{7*7}}.html"
    path.write_text("old")

    write_html(story.layers, path, documents=story.documents)

    assert path.read_text(encoding="utf-8") == render_html(story.layers, documents=story.documents)
    assert list(tmp_path.iterdir()) == [path]
    assert path.stat().st_mode & stat.S_IRUSR


def test_a_missing_folder_is_reported(story, tmp_path):
    with pytest.raises(ExportError, match="existing, writable folder"):
        write_html(story.layers, tmp_path / "none" / "story.html")


@pytest.mark.parametrize(
    "wrong", [{"theme": "lite"}, {"language": "xx"}, {"height_px": 0}, {"basemap": "no such tiles"}]
)
def test_wrong_settings_are_named(wrong):
    with pytest.raises(InvalidOptionError, match=next(iter(wrong))):
        render_html([], settings=MapSettings(**wrong))
