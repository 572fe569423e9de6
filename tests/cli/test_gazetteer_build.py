"""`geomap gazetteer build` makes a data folder that every other command can use."""

import os
import subprocess
import sys

import pytest

from geomap.cli import main

VILLAGE = (
    "13000001\tNovoe Testovo\tNovoe Testovo\t\t49.98\t36.25\tP\tPPL\tUA\t\t07\t\t\t\t1200\t\t0"
    "\tEurope/Kyiv\t2026-01-01"
)


def run(*arguments, **environment):
    result = subprocess.run(
        [sys.executable, "-m", "geomap", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=os.environ | environment,
    )
    return result.returncode, result.stdout, result.stderr


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "geonames"
    folder.mkdir()
    (folder / "cities500.txt").write_text(VILLAGE + "\n", encoding="utf-8")
    return folder


def test_a_built_folder_serves_the_other_commands(source, tmp_path):
    out = tmp_path / "out"

    built, _, said = run("gazetteer", "build", "--geonames", source, "--out", out)
    told, info, _ = run("gazetteer", "info", GEOMAP_DATA=str(out))
    found, place, _ = run("geocode", "Novoe Testovo", GEOMAP_DATA=str(out))

    assert (built, told, found) == (0, 0, 0)
    assert f"GEOMAP_DATA={out}" in said
    assert str(out) in info
    assert "geonames:13000001" in place


def test_bad_rows_are_reported_once_and_give_exit_code_three(
    source, tmp_path, capsys, small_data, monkeypatch
):
    monkeypatch.setenv("GEOMAP_DATA", str(small_data))
    with (source / "cities500.txt").open("a", encoding="utf-8") as file:
        file.write("bad row\n" * 3)

    code = main(["gazetteer", "build", "--geonames", str(source), "--out", str(tmp_path / "out")])

    said = capsys.readouterr().err
    assert code == 3
    assert said.count("cities500.txt: 3 rows left out; the first is line 2") == 1


@pytest.mark.parametrize("option", ["--geonames", "--natural-earth"])
def test_a_folder_without_the_files_is_wrong_usage(option, source, tmp_path, capsys):
    options = {"--geonames": source, "--out": tmp_path / "out"} | {option: tmp_path}

    code = main(["gazetteer", "build", *(str(part) for pair in options.items() for part in pair)])

    assert code == 2
    assert "Download" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("arguments", [[], ["build"], ["build", "--geonames", "x"], ["nonsense"]])
def test_an_incomplete_command_is_wrong_usage(arguments, capsys):
    with pytest.raises(SystemExit) as stop:
        main(["gazetteer", *arguments])

    assert stop.value.code == 2
    assert "usage" in capsys.readouterr().err
