"""The gazetteer: names to places, places to regions, positions to places. Read-only and memory-mapped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from heapq import nsmallest
from itertools import islice
from typing import TYPE_CHECKING, Final

from geomap.constants import Worldview
from geomap.errors import InvalidOptionError
from geomap.gazetteer.build import (
    ABBREVIATION,
    FLAGS,
    PRIMARY,
    SEVERAL,
)
from geomap.gazetteer.found import Places, ReversePlace
from geomap.gazetteer.further import AllNames, FurtherNames, join
from geomap.gazetteer.names import ARTICLES, fold, with_other_articles
from geomap.gazetteer.nearest import SettlementGrid
from geomap.gazetteer.rows import PlaceRows
from geomap.gazetteer.sections import SectionFile
from geomap.gazetteer.shapes import ShapeStore
from geomap.gazetteer.similar import SimilarName, similar_names
from geomap.geo import check_coordinates, distance_m
from geomap.layer import Area
from geomap.models import Place
from geomap.resources import data_path

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_COUNTRY_CODES: Final = frozenset({"PCLI", "TERR"})
_SCANNED_NAMES: Final = 20_000
_ALTERNATE_RANKS: Final = 16
_SETTLEMENT_REACH_M: Final = 50_000.0
_TRUSTED_M: Final = 3_000.0
_OFFSHORE_M: Final = 5_000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMatch:
    """A place that bears a name, and how: as its primary name, or as an abbreviation ("CA", "Calif.")."""

    place: Place
    is_primary: bool
    is_abbreviation: bool = False


class Gazetteer:
    """The installed place table, seen from one worldview. Keeps the protocol `geomap.models.Atlas`."""

    def __init__(self, worldview: Worldview = Worldview.ISO) -> None:
        """Map the files of the data folder; prefer `Gazetteer.open`, which does so once.

        Raises:
            MissingDataError: If a file is missing.
            DamagedDataError: If a file does not have the expected form.
        """
        from marisa_trie import Trie

        self._worldview = worldview
        self._trie = Trie().mmap(str(data_path("gazetteer/names.marisa")))
        self._file = SectionFile(data_path("gazetteer/places.bin"))
        self._header = self._file.header
        self._rows = PlaceRows(self._file, worldview=worldview)
        self._place = self._rows.place
        column = self._file.column
        self._first, self._starts, self._many = column("first"), column("starts"), column("many")
        self._countries = {entry[0]: entry for entry in self._header["countries"]}
        self._iso2 = {entry[1]: entry[0] for entry in self._header["countries"]}
        self._further = FurtherNames(self._rows, {code: iso3 for iso3, code in self._iso2.items()})
        self._names = AllNames(self._trie, self._further)

    @classmethod
    def open(cls, worldview: Worldview | str = Worldview.ISO) -> Gazetteer:
        """The gazetteer of a worldview; opened once per process and worldview.

        Raises:
            InvalidOptionError: If there is no such worldview.
            MissingDataError: If a data file is missing.
        """
        return open_gazetteer(worldview)

    @property
    def worldview(self) -> Worldview:
        """Whose view of borders the answers follow."""
        return self._worldview

    @property
    def attribution(self) -> str:
        """The sources of points and polygons, in one line."""
        return str(self._header["attribution"])

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Place]:
        """All places, the most important first."""
        return map(self._place, range(len(self)))

    def describe(self) -> dict[str, str]:
        """What is installed, in words: counts by kind, sources, worldview and folder."""
        classes = self._rows.count_features()
        settlements = sum(count for key, count in classes.items() if key.startswith("P."))
        administrative = {key: classes[f"A.{key}"] for key in ("ADM1", "ADM2")}
        countries = len(self._countries)
        others = len(self) - settlements - countries - sum(administrative.values())
        return {
            "settlements": f"{settlements:,}",
            "countries and territories": f"{countries:,}",
            "first-order divisions": f"{administrative['ADM1']:,}",
            "second-order divisions": f"{administrative['ADM2']:,}",
            "regions, waters, sites": f"{others:,}",
            "names": f"{len(self._names):,}",
            "polygons": f"{len(self._shapes):,}",
            "worldview": str(self._worldview),
            "sources": self.attribution,
            "folder": str(data_path("gazetteer")),
        }

    def lookup(self, name: str) -> Sequence[Place]:
        """The places that bear a name, best first; () if none does.

        The sequence equals a tuple of places and is used as one; it makes each place when first asked for.

        Names are compared as `geomap.gazetteer.names.fold` gives them. The order is that of importance
        (countries and settlements by population, regions by their kind), where an alternate name
        counts a quarter of a primary one; ties go by place_id.
        """
        # Not cached: keeping what was found costs more than finding it again.
        postings = self._postings(fold(name))
        return Places(postings, self._place) if postings else ()

    def lookup_entries(self, name: str) -> tuple[NameMatch, ...]:
        """The same places as `lookup`, in the same order, with how each bears the name."""
        return tuple(map(self._match, self._postings(fold(name))))

    def names(self) -> Iterator[str]:
        """All folded names, each once, in a fixed order."""
        return self._names.iterkeys("")

    def has_name(self, name: str) -> bool:
        """Whether any place bears a name."""
        return fold(name) in self._names

    def has_prefix(self, folded_prefix: str) -> bool:
        """Whether any folded name begins with an already folded prefix ("new y")."""
        return next(self._names.iterkeys(folded_prefix), None) is not None

    def search(self, prefix: str, *, limit: int = 10) -> tuple[Place, ...]:
        """The most important places with a name that begins with a prefix, each once; () for a blank prefix.

        Mere alternates that are not whole count less: "Kis" gives Kisangani before Chisinau (Kishinev). For
        prefixes that very many names share only the first 20,000 of them in the trie's order count.

        Raises:
            InvalidOptionError: If the limit is below 1.
        """
        if limit < 1:
            raise InvalidOptionError("limit", limit, "an integer of at least 1")
        folded = fold(prefix)
        if not folded:
            return ()
        firsts = [self._first[one] for _, one in islice(self._trie.iteritems(folded), _SCANNED_NAMES)]
        postings = {posting for posting in firsts if posting < SEVERAL}
        postings.update(posting for run in firsts if run >= SEVERAL for posting in self._run(run))
        for name in self._further.iterkeys(folded):
            postings.update(self._postings(name))
        exact = self._postings(folded)
        usual = {posting >> 2 for posting in (*exact, *(one for one in postings if one & FLAGS))}
        others = {posting >> 2 for posting in postings} - usual
        ranked = [(row, row) for row in usual] + [(row * _ALTERNATE_RANKS, row) for row in others]
        return tuple(self._place(row) for _, row in nsmallest(limit, ranked))

    def find_similar(self, name: str, *, limit: int = 5) -> tuple[SimilarName, ...]:
        """The places with the names most similar to a perhaps misspelt one, each once; () if none comes near.

        The most similar come first; of equally similar ones those with a usual name before those with a
        mere alternate, then by importance. `geomap.gazetteer.similar.similar_names` says what is compared.

        Raises:
            InvalidOptionError: If the limit is below 1.
        """
        if limit < 1:
            raise InvalidOptionError("limit", limit, "an integer of at least 1")
        best: dict[int, tuple[float, bool, int, str]] = {}
        for similar, similarity in similar_names(self._names, fold(name)):
            for posting in self._postings(similar):
                key = (-similarity, posting & FLAGS == 0, posting, similar)
                best[posting >> 2] = min(key, best.get(posting >> 2, key))
        return tuple(
            SimilarName(
                place=self._place(posting >> 2),
                name=similar,
                similarity=-negated,
                is_primary=posting & FLAGS == PRIMARY,
            )
            for negated, _, posting, similar in nsmallest(limit, best.values())
        )

    def get(self, place_id: str) -> Place | None:
        """The place with this identifier; None if there is none."""
        row = self._rows.find(place_id)
        return None if row is None else self._place(row)

    def country(self, code: str) -> Place | None:
        """The country with this ISO 3166-1 code, alpha-2 or alpha-3, in any case; None if there is none."""
        upper = code.strip().upper()
        entry = self._countries.get(self._iso2.get(upper, upper))
        return self.get(entry[2]) if entry else None

    def countries(self) -> tuple[Place, ...]:
        """All countries and dependent territories with a code of their own, by code."""
        places = (self.country(code) for code in sorted(self._countries))
        return tuple(place for place in places if place is not None)

    def neighbours(self, country_code: str) -> tuple[str, ...]:
        """The alpha-2 codes of the countries that share a land border with a country, sorted."""
        entry = self._countries.get(country_code.strip().upper())
        return tuple(entry[3].split(",")) if entry and entry[3] else ()

    def admin1_of(self, place: Place) -> Place | None:
        """The first-order division that holds a place; the place itself if it is one; None if unknown."""
        if place.feature_code == "ADM1":
            return place
        row = self._rows.find(place.place_id)
        unit = None if row is None else self._rows.admin1_of(row)
        return None if unit is None else self._place(unit)

    def admin1(self, unit: str) -> Place | None:
        """The division with a country code and GeoNames admin1 code ("UA.07"); None if there is none."""
        row = self._rows.find_admin1(unit)
        return None if row is None else self._place(row)

    def seat(self, country_iso3: str) -> Place | None:
        """The seat of a country's government or of a body such as "EUR", "UNO", "NAT"; None if unknown."""
        place_id = self._header["seats"].get(country_iso3.strip().upper())
        return self.get(place_id) if place_id else None

    def shape(self, place_id: str) -> BaseGeometry | None:
        """The polygon of a country or first-order division; None for what has only a point."""
        return self._shapes.get(place_id)

    def area(self, place_id: str) -> Area | BaseGeometry | None:
        """The same as it is drawn: maps need its borders, and its polygon only where it is exported."""
        return self._shapes.area(place_id)

    def reverse(self, longitude: float, latitude: float) -> ReversePlace:
        """What is at a position in degrees.

        The settlement is the nearest one within 50 km, in the same country where the position lies
        on land; division and country are those whose polygon holds the position, or the area on land of
        no country. Polygons are generalized while settlements know their country: within 3 km of a
        settlement, or 5 km off the coast, its own country and division count.

        Raises:
            InvalidCoordinatesError: If the position is out of range.
        """
        check_coordinates(longitude, latitude)
        land_id, admin1_id = self._shapes.find(longitude, latitude)
        land = self.get(land_id) if land_id else None
        admin1 = self.get(admin1_id) if admin1_id else None
        is_state = land is not None and land.feature_code in _COUNTRY_CODES
        country, area = (land, None) if is_state else (None, land)
        reach_m = _OFFSHORE_M if land is None else _SETTLEMENT_REACH_M
        row = self._grid.nearest(longitude, latitude, within_m=reach_m)
        if row is None:
            return ReversePlace(admin1=admin1, country=country, area=area)
        settlement = self._place(row)
        away_m = distance_m(longitude, latitude, settlement.longitude, settlement.latitude)
        is_abroad = land is None or land.country_code != settlement.country_code
        if land is None or (away_m <= _TRUSTED_M and settlement.country_code is not None):
            return ReversePlace(
                settlement=settlement,
                admin1=self.admin1_of(settlement) or (None if is_abroad else admin1),
                country=self.country(settlement.country_code or ""),
            )
        if is_abroad:
            return ReversePlace(admin1=admin1, country=country, area=area)
        return ReversePlace(
            settlement=settlement, admin1=admin1 or self.admin1_of(settlement), country=country, area=area
        )

    @cached_property
    def _shapes(self) -> ShapeStore:
        return ShapeStore(data_path("boundaries/shapes.bin"), worldview=self._worldview)

    @cached_property
    def _grid(self) -> SettlementGrid:
        return SettlementGrid(
            cell_start=self._file.column("cell_start"),
            cell_rows=self._file.column("cell_rows"),
            longitude=self._rows.longitude,
            latitude=self._rows.latitude,
        )

    def _postings(self, folded: str) -> Sequence[int]:
        """The postings of a folded name, best first."""
        if folded.startswith(ARTICLES) and folded not in self._names:
            folded = next((name for name in with_other_articles(folded) if name in self._names), folded)
        number, further = self._trie.get(folded), self._further.get(folded)
        known: Sequence[int] = ()
        if number is not None:
            posting = self._first[number]
            known = (posting,) if posting < SEVERAL else self._run(posting)
        return known if further is None else join(known, further)

    def _run(self, posting: int) -> Sequence[int]:
        run = posting - SEVERAL
        return self._many[self._starts[run] : self._starts[run + 1]]

    def _match(self, posting: int) -> NameMatch:
        flag = posting & FLAGS
        return NameMatch(
            place=self._place(posting >> 2), is_primary=flag == PRIMARY, is_abbreviation=flag == ABBREVIATION
        )


@lru_cache(maxsize=len(Worldview))
def _open(worldview: Worldview) -> Gazetteer:
    return Gazetteer(worldview)


def open_gazetteer(worldview: Worldview | str = Worldview.ISO) -> Gazetteer:
    """The gazetteer of a worldview; opened once per process and worldview.

    Raises:
        InvalidOptionError: If there is no such worldview.
    """
    try:
        view = Worldview(worldview)
    except ValueError as error:
        raise InvalidOptionError("worldview", worldview, list(Worldview)) from error
    return _open(view)
