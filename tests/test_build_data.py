"""The program that makes the data folder: what it writes elsewhere, and what it leaves alone."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from geomap.gazetteer.store import Gazetteer

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / "scripts" / "build_data.py"


def run(*arguments):
    return subprocess.run(
        [sys.executable, str(SCRIPT), *map(str, arguments)],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copied(tmp_path):
    """A small data folder with a table of its files that is out of date."""
    (tmp_path / "lexicon").mkdir()
    shutil.copy(ROOT / "data" / "lexicon" / "seats.csv", tmp_path / "lexicon")
    readme = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    (tmp_path / "README.md").write_text(readme, encoding="utf-8")
    return tmp_path


def test_the_table_is_renewed_in_the_folder_that_is_named_and_nowhere_else(copied):
    before = (ROOT / "data" / "README.md").read_bytes()
    with (copied / "lexicon" / "seats.csv").open("a", encoding="utf-8") as file:
        file.write("XXU,Geneva,CH,made up\n")

    done = run("--checksums", "--out", copied)

    assert done.returncode == 0, done.stderr
    assert "README.md lists 1 files" in done.stdout
    assert "| lexicon/seats.csv | seats of international bodies |" in (copied / "README.md").read_text(
        "utf-8"
    )
    assert (ROOT / "data" / "README.md").read_bytes() == before


def test_a_build_without_its_source_leaves_the_folder_as_it_was(tmp_path):
    old = tmp_path / "gazetteer" / "places.bin"
    old.parent.mkdir()
    old.write_bytes(b"of yesterday")

    done = run("--natural-earth", tmp_path / "missing.gpkg", "--out", tmp_path)

    assert done.returncode == 2
    assert "qgis-common" in done.stderr
    assert old.read_bytes() == b"of yesterday"
    assert [path.name for path in tmp_path.iterdir()] == ["gazetteer"]


def test_another_data_folder_is_used_by_its_variable(tmp_path, monkeypatch):
    """What a build writes with --out is what GEOMAP_DATA then names."""
    shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("reader"))
    monkeypatch.setenv("GEOMAP_DATA", str(tmp_path / "data"))

    gazetteer = Gazetteer()

    assert gazetteer.describe()["folder"] == str(tmp_path / "data" / "gazetteer")
    assert gazetteer.lookup("Harbin")[0].country_code == "CN"
