"""What speaks for a candidate: named features of the place itself and of its fit into the document.

All candidates of a document lie on one board, a row each, so that every feature is one column. Features that
depend on the other mentions are computed from the candidates' current scores and computed again when
these have changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, log10
from typing import TYPE_CHECKING, Final

import numpy as np

from geomap.places.candidates import Option, is_country
from geomap.places.links import Groups, Links
from geomap.places.senses import Sense
from geomap.places.sphere import kilometres, unit_vectors

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geomap.models import Place
    from geomap.places.outlets import Home

FEATURES: Final = (
    "population",
    "prominence",
    "usual_name",
    "is_country",
    "is_province",
    "is_district",
    "is_water",
    "is_region",
    "is_site",
    "capital",
    "provincial_capital",
    "seat_of_a_named_body",
    "kind_named_in_the_text",
    "other_kind_named_in_the_text",
    "city_of_its_namesake_province",
    "named_in_the_title",
    "nationality_beside_it",
    "near_the_outlet",
    "in_the_outlets_province",
    "in_the_outlets_country",
    "inside_the_next_name",
    "holds_the_name_before",
    "inside_the_name_before",
    "listed_with_its_equals",
    "country_share_of_the_text",
    "country_named_in_the_text",
    "capital_of_a_named_country",
    "neighbour_of_a_named_country",
    "province_share_of_the_text",
    "province_named_in_the_text",
    "province_of_other_names",
    "near_other_places",
    "near_a_place_beside_it",
    "country_of_a_place_beside_it",
    "country_of_the_dateline",
)
"""The names of all features, in the order of the board's columns; the page shows them as reasons."""

COLUMN: Final[Mapping[str, int]] = {name: number for number, name in enumerate(FEATURES)}

_REACH_KM: Final = 150.0
_DISTRICT_KM: Final = 100.0
_OUTLET_REACH_KM: Final = 80.0
_ANCHORS: Final = 256
_SLICE: Final = 4096
_FAINT: Final = 0.02
_SETTLED: Final = 0.01
_NONE: Final = -1
_NAMESAKE_POPULATION: Final = 1_000_000
_SEATS: Final = frozenset({"PPLC", "PPLA", "PPL"})
_SEAT_POPULATION: Final = log10(50_000) / 7
"""What a seat counts at least after which a province is called; for many the population is not known."""

_KINDS: Final = {"H": "is_water", "S": "is_site", "R": "is_site"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a document says as a whole.

    ``title`` holds the countries ("US") and divisions ("US.Texas") that the title names, ``hints`` the
    countries whose demonyms stand in the text, ``home`` where its outlet has its readers, ``seats`` the
    identifiers of the places where bodies named in it have their seats; ``neighbours`` gives the
    countries at a country's land borders.
    """

    title: frozenset[str]
    hints: frozenset[str]
    home: Home | None
    seats: frozenset[str]
    neighbours: Mapping[str, Sequence[str]]


class Board:
    """The features of all candidates of a document; only senses that have candidates are on it."""

    def __init__(self, senses: Sequence[Sense], context: Context) -> None:
        """Lay out the candidates and fill in what does not depend on scores."""
        self.numbers = [number for number, sense in enumerate(senses) if sense.options.options]
        self._senses = [senses[number] for number in self.numbers]
        sizes = [len(sense.options.options) for sense in self._senses]
        self.starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        self.owner = np.repeat(np.arange(len(sizes)), sizes)
        self.options: list[Option] = [option for sense in self._senses for option in sense.options.options]
        self.places: list[Place] = [option.place for option in self.options]
        self.values = np.zeros((len(self.options), len(FEATURES)))
        self._weights = np.array([1 + log(max(1, sense.count)) for sense in self._senses])
        self._countries = _Units([place.country_code for place in self.places])
        self._divisions = _Units(
            [
                f"{place.country_code}.{place.admin1}" if place.country_code and place.admin1 else None
                for place in self.places
            ]
        )
        self._is_settlement = np.array([place.feature_class == "P" for place in self.places], dtype=bool)
        self._is_country = np.array([is_country(place) for place in self.places], dtype=bool)
        self._is_admin1 = np.array([place.feature_code == "ADM1" for place in self.places], dtype=bool)
        self._is_district = np.array([place.feature_code == "ADM2" for place in self.places], dtype=bool)
        self._points = unit_vectors(self.places)
        self._by_country = Groups(self.owner, self._countries.numbers)
        self._by_division = Groups(self.owner, self._divisions.numbers)
        self._context = context
        if self.options:
            self._fill_places()
            self._fill_document()
            self._lay_links()

    def rank(self, weights: NDArray[np.float64], *, passes: int) -> NDArray[np.float64]:
        """The scores of all candidates, adding up to 1 for each sense, after a few passes over the context.

        Args:
            weights: A weight for each column.
            passes: How often at most to compute the features that depend on scores; they stay in ``values``.
        """
        if not self.options:
            return np.zeros(0)
        scores = self.softmax(self.values @ weights)
        for _ in range(passes):
            before = scores
            self.look_around(before)
            scores = self.softmax(self.values @ weights)
            if np.abs(scores - before).max() < _SETTLED:
                break
        return scores

    def softmax(self, totals: NDArray[np.float64]) -> NDArray[np.float64]:
        """Scores that add up to 1 over the candidates of each sense."""
        starts = self.starts[:-1]
        powers = np.exp(totals - np.maximum.reduceat(totals, starts)[self.owner])
        return np.asarray(powers / np.add.reduceat(powers, starts)[self.owner])

    def look_around(self, scores: NDArray[np.float64]) -> None:
        """Fill in the features that depend on where the current scores point."""
        mass = np.where(scores < _FAINT, 0.0, scores * self._weights[self.owner])
        self._fill_shares(mass)
        best = self._best(scores)
        self._fill_patterns(scores, best)
        self._fill_distances(scores, best)

    def _set(self, name: str, values: NDArray[np.float64]) -> None:
        self.values[:, COLUMN[name]] = values

    def _fill_places(self) -> None:
        """What the place is, and how it bears the name."""
        population = np.array([place.population or 0 for place in self.places], dtype=float)
        self._set("population", np.where(self._is_settlement, np.log10(population + 50) / 7, 0.0))
        self._set("prominence", -np.log1p([option.rank for option in self.options]) / 3)
        for row, option in enumerate(self.options):
            place, values = option.place, self.values[row]
            if option.is_primary:
                values[COLUMN["usual_name"]] = 1.0
            if option.fits_kind is not None:
                kind = "kind_named_in_the_text" if option.fits_kind else "other_kind_named_in_the_text"
                values[COLUMN[kind]] = 1.0
            if place.feature_class == "P":
                if place.feature_code == "PPLC":
                    values[COLUMN["capital"]] = 1.0
                elif place.feature_code.startswith("PPLA"):
                    values[COLUMN["provincial_capital"]] = 1.0
            else:
                values[COLUMN[_kind_feature(place)]] = 1.0
        for first, last in zip(self.starts[:-1], self.starts[1:], strict=True):
            for row in _namesakes(self.options[first:last]):
                values = self.values[first + row]
                values[COLUMN["city_of_its_namesake_province"]] = 1.0
                values[COLUMN["population"]] = max(values[COLUMN["population"]], _SEAT_POPULATION)

    def _fill_document(self) -> None:
        """What title, outlet and the words beside a mention say, whatever the other mentions mean."""
        context = self._context
        for row, place in enumerate(self.places):
            values, code = self.values[row], place.country_code
            if code is None:
                continue
            unit = f"{code}.{place.admin1}"
            if place.place_id in context.seats:
                values[COLUMN["seat_of_a_named_body"]] = 1.0
            if code in context.title or unit in context.title:
                values[COLUMN["named_in_the_title"]] = 1.0
            if code in self._senses[self.owner[row]].nations:
                values[COLUMN["nationality_beside_it"]] = 1.0
            if context.home is not None and code == context.home.country_code:
                values[COLUMN["in_the_outlets_country"]] = 1.0
                if context.home.admin1 is not None and context.home.admin1 == place.admin1:
                    values[COLUMN["in_the_outlets_province"]] = 1.0
        if context.home is not None and context.home.place is not None:
            cosines = self._points @ unit_vectors([context.home.place])[0]
            near = np.exp(-kilometres(cosines) / _OUTLET_REACH_KM)
            self._set("near_the_outlet", np.where(self._is_country, 0.0, near))
        shares = self._by_division.share_of_owners()
        in_common = self._divisions.sum(self._by_division.once(shares)) - shares
        self._set("province_of_other_names", np.where(in_common > 0.01, np.minimum(1.0, in_common), 0.0))

    def _lay_links(self) -> None:
        index = {number: row for row, number in enumerate(self.numbers)}

        def links(pairs: list[set[int]]) -> Links:
            known = [sorted(index[other] for other in others if other in index) for others in pairs]
            return Links(self.starts, known, self._by_country, self._by_division)

        self._following = links([sense.following for sense in self._senses])
        self._held = links([sense.held for sense in self._senses])
        self._preceding = links([sense.preceding for sense in self._senses])
        self._listed = links([sense.listed for sense in self._senses])
        self._beside = links([sense.beside for sense in self._senses])
        datelines = {
            number for number, sense in zip(self.numbers, self._senses, strict=True) if sense.is_dateline
        }
        self._dateline = links([datelines - {number} for number in self.numbers])
        # That a pair exists at all says the outer place, whichever inner one it is.
        self._holds = np.zeros(len(self.options))
        inner = np.where(self._is_country, 0.0, 1.0)
        self._holds[self._is_country] = self._held.in_country(inner)[self._is_country]
        below = np.where(self._is_admin1, 0.0, inner)
        self._holds[self._is_admin1] = self._held.in_division(below)[self._is_admin1]
        # "Nowhere (Santa Fe)": what stands in brackets alone is the province rather than its city.
        is_bracketed = np.array([0 < sense.count == sense.bracketed for sense in self._senses])[self.owner]
        self._holds[is_bracketed & (self._is_admin1 | self._is_country)] = 1.0
        self.values[is_bracketed, COLUMN["city_of_its_namesake_province"]] = 0.0
        self._set("holds_the_name_before", np.minimum(1.0, self._holds))
        code_numbers = self._countries.known
        self._neighbours = np.zeros((len(code_numbers), len(code_numbers)))
        for code, number in code_numbers.items():
            for other in self._context.neighbours.get(code, ()):
                if other in code_numbers:
                    self._neighbours[number, code_numbers[other]] = 1.0

    def _fill_shares(self, mass: NDArray[np.float64]) -> None:
        """How much of the rest of the document lies in the candidate's country and division, 0 to 1 each."""
        hints = np.array([float(code in self._context.hints) for code in self._countries.known])
        rest = self._weights.sum() + len(self._context.hints) - self._weights[self.owner]
        sums = self._countries.totals(mass)
        if len(hints):
            sums = sums + hints
        known = self._countries.numbers >= 0
        numbers = np.where(known, self._countries.numbers, 0)
        own = self._by_country.sum(mass)
        in_country = np.where(known, sums[numbers] - own if len(sums) else 0.0, 0.0)
        in_country = np.where((in_country > 0.01) & (rest > 0), in_country, 0.0)
        present = np.minimum(1.0, in_country)
        is_capital = self.values[:, COLUMN["capital"]] > 0
        self._set("country_share_of_the_text", in_country / (rest + 1))
        self._set("country_named_in_the_text", present)
        self._set("capital_of_a_named_country", np.where(is_capital, present, 0.0))
        if len(sums):
            mine = np.bincount(
                self.owner[known] * len(sums) + numbers[known], mass[known], len(self.numbers) * len(sums)
            ).reshape(len(self.numbers), len(sums))
            around = ((sums - mine) @ self._neighbours)[self.owner, numbers]
            self._set("neighbour_of_a_named_country", np.where(known, np.minimum(1.0, around), 0.0))
        is_inside = (self._divisions.numbers >= 0) & ~self._is_country
        in_unit = self._divisions.sum(mass) - self._by_division.sum(mass)
        in_unit = np.where(is_inside & (in_unit > 0.01) & (rest > 0), in_unit, 0.0)
        self._set("province_share_of_the_text", in_unit / (rest + 1))
        self._set("province_named_in_the_text", np.minimum(1.0, in_unit))

    def _fill_patterns(self, scores: NDArray[np.float64], best: list[int]) -> None:
        """How well a candidate fits into "City, State", "State's City" and the like, 0 to 1 each."""
        of_countries = np.where(self._is_country, scores, 0.0)
        of_divisions = np.where(self._is_admin1, scores, 0.0)
        of_districts = np.where(self._is_district, scores, 0.0)
        names_a_district = bool(self._is_district[best].any())
        for name, links in (
            ("inside_the_next_name", self._following),
            ("inside_the_name_before", self._preceding),
        ):
            in_country = np.where(self._is_country, 0.0, links.in_country(of_countries))
            is_below = ~self._is_country & ~self._is_admin1
            in_division = np.where(is_below, links.in_division(of_divisions), 0.0)
            inside = np.maximum(in_country, in_division)
            if names_a_district:
                near = links.nearness(self._points, of_districts, best, _DISTRICT_KM)
                inside = np.maximum(inside, np.where(self._is_settlement, near, 0.0))
            self._set(name, np.minimum(1.0, inside))
        among_countries = np.where(self._is_country, self._listed.anywhere(of_countries), 0.0)
        among_divisions = np.where(self._is_admin1, self._listed.in_country(of_divisions), 0.0)
        # "Boston, New York and Chicago"
        is_namesake = self.values[:, COLUMN["city_of_its_namesake_province"]] > 0
        of_cities = self._listed.in_country(np.where(self._is_settlement, scores, 0.0))
        among_cities = np.where(is_namesake, of_cities, 0.0)
        self._set("listed_with_its_equals", np.minimum(1.0, among_countries + among_divisions + among_cities))
        for name, links in (
            ("country_of_a_place_beside_it", self._beside),
            ("country_of_the_dateline", self._dateline),
        ):
            self._set(name, np.minimum(1.0, links.in_country(scores)))

    def _best(self, scores: NDArray[np.float64]) -> list[int]:
        """The row of each sense's best candidate."""
        return [
            int(first + np.argmax(scores[first:last]))
            for first, last in zip(self.starts[:-1], self.starts[1:], strict=True)
        ]

    def _fill_distances(self, scores: NDArray[np.float64], best: list[int]) -> None:
        """How near the nearest sure settlements of other names are, 0 to 1."""
        self._set("near_a_place_beside_it", self._beside.nearness(self._points, scores, best, _REACH_KM))
        anchors = [row for row in best if self._is_settlement[row]]
        anchors.sort(key=lambda row: -scores[row] * self._weights[self.owner[row]])
        anchors = anchors[:_ANCHORS]
        if not anchors:
            self._set("near_other_places", np.zeros(len(self.places)))
            return
        targets = self._points[anchors].T
        # In slices, so that a book with thousands of names does not fill the memory.
        for start in range(0, len(self.places), _SLICE):
            rows = slice(start, start + _SLICE)
            values = np.exp(-kilometres(self._points[rows] @ targets) / _REACH_KM) * scores[anchors]
            values[self.owner[rows, None] == self.owner[anchors][None, :]] = 0.0
            self.values[rows, COLUMN["near_other_places"]] = values.max(axis=1)


class _Units:
    """The countries or divisions of a list of candidates, numbered; -1 for unknown."""

    def __init__(self, keys: Sequence[str | None]) -> None:
        self.known: dict[str, int] = {}
        for key in keys:
            if key is not None:
                self.known.setdefault(key, len(self.known))
        self.numbers = np.array([_NONE if key is None else self.known[key] for key in keys], dtype=np.int64)

    def totals(self, mass: NDArray[np.float64]) -> NDArray[np.float64]:
        """The sum of a quantity of the candidates, unit by unit."""
        is_known = self.numbers >= 0
        return np.bincount(self.numbers[is_known], mass[is_known], len(self.known)).astype(float)

    def sum(self, mass: NDArray[np.float64]) -> NDArray[np.float64]:
        """For each candidate, the sum over all candidates in its unit; 0 where the unit is unknown."""
        return np.asarray(np.append(self.totals(mass), 0.0)[self.numbers])


def _namesakes(options: Sequence[Option]) -> list[int]:
    """The numbers of the options that are the city after which a first-order division is called.

    Where a province bears its seat's name, the bare name means the city. The seat of a lower division,
    as the town of Sinaloa is one, does not count.
    """
    divisions = {
        (option.place.country_code, option.place.admin1): option.is_primary
        for option in options
        if option.place.feature_code == "ADM1"
    }
    return [
        number
        for number, option in enumerate(options)
        if option.place.feature_code in _SEATS
        and option.place.admin1 is not None
        and (option.place.country_code, option.place.admin1) in divisions
        and (
            option.is_primary
            or not divisions[option.place.country_code, option.place.admin1]
            or (option.place.population or 0) >= _NAMESAKE_POPULATION
        )
    ]


def _kind_feature(place: Place) -> str:
    if place.feature_class != "A":
        return _KINDS.get(place.feature_class, "is_region")
    if is_country(place):
        return "is_country"
    return "is_province" if place.feature_code == "ADM1" else "is_district"
