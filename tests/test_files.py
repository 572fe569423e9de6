import pytest

from geomap.errors import ExportError, GeomapError
from geomap.files import make_folder, write_atomically, write_bytes


def test_a_file_is_written_and_nothing_else_is_left(tmp_path):
    write_bytes(tmp_path / "a.txt", b"new")

    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.txt", b"new")]


def test_a_failure_midway_keeps_the_old_file(tmp_path):
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")

    def write(draft):
        draft.write_bytes(b"half of the n")
        raise OSError(28, "No space left on device")

    with pytest.raises(ExportError, match="No space left on device"):
        write_atomically(target, write)

    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.txt", b"old")]


def test_any_other_failure_keeps_the_old_file_and_is_not_hidden(tmp_path):
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")

    def write(draft):
        draft.write_bytes(b"half of the n")
        raise RuntimeError("a bug")

    with pytest.raises(RuntimeError, match="a bug"):
        write_atomically(target, write)

    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.txt", b"old")]


def test_a_missing_folder_is_an_export_error_that_names_the_file(tmp_path):
    with pytest.raises(ExportError, match=r"none.a\.txt"):
        write_bytes(tmp_path / "none" / "a.txt", b"")


def test_a_folder_in_the_way_is_an_export_error(tmp_path):
    (tmp_path / "a.txt").mkdir()

    with pytest.raises(ExportError):
        write_bytes(tmp_path / "a.txt", b"")


def test_a_folder_is_made_with_its_parents(tmp_path):
    assert make_folder(tmp_path / "one" / "two").is_dir()


def test_a_file_in_the_way_of_a_folder_is_an_export_error(tmp_path):
    (tmp_path / "one").write_bytes(b"")

    with pytest.raises(ExportError) as caught:
        make_folder(tmp_path / "one" / "two")

    assert isinstance(caught.value, GeomapError)
