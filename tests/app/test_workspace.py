"""A workspace is one file that brings back documents, corrections and view, and nothing else."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from geomap.app.workspace import Workspace, make_workspace, open_workspace, pack_workspace
from geomap.corrections import CorrectionStore, reject_event
from geomap.errors import InvalidWorkspaceError
from geomap.models import Document
from geomap.text.limits import LIMITS

SETTINGS = {"layers": "conflict,diplomacy", "event": "e-arrived"}


@pytest.fixture
def store(tmp_path):
    with CorrectionStore(tmp_path / "corrections.sqlite") as opened:
        yield opened


def repacked(content, changes):
    """The archive with some entries replaced, or left out where the change is None."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = dict.fromkeys([*old.namelist(), *changes])
        for name in names:
            entry = changes.get(name, old.read(name) if name in old.namelist() else None)
            if entry is not None:
                new.writestr(name, entry)
    return packed.getvalue()


def test_documents_corrections_and_settings_come_back(store, tmp_path, parsed):
    saved = store.save(reject_event(parsed, parsed.events[0]), by="Anna")
    store.undo(saved.entry_id, by="Ben")
    second = Document(document_id="b", text="Words – здесь.\r\nMore.", published=date(2024, 1, 2), source="S")
    workspace = make_workspace([parsed.document, second], store, SETTINGS)

    opened = open_workspace(pack_workspace(workspace, results=[parsed]))

    assert opened == workspace
    with CorrectionStore(tmp_path / "other.sqlite") as other:
        assert other.import_lines(opened.correction_lines()) == 2
        assert other.history() == store.history()


def test_the_same_workspace_gives_the_same_bytes(store, parsed):
    workspace = make_workspace([parsed.document], store, SETTINGS)

    assert pack_workspace(workspace) == pack_workspace(workspace)


def test_results_are_kept_for_other_programs(parsed):
    content = pack_workspace(Workspace(documents=(parsed.document,)), results=[parsed])

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        (row,) = archive.read("results.jsonl").decode().splitlines()
    assert [event["event_type"] for event in json.loads(row)["events"]] == ["CONSULT", "ASSAULT", "CONSULT"]


def test_corrections_of_other_texts_are_left_behind(store, parsed):
    other = replace(parsed, document=replace(parsed.document, text=parsed.document.text + " "))
    store.save(reject_event(parsed, parsed.events[0]))
    store.save(reject_event(other, parsed.events[0]))
    lines = "".join(store.export_lines())
    content = pack_workspace(make_workspace([parsed.document], store, {}))

    opened = open_workspace(repacked(content, {"corrections.jsonl": lines}))

    assert len(opened.corrections) == 1


def test_an_empty_workspace_is_one(store):
    assert open_workspace(pack_workspace(make_workspace([], store, {}))).documents == ()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"geomap.json": None}, "holds no geomap.json"),
        ({"geomap.json": "{"}, "geomap.json is not well formed"),
        ({"geomap.json": "[1]"}, "geomap.json is not well formed"),
        ({"geomap.json": '{"format": "x"}'}, "another kind"),
        ({"geomap.json": '{"format": "geomap workspace", "version": 2}'}, "version '2'"),
        ({"documents.jsonl": "{nonsense"}, "documents.jsonl, line 1"),
        ({"documents.jsonl": '{"text": ""}\n'}, "holds no text"),
        ({"documents.jsonl": '{"id": "a", "text": "x"}\n' * 2}, "two documents"),
        ({"corrections.jsonl": "{}"}, "line 1 is no correction"),
        ({"corrections.jsonl": b"\xff"}, "not UTF-8"),
        ({"settings.json": '{"a": {"b": 1}}'}, "other things than names"),
        ({"settings.json": json.dumps({"a": "x" * 5000})}, "other things than names"),
        ({"settings.json": "[" * 9999}, "not well formed"),
        ({"../evil.json": "{}"}, "leads out of the archive"),
        ({"inner.zip": b"x"}, "archive within an archive"),
    ],
)
def test_what_is_no_workspace_says_why(parsed, changes, reason):
    content = pack_workspace(Workspace(documents=(parsed.document,), settings=SETTINGS))

    with pytest.raises(InvalidWorkspaceError) as refused:
        open_workspace(repacked(content, changes))

    assert reason in str(refused.value)
    assert "Nothing that is open has been changed" in str(refused.value)


@pytest.mark.parametrize("content", [b"", b"words", b"PK\x03\x04" + b"\0" * 99])
def test_what_is_no_archive_is_refused(content):
    with pytest.raises(InvalidWorkspaceError, match="no zip archive"):
        open_workspace(content)


def test_every_cut_of_a_workspace_is_refused(parsed):
    content = pack_workspace(Workspace(documents=(parsed.document,)))

    for length in range(0, len(content), 97):
        with pytest.raises(InvalidWorkspaceError):
            open_workspace(content[:length])


def test_limits_hold(parsed):
    documents = tuple(replace(parsed.document, document_id=str(number)) for number in range(3))
    content = pack_workspace(Workspace(documents=documents))

    with pytest.raises(InvalidWorkspaceError, match="more than 2 documents"):
        open_workspace(content, limits=replace(LIMITS, documents=2))
    with pytest.raises(InvalidWorkspaceError, match="larger than 0 MB"):
        open_workspace(content, limits=replace(LIMITS, total_mb=0))
    bomb = repacked(content, {"results.jsonl": b"a" * 20_000_000})
    with pytest.raises(InvalidWorkspaceError, match="more than 1 MB"):
        open_workspace(bomb, limits=replace(LIMITS, total_mb=1))
