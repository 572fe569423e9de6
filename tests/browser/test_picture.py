"""The picture of a map: what browsers draw, what is said where none can, and what is left behind."""

import shutil
import time
from pathlib import Path

import pytest
from PIL import Image

from geomap.cli import main
from geomap.errors import ExportError, InvalidOptionError, MissingBrowserError
from geomap.render.picture import BROWSERS, find_browser, write_picture

pytestmark = pytest.mark.browser

INSTALLED = [name for name in ("chromium", "google-chrome", "firefox", "firefox-esr") if shutil.which(name)]
LAND, DIAMOND = (245, 243, 236), (86, 180, 233)


def make_command(folder: Path, name: str, script: str) -> str:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize("name", INSTALLED[:1] + INSTALLED[1:][-1:])
def test_a_browser_draws_land_and_marks_in_the_size_asked_for(name, story, tmp_path):
    path = tmp_path / "a {{7*7}} story.png"

    write_picture(story.layers, path, documents=story.documents, size=(900, 560), browser=shutil.which(name))

    with Image.open(path) as picture:
        assert (picture.format, picture.size) == ("PNG", (900, 560))
        colors = {color for _, color in picture.convert("RGB").getcolors(10**6)}
    assert {LAND, DIAMOND} <= colors
    assert list(tmp_path.iterdir()) == [path]


def test_without_a_browser_it_says_what_to_install(story, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("geomap.render.picture._ELSEWHERE", ())

    with pytest.raises(MissingBrowserError, match="apt-get install chromium"):
        write_picture(story.layers, tmp_path / "story.png")

    assert list(tmp_path.iterdir()) == []


def test_the_command_says_so_before_it_reads(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("geomap.render.picture._ELSEWHERE", ())

    code = main(["map", str(tmp_path / "none.txt"), "-o", str(tmp_path / "story.png")])

    assert code == 2
    assert "No browser found" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["chromium", "firefox"])
@pytest.mark.parametrize("script", ["exit 0", "sleep 600 & sleep 600"])
def test_a_browser_that_draws_nothing_is_ended_and_the_old_file_stays(name, script, story, tmp_path):
    path = tmp_path / "story.png"
    path.write_bytes(b"old")
    command = make_command(tmp_path, name, script)
    start = time.monotonic()

    with pytest.raises(ExportError, match="did not draw"):
        write_picture(story.layers, path, browser=command, timeout_s=1)

    assert time.monotonic() - start < 300
    assert path.read_bytes() == b"old"


def test_a_browser_that_is_no_command_is_found_where_systems_keep_it(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    chrome = make_command(tmp_path, "Google Chrome", "exit 0")
    monkeypatch.setattr("geomap.render.picture._ELSEWHERE", ("/nowhere/Chromium", chrome))

    assert find_browser() == chrome


def test_browsers_are_looked_for_in_their_order(tmp_path, monkeypatch):
    make_command(tmp_path, "firefox", "exit 0")
    chromium = make_command(tmp_path, "chromium", "exit 0")
    monkeypatch.setenv("PATH", str(tmp_path))

    assert find_browser() == chromium
    assert BROWSERS.index("chromium") < BROWSERS.index("firefox")


@pytest.mark.parametrize("size", [(0, 500), (500, 100_000)])
def test_a_size_that_is_no_picture_is_refused(size, story, tmp_path):
    with pytest.raises(InvalidOptionError, match="size"):
        write_picture(story.layers, tmp_path / "story.png", size=size)


@pytest.mark.parametrize("arguments", [["--size", "large"], ["--size", "800"]])
def test_a_size_that_is_none_is_wrong_usage(arguments, capsys):
    with pytest.raises(SystemExit) as stop:
        main(["map", "x.txt", "-o", "x.png", *arguments])

    assert stop.value.code == 2
    assert "1600x1000" in capsys.readouterr().err


def test_a_size_without_a_picture_is_wrong_usage(tmp_path, capsys):
    assert main(["map", "x.txt", "-o", str(tmp_path / "x.html"), "--size", "800x600"]) == 2
    assert ".png" in capsys.readouterr().err
