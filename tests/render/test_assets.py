"""Scripts and styles: found in their packages, and asking for nothing from outside."""

import re

import pytest

from geomap.errors import MissingDependencyError
from geomap.render import assets
from geomap.render.html import render_html
from geomap.render.packing import decode_payload


def test_leaflet_is_found_without_importing_its_package():
    import sys

    assert 'version="1.9.3"' in assets.leaflet_script()
    assert "xstatic.pkg.leaflet" not in sys.modules


@pytest.mark.parametrize("script", [assets.leaflet_script, assets.geomap_script])
def test_a_script_cannot_end_its_own_element(script):
    assert "</script" not in script()
    assert "sourceMappingURL" not in script()


@pytest.mark.parametrize("style", [assets.leaflet_style, assets.page_style, assets.geomap_style])
def test_a_style_fetches_nothing(style):
    assert set(re.findall(r"url\((\w+):", style())) <= {"data"}
    assert "@import" not in style()
    assert "</style" not in style()


def test_our_script_stays_below_sixty_kilobytes():
    assert len(assets.geomap_script().encode()) < 60_000


def test_names_that_are_shortened_are_known_to_our_script_alone(story):
    source = "\n".join(assets.static_text(f"{name}.js") for name in assets.SCRIPTS)
    texts = " ".join(re.findall(r'"([^"\n]*)"', source))
    page = render_html(story.layers, documents=story.documents)
    sent = set()
    for part in decode_payload(re.search(r'id="geomap-data">([^<]*)<', page).group(1)):
        sent |= set(re.findall(r"\w+", str({**part, "strings": [], "columns": list(part["columns"])})))

    for name in assets.OUR_NAMES:
        assert re.search(rf"\b{name}\b", source)
        assert not re.search(rf"\b{name}\b", texts + assets.leaflet_script() + assets.geomap_style())
        assert name not in sent


def test_elements_are_made_with_classes_without_the_prefix_that_they_get():
    source = "\n".join(assets.static_text(f"{name}.js") for name in assets.SCRIPTS)

    assert not re.findall(r"(?<!\.)\b(?:make\w*|add|entry)\([^\n]*\"gm-", source)


def test_our_script_never_builds_markup_or_code_from_text():
    script = assets.geomap_script()

    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
        assert word not in script


def test_no_template_syntax_hides_in_scripts_that_enter_a_folium_page():
    for text in (assets.icon_script(), assets.static_text("folium.js")):
        assert not re.search(r"{[{%#]", text)


def test_a_missing_package_is_named_with_the_way_out():
    with pytest.raises(MissingDependencyError, match="pip install 'No-Such-Package'"):
        assets.package_file("No-Such-Package", "data/x.js")


def test_a_missing_file_of_a_package_is_named():
    with pytest.raises(MissingDependencyError, match=r"data/none\.js"):
        assets.package_file(assets.LEAFLET, "data/none.js")
