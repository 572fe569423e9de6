"""Reading the files of GeoNames' export dump, row by row.

Columns are those of the readme.txt that lies beside the dump (https://download.geonames.org/export/dump/,
CC BY 4.0): tab-separated UTF-8 without quoting and, but for countryInfo's comments, without a header.

- ``allCountries.txt``, and ``cities500.txt`` in its place, 19 columns: geonameid, name, asciiname,
  alternatenames (comma-separated), latitude, longitude, feature class, feature code, country code, cc2,
  admin1 code, admin2 code, admin3 code, admin4 code, population, elevation, dem, timezone, modification
  date.
- ``alternateNamesV2.txt``, 10 columns: alternateNameId, geonameid, isolanguage, alternate name,
  isPreferredName, isShortName, isColloquial, isHistoric, from, to. Older dumps end after eight.
- ``hierarchy.txt``, 3 columns, the last often left out: parentId, childId, type ("ADM" or a user's own).
- ``admin1CodesASCII.txt`` and ``admin2Codes.txt``, 4 columns: code ("UA.07", "US.AK.013"), name, name
  ascii, geonameid.
- ``countryInfo.txt``, 19 columns, lines with # are comments: ISO, ISO3, ISO-Numeric, fips, country,
  capital, area, population, continent, tld, currency code, currency name, phone, postal code format,
  postal code regex, languages, geonameid, neighbours, EquivalentFipsCode.

Each file may lie there as it is, or zipped under the same name (``allCountries.zip``).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Final, TextIO
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - a class, named like a function

from geomap.errors import InvalidCoordinatesError, MissingInputError, UnreadableDocumentError
from geomap.geo import check_coordinates

PLACES: Final = ("allCountries", "cities500")
ALTERNATES: Final = "alternateNamesV2"
HIERARCHY: Final = "hierarchy"
ADMIN1: Final = "admin1CodesASCII"
ADMIN2: Final = "admin2Codes"
COUNTRIES: Final = "countryInfo"
_PLACE_COLUMNS: Final = 19
_ALTERNATE_COLUMNS: Final = (8, 10)
_MOST_IDENTIFIER: Final = 2**31 - 1
_MOST_PEOPLE: Final = 2**32 - 2
_LONGEST_NAME: Final = 1000


@dataclass(slots=True)
class Rejects:
    """Rows of one file that are left out: how many, and the first of them by line, with its reason."""

    name: str
    count: int = 0
    first_line: int = 0
    reason: str = ""

    def add(self, line_number: int, reason: str, *, count: int = 1) -> None:
        """Count a row, or several of which this is the first."""
        if not self.count or line_number < self.first_line:
            self.first_line, self.reason = line_number, reason
        self.count += count

    def complaints(self) -> list[str]:
        """One line if rows were left out, else none."""
        return [str(self)] if self.count else []

    def __str__(self) -> str:
        rows = "1 row" if self.count == 1 else f"{self.count:,} rows"
        return f"{self.name}: {rows} left out; the first is line {self.first_line}: {self.reason}"


@dataclass(slots=True, kw_only=True)
class DumpPlace:
    """A row of allCountries.txt; degrees, WGS 84. ``population`` is None for GeoNames' 0, which means
    unknown, and for more people than a column of the table can count (the Earth).

    A plain record for one row among millions: not frozen, since freezing doubles the time to make it.
    """

    geonameid: int
    name: str
    ascii_name: str
    alternates: str
    longitude: float
    latitude: float
    feature_class: str
    feature_code: str
    country_code: str
    admin1_code: str
    admin2_code: str
    population: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlternateName:
    """A row of alternateNamesV2.txt; ``language`` is ISO 639, or a kind of code such as "post" or "link"."""

    geonameid: int
    language: str
    name: str
    is_preferred: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryInfo:
    """A row of countryInfo.txt; codes are ISO 3166-1 (and XK)."""

    country_code: str
    country_iso3: str
    geonameid: int
    population: int
    neighbours: tuple[str, ...] = field(default=())


def find_file(folder: Path, name: str) -> Path | None:
    """The file of a dump, plain before zipped; None if there is neither."""
    for ending in (".txt", ".zip"):
        path = folder / f"{name}{ending}"
        if path.is_file():
            return path
    return None


def find_places_file(folder: Path) -> Path:
    """The file with the places.

    Raises:
        MissingInputError: If there is none.
    """
    for name in PLACES:
        if path := find_file(folder, name):
            return path
    raise MissingInputError(
        str(folder),
        "neither allCountries nor cities500 (.txt or .zip) is there",
        "Download the dump from https://download.geonames.org/export/dump/ into that folder.",
    )


@contextmanager
def open_table(path: Path) -> Iterator[TextIO]:
    """The lines of a dump file, plain or zipped; signs that are not UTF-8 become U+FFFD.

    Raises:
        UnreadableDocumentError: If a zip file is damaged or does not hold the file it is named after.
    """
    if path.suffix != ".zip":
        with path.open(encoding="utf-8", errors="replace", newline="\n") as file:
            yield file
        return
    member = path.with_suffix(".txt").name
    try:
        with (
            ZipFile(path) as archive,
            _open_member(archive, member) as raw,
            TextIOWrapper(raw, encoding="utf-8", errors="replace", newline="\n") as file,
        ):
            yield file
    except (BadZipFile, EOFError, ZlibError) as error:
        raise UnreadableDocumentError(
            str(path), f"no readable {member} in it", "Download the file again."
        ) from error


def _open_member(archive: ZipFile, member: str) -> IO[bytes]:
    try:
        return archive.open(member)
    except (KeyError, NotImplementedError, RuntimeError) as error:  # absent; a foreign method; encrypted
        raise BadZipFile(str(error)) from error


def parse_place(line: str) -> DumpPlace:
    """A row of allCountries.txt or cities500.txt.

    Raises:
        ValueError: If the row is not of that form; the message says why.
    """
    cells = line.rstrip("\r\n").split("\t")
    if len(cells) != _PLACE_COLUMNS:
        raise ValueError(f"{len(cells)} columns instead of {_PLACE_COLUMNS}")
    name = cells[1].strip()
    if not name or len(name) > _LONGEST_NAME:
        raise ValueError("no name" if not name else "a name of more than 1000 signs")
    longitude, latitude = _to_coordinates(cells[5], cells[4])
    population = int(cells[14] or 0)
    return DumpPlace(
        geonameid=_to_identifier(cells[0]),
        name=name,
        ascii_name=cells[2],
        alternates=cells[3],
        longitude=longitude,
        latitude=latitude,
        feature_class=cells[6] or "S",
        feature_code=cells[7],
        country_code=cells[8],
        admin1_code=cells[10],
        admin2_code=cells[11],
        population=population if 0 < population <= _MOST_PEOPLE else None,
    )


def parse_alternate(line: str) -> AlternateName:
    """A row of alternateNamesV2.txt.

    Raises:
        ValueError: If the row is not of that form.
    """
    cells = line.rstrip("\r\n").split("\t")
    if len(cells) not in _ALTERNATE_COLUMNS:
        raise ValueError(f"{len(cells)} columns instead of {_ALTERNATE_COLUMNS[-1]}")
    name = cells[3].strip()
    if not name or len(name) > _LONGEST_NAME:
        raise ValueError("no name" if not name else "a name of more than 1000 signs")
    return AlternateName(
        geonameid=_to_identifier(cells[1]), language=cells[2], name=name, is_preferred=cells[4] == "1"
    )


def read_divisions(path: Path, rejects: Rejects) -> Iterator[tuple[str, tuple[str, str], int]]:
    """Yield code, names and geonameid from admin1CodesASCII.txt or admin2Codes.txt."""
    for number, cells in _read_cells(path, rejects, fewest=4):
        try:
            yield cells[0], (cells[1].strip(), cells[2].strip()), _to_identifier(cells[3])
        except ValueError as error:
            rejects.add(number, str(error))


def read_hierarchy(path: Path, rejects: Rejects) -> Iterator[tuple[int, int]]:
    """Yield parent and child of the administrative hierarchy; users' own kinds are passed over."""
    for number, cells in _read_cells(path, rejects, fewest=2):
        try:
            if len(cells) == 2 or cells[2] in ("", "ADM"):
                yield _to_identifier(cells[0]), _to_identifier(cells[1])
        except ValueError as error:
            rejects.add(number, str(error))


def read_countries(path: Path, rejects: Rejects) -> Iterator[CountryInfo]:
    """Yield the countries that have a geonameid."""
    for number, cells in _read_cells(path, rejects, fewest=18):
        try:
            code, iso3 = cells[0], cells[1]
            if len(code) != 2 or len(iso3) != 3:
                raise ValueError(f"codes {code!r} and {iso3!r}")
            yield CountryInfo(
                country_code=code,
                country_iso3=iso3,
                population=int(cells[7] or 0),
                geonameid=_to_identifier(cells[16]),
                neighbours=tuple(sorted(set(filter(None, cells[17].split(","))))),
            )
        except ValueError as error:
            rejects.add(number, str(error))


def _read_cells(path: Path, rejects: Rejects, *, fewest: int) -> Iterator[tuple[int, list[str]]]:
    with open_table(path) as file:
        for number, line in enumerate(file, start=1):
            if not line.strip() or line.startswith("#"):
                continue
            cells = line.rstrip("\r\n").split("\t")
            if len(cells) < fewest:
                rejects.add(number, f"{len(cells)} columns instead of at least {fewest}")
                continue
            yield number, cells


def _to_identifier(text: str) -> int:
    number = int(text)
    if not 0 < number < _MOST_IDENTIFIER:
        raise ValueError(f"identifier {text!r}")
    return number


def _to_coordinates(longitude: str, latitude: str) -> tuple[float, float]:
    east, north = float(longitude), float(latitude)
    try:
        check_coordinates(east, north)
    except InvalidCoordinatesError as error:
        raise ValueError(f"longitude {longitude}, latitude {latitude}") from error
    return east, north
