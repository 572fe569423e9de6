"""Settlements that GeoNames has without population, and which namesake is first; part of `build_data.py`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.fuzz import ratio

from geomap.gazetteer.admin import bare_name
from geomap.gazetteer.build import PlaceRow
from geomap.gazetteer.names import fold
from geomap.resources import read_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """The feature class and code of a kind of settlement, and what orders it among namesakes."""

    feature_class: str
    feature_code: str
    importance: float


_KINDS = {
    "town": _Kind(feature_class="P", feature_code="PPL", importance=2e4),
    "village": _Kind(feature_class="P", feature_code="PPL", importance=2e3),
    "quarter": _Kind(feature_class="P", feature_code="PPLX", importance=5e3),
    "camp": _Kind(feature_class="S", feature_code="CMP", importance=5e4),
    "crossing": _Kind(feature_class="S", feature_code="CSTM", importance=5e4),
}
_COUNTRY_CODES = frozenset({"PCLI", "TERR"})
_ARTICLES = frozenset("al el ad an ar as ash at az".split())
_ALIKE = 70.0


def settlement_places() -> Iterator[PlaceRow]:
    """Towns, villages, quarters, camps, crossings of data/lexicon/settlements.csv; none has a population."""
    columns = ("place_id", "name", "alternates", "kind", "country_code", "admin1", "source")
    for row in read_rows("lexicon/settlements.csv", columns):
        kind = _KINDS[row["kind"]]
        yield PlaceRow(
            place_id=row["place_id"],
            name=row["name"],
            longitude=float(row["longitude"]),
            latitude=float(row["latitude"]),
            feature_class=kind.feature_class,
            feature_code=kind.feature_code,
            country_code=row["country_code"],
            admin1_unit=row["admin1"],
            importance=kind.importance,
            common_names=tuple(filter(None, row["alternates"].split(";"))),
        )


def name_after_division(rows: Sequence[PlaceRow]) -> list[PlaceRow]:
    """The same rows, where the largest settlement of a division goes by the division's name.

    GeoNames spells some seats as no English text does: Ḩamāh lies in Hama Governorate. If the division's bare
    name is among the alternates of its seat or largest settlement, and only another spelling of its name, it
    is a common name of that settlement, and the division counts a little less, as one does beside a
    settlement of its own name. Not where the settlement's name tells the two apart, as Oklahoma City does.
    """
    names: dict[str, set[str]] = defaultdict(set)
    divisions: dict[str, int] = {}
    leading: dict[str, tuple[bool, float, int]] = {}
    for number, row in enumerate(rows):
        if row.feature_code == "ADM1" and row.admin1_unit:
            divisions[row.admin1_unit] = number
            names[row.admin1_unit] = {fold(bare_name(name)) for name in (row.name, *row.common_names)}
        elif row.feature_class == "P" and row.admin1_unit and row.population:
            entry = (row.feature_code in ("PPLA", "PPLC"), row.importance, number)
            leading[row.admin1_unit] = max(leading.get(row.admin1_unit, (False, -1.0, 0)), entry)
    result = list(rows)
    for unit, number in divisions.items():
        if unit not in leading:
            continue
        seat = rows[leading[unit][2]]
        own = fold(seat.name)
        shared = tuple(
            name for name in seat.alternates if fold(name) in names[unit] and _is_spelling(fold(name), own)
        )
        if shared:
            result[leading[unit][2]] = replace(seat, common_names=seat.common_names + shared)
            most = min(rows[number].importance, seat.importance * 0.99)
            result[number] = replace(rows[number], importance=most)
    return result


def _is_spelling(name: str, own: str) -> bool:
    """Whether a folded name is another spelling of a folded name, its Arabic article apart."""
    if name == own or set(name.split()) < set(own.split()) - _ARTICLES:
        return False
    plain, other = (" ".join(word for word in text.split() if word not in _ARTICLES) for text in (name, own))
    return ratio(plain, other) >= _ALIKE


def put_better_known_first(rows: Sequence[PlaceRow]) -> list[PlaceRow]:
    """The same rows with data/lexicon/better_known.csv applied.

    A name in it means the place it names before larger namesakes: that place counts as having at least the
    people given, and divisions of other countries keep the name only as a mere alternate.

    Raises:
        LookupError: If there is no such place.
    """
    result = list(rows)
    for known in read_rows(
        "lexicon/better_known.csv", ("name", "place", "country_code", "feature_class", "people", "source")
    ):
        folded = fold(known["name"])
        best = _find(result, known)
        row = result[best]
        result[best] = replace(
            row,
            importance=max(row.importance, float(known["people"])),
            common_names=(*row.common_names, known["name"]),
        )
        for number, other in enumerate(result):
            is_division = other.feature_code == "ADM1" and other.country_code != known["country_code"]
            if is_division and any(fold(name) == folded for name in other.common_names):
                kept = tuple(name for name in other.common_names if fold(name) != folded)
                result[number] = replace(
                    other, common_names=kept, alternates=(*other.alternates, known["name"])
                )
    return result


def _find(rows: Sequence[PlaceRow], known: dict[str, str]) -> int:
    found = [
        (row.importance, number)
        for number, row in enumerate(rows)
        if row.country_code == known["country_code"]
        and row.feature_class == known["feature_class"]
        and row.feature_code not in _COUNTRY_CODES
        and fold(row.name) == fold(known["place"])
    ]
    if not found:
        raise LookupError(f"better_known.csv: no place {known['place']!r} in {known['country_code']}.")
    return max(found)[1]
