"""Every command does what INTERFACE promises: results, files, exit codes, messages."""

import json
import subprocess
import sys

import pytest

from geomap.cli import main

STORY = (
    "Shelling near Goma\n"
    "Rebels of the M23 attacked Goma in the Democratic Republic of the Congo on Monday. "
    "About 12,000 people fled from Goma to Gisenyi in Rwanda.\n"
)


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def run(capsys, *arguments):
    code = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_parse_writes_one_json_object_per_document(story, capsys):
    code, out, _ = run(capsys, "parse", story, "--published", "2024-05-17")

    row = json.loads(out)
    assert code == 0
    assert row["document_id"] == "story"
    assert row["published"] == "2024-05-17"
    assert "Goma" in [mention["text"] for mention in row["mentions"]]
    assert all(STORY[mention["start"] : mention["end"]] == mention["text"] for mention in row["mentions"])


def test_parse_as_a_table_shows_events_to_read(story, capsys):
    code, out, _ = run(capsys, "parse", story, "--format", "table")

    assert code == 0
    assert "Attack" in out
    assert "Goma" in out
    assert "about 12,000 people" in out


def test_parse_into_a_file_leaves_standard_output_empty(story, tmp_path, capsys):
    code, out, _ = run(capsys, "parse", story, "-o", tmp_path / "parsed.jsonl")

    assert (code, out) == (0, "")
    assert json.loads((tmp_path / "parsed.jsonl").read_text(encoding="utf-8"))["document_id"] == "story"


def test_layers_writes_six_files(story, tmp_path, capsys):
    code, _, _ = run(capsys, "layers", story, "-o", tmp_path / "out")

    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert code == 0
    assert names == [
        f"{key}.geojson" for key in ("conflict", "diplomacy", "displacement", "economy", "places", "regions")
    ]


def test_a_geopackage_is_said_to_hold_six_layers(story, tmp_path, capsys):
    code, _, err = run(capsys, "layers", story, "-o", tmp_path / "out", "--format", "gpkg")

    assert code == 0
    assert "6 layers from 1 document," in err


def test_map_writes_one_html_file(story, tmp_path, capsys):
    code, _, err = run(capsys, "map", story, "-o", tmp_path / "story.html")

    assert code == 0
    assert (tmp_path / "story.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert "1 document," in err
    assert "event" in err


def test_map_is_the_same_bytes_each_time(story, tmp_path, capsys):
    for name in ("a.html", "b.html"):
        run(capsys, "map", story, "-o", tmp_path / name, "--quiet")

    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_resolve_answers_the_given_mentions_in_their_order(tmp_path, capsys):
    text = "Paris, Texas is not Paris, France."
    given = [
        {"start": 27, "end": 33},
        {"start": 0, "end": 5},
        {"start": 7, "end": 12},
        {"start": 20, "end": 25},
    ]
    path = tmp_path / "spans.jsonl"
    path.write_text(json.dumps({"id": "p", "text": text, "mentions": given}))

    code, out, _ = run(capsys, "resolve", path)

    mentions = json.loads(out)["mentions"]
    assert code == 0
    assert [(mention["start"], mention["end"]) for mention in mentions] == [
        (27, 33),
        (0, 5),
        (7, 12),
        (20, 25),
    ]
    assert [mention["place"]["country_code"] for mention in mentions] == ["FR", "US", "US", "FR"]


@pytest.mark.parametrize(
    "mentions",
    [
        None,
        "x",
        [{"start": 0}],
        [{"start": 3, "end": 3}],
        [{"start": 0, "end": 99}],
        [{"start": -1, "end": 2}],
    ],
)
def test_resolve_leaves_out_rows_with_bad_spans_and_goes_on(mentions, tmp_path, capsys):
    good = {"id": "good", "text": "In Goma.", "mentions": [{"start": 3, "end": 7}]}
    path = tmp_path / "spans.jsonl"
    path.write_text(
        json.dumps({"id": "bad", "text": "In Goma.", "mentions": mentions}) + "\n" + json.dumps(good)
    )

    code, out, err = run(capsys, "resolve", path)

    assert code == 3
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["good"]
    assert "left out" in err


def test_a_table_about_the_texts_of_a_folder_is_named_and_passed_over(story, capsys):
    table = story.with_name("about.csv")
    table.write_text("file,title\nstory.txt,A story\n", encoding="utf-8")

    code, out, err = run(capsys, "parse", story.parent)
    given, _, _ = run(capsys, "parse", story, table)

    assert (code, len(out.splitlines())) == (0, 1)
    assert "passed over 'about.csv': the header has no column 'text'" in err
    assert given == 3


def test_geocode_finds_a_town_offline(capsys):
    code, out, _ = run(capsys, "geocode", "Harbin", "--json", "--limit", "1")

    found = json.loads(out)
    assert code == 0
    assert found["country_code"] == "CN"
    assert abs(found["longitude"] - 126.65) < 0.1


def test_geocode_near_a_place_west_of_greenwich_or_south_of_the_equator(capsys):
    code, out, _ = run(capsys, "geocode", "Springfield", "--near", "-89.6,39.8", "--limit", "1")

    assert code == 0
    assert "Illinois" in out


def test_geocode_says_which_name_is_unknown(capsys):
    code, out, err = run(capsys, "geocode", "Harbin", "Qwxzyv")

    assert code == 3
    assert "Harbin" in out
    assert "Qwxzyv" in err


def test_geocode_suggests_the_closest_name(capsys):
    code, out, err = run(capsys, "geocode", "Harbn")

    assert (code, out) == (1, "")
    assert "did you mean 'Harbin'?" in err


def test_geocode_finds_a_misspelt_town_on_request(capsys):
    code, out, _ = run(capsys, "geocode", "Harbn", "--fuzzy", "--json", "--limit", "1")

    found = json.loads(out)
    assert code == 0
    assert found["name"] == "Harbin"
    assert found["similarity"] < 1


def test_reverse_names_settlement_division_and_country(capsys):
    code, out, _ = run(capsys, "reverse", "36.25", "49.98", "--json")

    here = json.loads(out)
    assert code == 0
    assert here["settlement"]["name"] == "Kharkiv"
    assert here["country"]["country_code"] == "UA"


def test_reverse_in_the_open_sea_finds_nothing(capsys):
    code, _, _ = run(capsys, "reverse", "-140", "-45")

    assert code == 1


def test_reverse_with_swapped_coordinates_says_so(capsys):
    code, _, err = run(capsys, "reverse", "45.75", "126.65")

    assert code == 2
    assert "look swapped" in err


def test_gazetteer_info_says_what_is_installed(capsys):
    code, out, _ = run(capsys, "gazetteer", "info")

    assert code == 0
    assert "GeoNames" in out


@pytest.mark.parametrize("command", ["parse", "map", "layers"])
@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", b"", "holds no text"),
        ("binary.txt", b"\x00\x01\x02" * 50, "binary file"),
        ("large.txt", b"Words and more words. " * 480_000, "longer than"),
        ("missing.txt", None, "no such file"),
    ],
)
def test_an_unusable_input_is_named_and_nothing_is_written(command, name, content, message, tmp_path, capsys):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    output = tmp_path / "output"

    code, out, err = run(capsys, command, tmp_path / name, "-o", output)

    assert code == 1
    assert message in err
    assert name in err
    assert out == ""
    assert not output.exists()


@pytest.mark.parametrize("command", ["map", "layers"])
def test_a_text_without_places_is_said_to_have_nothing_to_map(command, tmp_path, capsys):
    (tmp_path / "plain.txt").write_text("The cat slept on the sofa all day and dreamt of mice.")

    code, _, err = run(capsys, command, tmp_path / "plain.txt", "-o", tmp_path / "output")

    assert code == 1
    assert "no place found" in err
    assert not (tmp_path / "output").exists()


def test_a_text_without_places_parses_to_empty_lists(tmp_path, capsys):
    (tmp_path / "plain.txt").write_text("The cat slept on the sofa all day and dreamt of mice.")

    code, out, _ = run(capsys, "parse", tmp_path / "plain.txt")

    row = json.loads(out)
    assert code == 0
    assert (row["mentions"], row["events"], row["figures"]) == ([], [], [])


def test_a_bad_file_among_good_ones_gives_exit_code_three(story, tmp_path, capsys):
    (tmp_path / "bad.txt").write_bytes(b"\x00")

    code, out, err = run(capsys, "parse", tmp_path)

    assert code == 3
    assert json.loads(out)["document_id"] == "story"
    assert "bad.txt" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["parse", "x.txt", "--published", "17.5.2024"],
        ["parse", "x.txt", "--min-score", "2"],
        ["parse", "x.txt", "--worldview", "mine"],
        ["geocode", "Goma", "--near", "91"],
        ["geocode", "Goma", "--limit", "0"],
        ["reverse", "east", "north"],
        ["nonsense"],
        [],
    ],
)
def test_wrong_usage_gives_exit_code_two_and_no_traceback(arguments, capsys):
    with pytest.raises(SystemExit) as stop:
        main(arguments)

    assert stop.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_an_unwritable_output_keeps_what_was_there(story, tmp_path, capsys):
    code, _, err = run(capsys, "parse", story, "-o", tmp_path / "no" / "such" / "folder.jsonl")

    assert code == 2
    assert "Cannot write" in err


def test_the_installed_command_reads_standard_input():
    result = subprocess.run(
        [sys.executable, "-m", "geomap", "parse", "-", "--quiet"],
        input=STORY,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert result.returncode == 0
    assert json.loads(result.stdout)["title"] == "Shelling near Goma"


def test_control_signs_of_a_foreign_name_are_shown_not_sent(tmp_path, capsys):
    path = tmp_path / "a\x1b[31mred.txt"
    path.write_bytes(b"")

    _, _, err = run(capsys, "parse", path)

    assert "\x1b" not in err
    assert "\\x1b[31mred.txt" in err


def test_a_brief_is_written_whole_with_its_heading(story, tmp_path, capsys):
    output = tmp_path / "brief.html"

    code, _, _ = run(capsys, "brief", story, "-o", output, "--title", "Goma <today>")

    page = output.read_text(encoding="utf-8")
    assert code == 0
    assert "Goma &lt;today&gt;" in page
    assert page.rstrip().endswith("</html>")
    assert list(tmp_path.iterdir()) == [output] or story.parent == tmp_path
