"""Parts of a table, merged: the result does not depend on how the rows are spread."""

import random

import pytest

from geomap.gazetteer.build import CountryRow, PlaceRow, write_gazetteer
from geomap.gazetteer.join import join_parts
from geomap.gazetteer.parts import open_part, write_part
from geomap.gazetteer.sections import SectionFile, write_sections

COUNTRIES = [CountryRow(country_code="AR", country_iso3="ARL", place_id="geonames:1")]
FILES = ("names.marisa", "places.bin")


@pytest.fixture(scope="module")
def rows():
    """Places with shared names, equal importance, identifiers of several lengths and kinds."""
    generator = random.Random(5)
    made = []
    for number in range(400):
        own = number % 40 == 0
        made.append(
            PlaceRow(
                place_id=f"{'admin1' if number % 80 else 'region'}:x{number}"
                if own
                else f"geonames:{number * 7}",
                name=generator.choice(["Arl", "Bor", "Cé", "Dun"]) + generator.choice(["", " Ost", "wald"]),
                longitude=generator.uniform(-180, 180),
                latitude=generator.uniform(-90, 90),
                feature_class="A" if own else generator.choice("PPH"),
                feature_code="ADM1" if own else f"C{number % 5}",
                country_code=generator.choice(["AR", "ZZ", None]),
                admin1_unit=f"AR.{number // 40}",
                population=generator.choice([None, 5, 900]),
                importance=float(generator.choice([0, 5, 900, 1e9])),
                alternates=(f"Name {number}", generator.choice(["Arl", "阿尔", "Dun"])),
                common_names=("Arl Ost",) if number % 9 == 0 else (),
                abbreviations=("A.O.",) if number % 11 == 0 else (),
            )
        )
    return made


def test_parts_give_the_bytes_of_one_write(rows, tmp_path):
    whole, merged, scratch = (tmp_path / name for name in ("whole", "merged", "scratch"))
    for folder in (whole, merged, scratch):
        folder.mkdir()
    write_gazetteer(rows, whole, countries=COUNTRIES, seats={}, attribution="nobody")

    parts = [write_part(rows[begin : begin + 90], tmp_path / f"part{begin}") for begin in range(0, 400, 90)]
    count = join_parts(parts, merged, countries=COUNTRIES, seats={}, attribution="nobody", scratch=scratch)

    assert count == 400
    for name in FILES:
        assert (merged / name).read_bytes() == (whole / name).read_bytes()


def test_rows_come_by_importance_and_then_by_identifier_as_text(rows, tmp_path):
    write_gazetteer(rows, tmp_path, countries=COUNTRIES, seats={}, attribution="nobody")

    file = SectionFile(tmp_path / "places.bin")
    own = file.header["own_ids"]
    found = [own[n - 2**31] if n >= 2**31 else f"geonames:{n}" for n in file.column("identifier")]

    assert found == [row.place_id for row in sorted(rows, key=lambda row: (-row.importance, row.place_id))]


def test_more_than_256_kinds_of_feature_fit(tmp_path):
    rows = [
        PlaceRow(
            place_id=f"geonames:{number + 1}",
            name="Spot",
            longitude=0.0,
            latitude=0.0,
            feature_class="S",
            feature_code=f"F{number:03d}",
            importance=float(-number),
        )
        for number in range(300)
    ]

    write_gazetteer(rows, tmp_path, countries=[], seats={}, attribution="nobody")

    file = SectionFile(tmp_path / "places.bin")
    assert [file.header["features"][number] for number in file.column("feature")][-1] == "S.F299"


def test_an_empty_table_can_be_written(tmp_path):
    assert write_gazetteer([], tmp_path, countries=[], seats={}, attribution="nobody") == 0


def test_an_incomplete_part_is_not_opened(rows, tmp_path):
    part = write_part(rows, tmp_path / "part")
    (part.folder / "part.json").unlink()

    assert open_part(part.folder) is None


def test_a_section_may_come_from_a_file(tmp_path):
    (tmp_path / "column").write_bytes(b"\1\0\0\0\2\0\0\0\3\0\0\0")

    write_sections(tmp_path / "a.bin", {"x": 1}, {"c": ("I", tmp_path / "column"), "d": ("B", b"z")})

    file = SectionFile(tmp_path / "a.bin")
    assert (list(file.column("c")), bytes(file.column("d"))) == ([1, 2, 3], b"z")
