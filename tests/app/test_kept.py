"""Articles are kept for the browser that brought them in, within bounds, where no one else can read them."""

import os
import stat
from datetime import date

import pytest

from geomap.app.desk import Desk, put_on_desk, restore_desk
from geomap.app.inputs import read_uploads
from geomap.app.kept import FolderDrawer, KeepLimits, KeptTexts, MemoryDrawer, open_kept
from geomap.app.kept_results import add_results, find_results
from geomap.app.workspace import Workspace, open_workspace, pack_workspace

MINE, OTHERS = "a" * 64, "b" * 64
KEY = "0" * 24


def key(number):
    return f"{number:024x}"


@pytest.fixture(params=["folder", "memory"])
def drawer(request, tmp_path):
    return FolderDrawer(tmp_path) if request.param == "folder" else MemoryDrawer()


def test_what_was_kept_comes_back(drawer):
    kept = KeptTexts(drawer)

    assert kept.put(MINE, KEY, b"articles")

    assert kept.get(MINE, KEY) == b"articles"
    assert kept.get(MINE, key(1)) is None


def test_another_browser_gets_nothing(drawer):
    kept = KeptTexts(drawer)
    kept.put(MINE, KEY, b"articles")

    assert kept.get(OTHERS, KEY) is None


def test_forgetting_leaves_what_others_keep(drawer):
    kept = KeptTexts(drawer)
    kept.put(MINE, KEY, b"mine")
    kept.put(OTHERS, KEY, b"theirs")

    kept.forget(MINE)

    assert kept.get(MINE, KEY) is None
    assert kept.get(OTHERS, KEY) == b"theirs"


def test_of_one_reader_only_so_many_sets_are_kept(drawer):
    kept = KeptTexts(drawer, limits=KeepLimits(sets_per_reader=3))
    kept.put(OTHERS, KEY, b"theirs")

    for number in range(5):
        kept.put(MINE, key(number), b"mine")

    held = [number for number in range(5) if kept.get(MINE, key(number))]
    assert len(held) == 3
    assert 4 in held
    assert kept.get(OTHERS, KEY) == b"theirs"


@pytest.mark.parametrize("limits", [KeepLimits(sets=4), KeepLimits(total_mb=4)])
def test_of_all_readers_only_so_much_is_kept(drawer, limits):
    kept = KeptTexts(drawer, limits=limits)

    for number in range(8):
        kept.put(f"{number}" * 64, KEY, bytes(1024 * 1024))

    assert sum(kept.get(f"{number}" * 64, KEY) is not None for number in range(8)) == 4


def test_what_was_not_opened_for_long_is_not_kept(tmp_path):
    kept = KeptTexts(FolderDrawer(tmp_path), limits=KeepLimits(days=30))
    kept.put(MINE, KEY, b"articles")
    (path,) = tmp_path.glob("*.geomap")

    os.utime(path, (1_000_000, 1_000_000))

    assert kept.get(MINE, KEY) is None
    kept.put(OTHERS, KEY, b"articles")
    assert not path.exists()


def test_a_set_that_is_too_large_is_not_kept(drawer):
    kept = KeptTexts(drawer, limits=KeepLimits(set_mb=1))

    assert not kept.put(MINE, KEY, bytes(1024 * 1024 + 1))


@pytest.mark.parametrize(
    ("secret", "name"), [("", KEY), ("../" + "a" * 61, KEY), (MINE, "../../etc/passwd"), (MINE, KEY + "\n")]
)
def test_a_malformed_name_reaches_no_file(drawer, secret, name):
    kept = KeptTexts(drawer)

    assert not kept.put(secret, name, b"articles")
    assert kept.get(secret, name) is None


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="modes of folders are those of POSIX")
def test_the_folder_is_closed_to_others_and_names_no_secret(tmp_path):
    folder = tmp_path / "kept"
    folder.mkdir(mode=0o755)

    kept = open_kept(folder)
    kept.put(MINE, KEY, b"articles")

    assert kept.outlives_server
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not any(MINE in path.name for path in folder.iterdir())


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="modes of folders are those of POSIX")
def test_where_the_folder_cannot_be_made_safe_memory_serves(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    link = tmp_path / "link"
    link.symlink_to(elsewhere)

    kept = open_kept(link)
    kept.put(MINE, KEY, b"articles")

    assert not kept.outlives_server
    assert kept.get(MINE, KEY) == b"articles"
    assert list(elsewhere.iterdir()) == []


def test_restored_articles_say_again_what_is_guessed():
    files = [
        ("one.txt", b"KYIV, Ukraine (AP) \xe2\x80\x94 May 16, 2024. Envoys met in Kyiv on Thursday."),
        ("two.txt", b"Published: 1 May 2024\n\nEnvoys visited Goma."),
    ]
    today = date(2024, 6, 1)
    desk, _ = put_on_desk(Desk(), read_uploads(files, today=today))

    again = restore_desk(desk.documents, today=today)

    assert again == desk


def test_results_are_kept_in_the_file_of_a_workspace_that_still_opens(parsed):
    content = add_results(pack_workspace(Workspace(documents=(parsed.document,))), [parsed])

    assert open_workspace(content).documents == (parsed.document,)
    assert find_results(content, [parsed.document]) == [parsed]


def test_a_workspace_without_results_or_with_broken_ones_is_read_anew(parsed):
    content = pack_workspace(Workspace(documents=(parsed.document,)))

    assert find_results(content, [parsed.document]) == []
    assert find_results(b"no archive", [parsed.document]) == []
