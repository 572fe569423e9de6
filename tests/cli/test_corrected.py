"""What was corrected on the page is corrected on the command line, if asked."""

import json

import pytest

from geomap.cli import main
from geomap.corrections import CorrectionStore, reject_event

TEXT = "Russian President Vladimir Putin visited Harbin, China, on Friday."


@pytest.fixture
def data_home(tmp_path, monkeypatch):
    """The user's data folder, on all systems."""
    from geomap.corrections import store

    monkeypatch.setattr(store, "default_path", lambda: tmp_path / "data" / "corrections.sqlite")
    return tmp_path / "data"


def events(capsys, *arguments):
    assert main(["parse", *map(str, arguments), "--quiet"]) == 0
    return json.loads(capsys.readouterr().out)["events"]


def test_corrections_are_applied_if_asked(tmp_path, data_home, pipeline, capsys):
    from geomap.text.read import document_from_text

    (tmp_path / "story.txt").write_text(TEXT)
    parsed = pipeline.parse(document_from_text(TEXT))
    with CorrectionStore(data_home / "corrections.sqlite") as store:
        store.save(reject_event(parsed, parsed.events[0]))

    plain = events(capsys, tmp_path / "story.txt")
    corrected = events(capsys, tmp_path / "story.txt", "--corrected")

    assert len(corrected) == len(plain) - 1


def test_a_store_that_cannot_be_used_is_told_without_a_traceback(tmp_path, data_home, capsys):
    (tmp_path / "story.txt").write_text(TEXT)
    data_home.mkdir()
    (data_home / "corrections.sqlite").write_bytes(b"no database" * 500)

    code = main(["parse", str(tmp_path / "story.txt"), "--corrected", "--quiet"])

    err = capsys.readouterr().err
    assert code == 2
    assert "not a database" in err
    assert "Traceback" not in err
