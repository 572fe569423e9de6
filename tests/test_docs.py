"""The documents in docs/ say the truth: their examples run one after the other."""

import re
import shutil
from pathlib import Path

import pytest

from geomap.export.records import parsed_to_json

ROOT = Path(__file__).resolve().parents[1]
STORIES = ("karabakh-exodus.txt", "putin-visit-china.txt")


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    """Runs python.md and then exports.md in an empty folder with two articles; gives its names."""
    folder = tmp_path_factory.mktemp("docs")
    (folder / "articles").mkdir()
    for name in STORIES:
        shutil.copy(ROOT / "seeds" / name, folder / "articles")
    names = {"__name__": "docs"}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for document in ("python.md", "exports.md"):
            text = (ROOT / "docs" / document).read_text(encoding="utf-8")
            for block in re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL):
                exec(compile(block, document, "exec"), names)
    return names | {"folder": folder}


def test_the_examples_find_what_the_stories_say(outcome):
    assert len(outcome["parsed"]) == len(STORIES)
    assert {"RUS", "CHN"} <= set(outcome["ties"].index.get_level_values(0))
    assert (outcome["people"].value == 8000).any()
    assert "Harbin" in set(outcome["visits"].frame.place_name)


def test_the_examples_write_what_they_say(outcome):
    names = sorted(path.name for path in outcome["folder"].iterdir())

    assert names == ["articles", "layers", "story.html", "with-my-circle.html"]
    assert [path.name for path in (outcome["folder"] / "layers").iterdir()] == ["layers.gpkg"]
    assert "Visits" not in (outcome["folder"] / "story.html").read_text(encoding="utf-8")


def test_a_link_between_documents_leads_somewhere():
    for path in (ROOT / "docs").glob("*.md"):
        for target in re.findall(r"\]\(((?!https?:)[^)#]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_one_document_makes_a_map_as_well_as_several():
    import geomap

    parsed = geomap.parse("Rebels attacked Goma on 3 May 2024.")

    assert geomap.to_folium(parsed).get_name() == geomap.to_folium([parsed]).get_name()


def test_every_field_of_the_json_is_told(outcome):
    told = set(re.findall(r"`(\w+)`", (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")))
    records = [parsed_to_json(one) for one in outcome["parsed"]]
    written = {field for record in records for field in record}
    for name in ("mentions", "events", "figures"):
        written |= {field for record in records for item in record[name] for field in item}

    assert {"value", "event_type", "is_actor"} <= written <= told
