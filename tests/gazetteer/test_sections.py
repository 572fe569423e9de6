"""Column files."""

import struct
from array import array

import pytest

from geomap.errors import DamagedDataError
from geomap.gazetteer.sections import SectionFile, write_sections


def write(path):
    numbers = array("i", [3, -1, 7])
    write_sections(path, {"note": "Łódź"}, {"numbers": ("i", numbers.tobytes()), "raw": ("B", b"abc")})
    return path


def test_columns_come_back_as_written(tmp_path):
    file = SectionFile(write(tmp_path / "columns.bin"))

    assert list(file.column("numbers")) == [3, -1, 7]
    assert bytes(file.column("raw")) == b"abc"
    assert file.header["note"] == "Łódź"


def test_the_same_input_gives_the_same_bytes(tmp_path):
    first, second = write(tmp_path / "first.bin"), write(tmp_path / "second.bin")

    assert first.read_bytes() == second.read_bytes()


def test_an_unknown_column_is_reported_by_name(tmp_path):
    file = SectionFile(write(tmp_path / "columns.bin"))

    with pytest.raises(DamagedDataError, match="section missing: towns"):
        file.column("towns")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"something else entirely", "does not begin"),
        (b"geomap\x00\x01" + struct.pack("<I", 4) + b"{{{{", "not JSON"),
    ],
)
def test_a_foreign_file_is_refused(tmp_path, content, reason):
    path = tmp_path / "columns.bin"
    path.write_bytes(content)

    with pytest.raises(DamagedDataError, match=reason):
        SectionFile(path)


def test_a_cut_file_is_refused(tmp_path):
    path = write(tmp_path / "columns.bin")
    path.write_bytes(path.read_bytes()[:-8])

    with pytest.raises(DamagedDataError, match="cut short"):
        SectionFile(path)
