"""Places and names that the built table lacks, read from the lexicon when the gazetteer opens.

They stand in two tables that one can add to without building anything: ``further_places.csv`` has places of
their own, ``further_names.csv`` the usual English spellings of places that the table knows under others.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from geomap.gazetteer.build import COMMON, FLAGS, PRIMARY
from geomap.gazetteer.names import fold
from geomap.models import Place
from geomap.resources import data_folder, read_rows

if TYPE_CHECKING:
    from marisa_trie import Trie

    from geomap.gazetteer.rows import PlaceRows

_PLACES: Final = "lexicon/further_places.csv"
_NAMES: Final = "lexicon/further_names.csv"
_PLACE_COLUMNS: Final = (
    *("place_id", "name", "alternates", "feature_class", "feature_code"),
    *("longitude", "latitude", "country_code", "admin1"),
)


class FurtherNames:
    """What further names lead to, as postings (see `geomap.gazetteer.build`)."""

    def __init__(self, rows: PlaceRows, iso3: Mapping[str, str]) -> None:
        """Read both tables and put the further places behind the rows of the built table.

        Args:
            rows: The rows of the built table.
            iso3: Alpha-3 codes of countries by alpha-2 code.

        Raises:
            DamagedDataError: If a table lacks a column.
        """
        self._postings: dict[str, list[int]] = {}
        for row in _rows(_PLACES, _PLACE_COLUMNS):
            number = rows.add(_place(row, rows, iso3))
            self._add(row["name"], number << 2 | PRIMARY)
            for name in filter(None, row["alternates"].split(";")):
                self._add(name, number << 2 | COMMON)
        for row in _rows(_NAMES, ("place_id", "names")):
            known = rows.find(row["place_id"])
            if known is None:
                # A table built from other data may have the place under another identifier.
                continue
            for name in row["names"].split(";"):
                self._add(name, known << 2 | PRIMARY)
        self._sorted = sorted(self._postings)

    def _add(self, name: str, posting: int) -> None:
        self._postings.setdefault(fold(name), []).append(posting)

    def __contains__(self, folded: str) -> bool:
        return folded in self._postings

    def get(self, folded: str) -> Sequence[int] | None:
        """The postings of a further name; None if it is none."""
        return self._postings.get(folded)

    def iterkeys(self, folded_prefix: str) -> Iterator[str]:
        """The folded names that begin with a prefix, sorted."""
        for name in self._sorted[bisect_left(self._sorted, folded_prefix) :]:
            if not name.startswith(folded_prefix):
                return
            yield name


class AllNames:
    """The folded names of the table and the further ones, each once."""

    def __init__(self, trie: Trie, further: FurtherNames) -> None:
        """Join both."""
        self._trie, self._further = trie, further

    def __contains__(self, folded: str) -> bool:
        return folded in self._trie or folded in self._further

    def __len__(self) -> int:
        return len(self._trie) + sum(name not in self._trie for name in self._further.iterkeys(""))

    def iterkeys(self, folded_prefix: str) -> Iterator[str]:
        """Those that begin with a prefix, in a fixed order."""
        yield from self._trie.iterkeys(folded_prefix)
        yield from (name for name in self._further.iterkeys(folded_prefix) if name not in self._trie)


def join(known: Sequence[int], further: Sequence[int]) -> list[int]:
    """The postings of one name from here and from the table: usual names first, then mere alternates.

    Those from here come before all: they stand here because the news names them, and their population is
    not known.
    """
    rows = {posting >> 2 for posting in further}
    others = [posting for posting in known if posting >> 2 not in rows]
    return [
        *further,
        *(posting for posting in others if posting & FLAGS == PRIMARY),
        *(posting for posting in others if posting & FLAGS != PRIMARY),
    ]


def _rows(name: str, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """The rows of a table; none where a data folder of one's own has none."""
    return read_rows(name, columns) if (data_folder() / name).exists() else iter(())


def _place(row: Mapping[str, str], rows: PlaceRows, iso3: Mapping[str, str]) -> Place:
    division = rows.find_admin1(row["admin1"])
    code = row["country_code"]
    return Place(
        place_id=row["place_id"],
        name=row["name"],
        longitude=float(row["longitude"]),
        latitude=float(row["latitude"]),
        feature_class=row["feature_class"],
        feature_code=row["feature_code"],
        country_code=code or None,
        country_iso3=iso3.get(code),
        admin1=None if division is None else rows.place(division).name,
        admin1_code=None if division is None else row["admin1"].partition(".")[2],
    )
