"""Results survive being written and read, for the same text and version alone."""

import json
from dataclasses import replace

import pytest

from geomap.app.result_lines import read_results, write_results
from geomap.app.stories import list_stories, read_story
from geomap.constants import PlaceRole
from geomap.described import Described


def test_results_are_read_as_they_were_written(parsed):
    (read,) = read_results(write_results([parsed], version="1"), [parsed.document], version="1")

    assert read == parsed


def test_results_of_a_real_text_are_read_as_they_were_written(pipeline):
    document = read_story(list_stories()[0])
    parsed = pipeline.parse(document)

    (read,) = read_results(write_results([parsed], version="1"), [document], version="1")

    assert read == parsed


def test_another_version_or_another_text_reads_anew(parsed):
    content = write_results([parsed], version="1")

    assert read_results(content, [parsed.document], version="2") == []
    assert read_results(content, [replace(parsed.document, source="Elsewhere")], version="1") == []


@pytest.mark.parametrize(
    "harm",
    [
        lambda rows: rows["documents"][0].pop(),
        lambda rows: rows["documents"][0][1][0].pop(),
        lambda rows: rows["places"].clear(),
        lambda rows: rows["documents"][0][2][0].__setitem__(1, "NO_SUCH_TYPE"),
        lambda rows: rows["documents"][0][2][0].__setitem__(4, {"start": 0}),
        lambda rows: rows.pop("version"),
    ],
)
def test_what_does_not_fit_is_read_anew(parsed, harm):
    rows = json.loads(write_results([parsed], version="1"))
    harm(rows)

    assert read_results(json.dumps(rows), [parsed.document], version="1") == []


def test_words_for_places_are_read_as_they_were_written(parsed):
    words = Described(role=PlaceRole.ORIGIN, way="from", start=0, end=5, text="camps")
    said = replace(parsed, figures=tuple(replace(one, described=(words,)) for one in parsed.figures))

    assert read_results(write_results([said], version="1"), [said.document], version="1") == [said]
