"""The log keeps everything that was said, through kills, side by side, and elsewhere."""

import json
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from geomap.constants import EventType
from geomap.corrections import (
    CorrectionKind,
    CorrectionStore,
    change_event,
    change_figure,
    change_place,
    confirm_event,
    default_path,
    hash_text,
    reject_event,
    reject_figure,
    values_of_event,
    values_of_figure,
)
from geomap.errors import (
    CorrectionNotFoundError,
    CorrectionStoreError,
    InvalidCorrectionError,
    MissingDependencyError,
)


def save_some(store, parsed, places):
    event, figure = parsed.events[0], parsed.figures[0]
    said = replace(values_of_event(parsed, event), event_type=EventType.COERCE)
    store.save(change_place(parsed, parsed.mentions[0], places["t:lebanon"], note="the port"), by="Anna")
    store.save(change_event(parsed, event, said), by="Ben")
    store.save(change_figure(parsed, figure, replace(values_of_figure(figure), value=30)))
    store.undo(store.save(reject_figure(parsed, figure)).entry_id)
    store.save(confirm_event(parsed, event), by=" Anna\n Maria ")


def test_a_restart_finds_everything_with_who_when_before_and_after(tmp_path, parsed, places):
    path = tmp_path / "corrections.sqlite"
    with CorrectionStore(path) as store:
        save_some(store, parsed, places)
        before = store.history()

    with CorrectionStore(path) as store:
        after = store.history()

    assert after == before
    first = after[0].correction
    assert (first.made_by, first.before.place_id, first.after.place_id) == ("Anna", "t:libya", "t:lebanon")
    assert (first.title, first.note, first.targets[0].quote) == ("Rockets", "the port", "Tripoli")
    assert first.made_at.utcoffset().total_seconds() == 0
    assert after[-1].correction.made_by == "Anna Maria"


def test_undone_corrections_stay_in_the_history(store, parsed, places):
    save_some(store, parsed, places)

    history = store.history([hash_text(parsed.document.text)])

    kinds = [(item.correction.kind, item.is_active) for item in history]
    assert (CorrectionKind.FIGURE_REJECTED, False) in kinds
    assert (CorrectionKind.UNDONE, True) in kinds
    assert len(store.active([hash_text(parsed.document.text)])) == 4


def test_a_text_shows_nothing_of_other_texts(store, parsed):
    store.save(reject_event(parsed, parsed.events[0]))

    assert store.history([hash_text("another text")]) == ()
    assert store.active([]) == ()


def test_what_is_undone_cannot_be_undone_again(store, parsed):
    saved = store.save(reject_event(parsed, parsed.events[0]))
    store.undo(saved.entry_id)

    with pytest.raises(CorrectionNotFoundError, match="undone already"):
        store.undo(saved.entry_id)
    with pytest.raises(CorrectionNotFoundError, match="none with this identifier"):
        store.undo("nonsense")


def test_the_revision_moves_with_every_entry(store, parsed):
    assert store.revision() == 0

    store.undo(store.save(reject_event(parsed, parsed.events[0])).entry_id)

    assert store.revision() == 2


def test_an_export_carries_everything_to_another_store(tmp_path, store, parsed, places):
    save_some(store, parsed, places)
    lines = list(store.export_lines())

    with CorrectionStore(tmp_path / "elsewhere" / "other.sqlite") as other:
        counts = other.import_lines(lines), other.import_lines(lines)

        assert counts == (6, 0)
        assert "".join(lines).count("\n") == 6
        assert other.history() == store.history()
        assert [json.loads(line)["made_by"] for line in other.export_lines()][:2] == ["Anna", "Ben"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"kind": "nonsense"}, "nonsense"),
        ({"made_at": "2024-05-17T10:00:00"}, "no zone"),
        ({"targets": []}, "0 spans"),
        ({"targets": [{"text_hash": "x", "start": 0, "end": 1, "quote": "R"}]}, "hash"),
        ({"targets": 5}, "list"),
        ({"after": None}, "Expected PlaceValue"),
        ({"entry_id": "x" * 65}, "64 characters"),
        ({"made_by": ""}, "1 to"),
    ],
)
def test_a_line_that_is_no_correction_is_refused_and_nothing_taken_over(
    tmp_path, store, parsed, places, change, reason
):
    store.save(change_place(parsed, parsed.mentions[0], places["t:lebanon"]))
    (line,) = store.export_lines()
    bad = json.dumps(json.loads(line) | {"entry_id": "b"} | change)

    with CorrectionStore(tmp_path / "other.sqlite") as other:
        with pytest.raises(InvalidCorrectionError, match="Line 2") as refused:
            other.import_lines([line, bad])

        assert reason in str(refused.value)
        assert other.revision() == 0


@pytest.mark.parametrize(
    "line", ["{", "[1]", "5", '{"kind": NaN}', '{"a":' * 5000, '{"entry_id": "\\ud800"}']
)
def test_nonsense_is_refused(store, line):
    with pytest.raises(InvalidCorrectionError):
        store.import_lines([line])


_SAVER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from conftest import make_parsed
from geomap.corrections import CorrectionStore, change_place
parsed = make_parsed()
store = CorrectionStore(Path(sys.argv[1]))
while True:
    saved = store.save(change_place(parsed, parsed.mentions[0], None, same_name=True))
    print(saved.entry_id, flush=True)
"""


def test_a_process_killed_while_saving_leaves_all_that_was_saved(tmp_path):
    path = tmp_path / "corrections.sqlite"
    here = os.path.dirname(__file__)  # noqa: PTH120 - the plain string goes to another process
    with subprocess.Popen(
        [sys.executable, "-c", _SAVER, str(path), here], stdout=subprocess.PIPE, text=True
    ) as process:
        told = [process.stdout.readline().strip() for _ in range(40)]
        process.send_signal(signal.SIGKILL)
        told += process.stdout.read().split()

    with CorrectionStore(path) as store:
        kept = [item.correction for item in store.history()]
        saved_after = store.save(replace_kind(kept[0]))

    identifiers = [one.entry_id for one in kept]
    assert identifiers[: len(told)] == told
    assert len(identifiers) <= len(told) + 1
    assert all(len(one.targets) == 2 for one in kept)
    assert saved_after.entry_id not in identifiers


def replace_kind(correction):
    from geomap.corrections import Draft

    return Draft(
        kind=correction.kind, targets=correction.targets, before=correction.before, after=correction.after
    )


def test_several_sessions_save_side_by_side(tmp_path, parsed):
    path = tmp_path / "corrections.sqlite"

    def work(name):
        with CorrectionStore(path) as store:
            for _ in range(5):
                store.undo(store.save(reject_event(parsed, parsed.events[0]), by=name).entry_id, by=name)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, "abcd"))

    with CorrectionStore(path) as store:
        history = store.history()
    assert len(history) == 40
    assert {item.correction.made_by for item in history} == set("abcd")
    assert not [item for item in history if item.is_active and item.correction.undoes is None]


def test_many_open_a_new_store_at_the_same_moment(tmp_path):
    together = Barrier(8)

    def work(path):
        together.wait()
        with CorrectionStore(path) as store:
            return store.revision()

    with ThreadPoolExecutor(8) as pool:
        for number in range(10):
            path = tmp_path / f"{number}.sqlite"
            assert list(pool.map(work, [path] * 8)) == [0] * 8


def test_a_store_shared_by_threads_keeps_every_save(store, parsed):
    draft = reject_event(parsed, parsed.events[0])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: store.save(draft, by=str(number)), range(20)))

    assert store.revision() == 20


def test_trouble_names_no_path(tmp_path):
    path = tmp_path / "secret-folder" / "corrections.sqlite"
    path.parent.mkdir()
    path.write_bytes(b"this is no database, only some words that stand here" * 100)

    with pytest.raises(CorrectionStoreError) as trouble:
        CorrectionStore(path)

    assert "file is not a database" in str(trouble.value)
    assert "secret-folder" not in str(trouble.value)


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("x")

    with pytest.raises(CorrectionStoreError, match="folder cannot be made"):
        CorrectionStore(tmp_path / "file" / "corrections.sqlite")


@pytest.mark.parametrize("address", ["nonsense://user:secret@host/base", "://"])
def test_an_address_that_means_nothing_is_refused_without_its_password(address):
    with pytest.raises(CorrectionStoreError) as refused:
        CorrectionStore(address)

    assert "secret" not in str(refused.value)


def test_a_missing_driver_is_named():
    with pytest.raises(MissingDependencyError, match="psycopg"):
        CorrectionStore("postgresql+psycopg://user:secret@localhost/base")


def test_a_store_of_a_later_version_is_left_alone(tmp_path):
    import sqlite3

    path = tmp_path / "corrections.sqlite"
    CorrectionStore(path).close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE geomap_about SET value = '99'")
    connection.commit()
    connection.close()

    with pytest.raises(CorrectionStoreError, match="version '99'"):
        CorrectionStore(path)


def test_the_store_lies_in_the_users_own_data_folder():
    assert default_path().parts[-2:] == ("geomap", "corrections.sqlite")
