"""Named evidence that a spot is a mention of a place, and what each piece weighs.

Each piece of evidence is one small fact about the name or about the words beside it. The weights are
log-odds and stand in data/lexicon/place_evidence.csv, each with where it comes from.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from math import exp

from geomap.errors import DamagedDataError
from geomap.places.namesakes import ARTICLES
from geomap.places.neighbours import add_left, add_right
from geomap.places.reader_evidence import add_reading
from geomap.places.scenes import Casing, Scene
from geomap.places.spots import Spot, is_cut
from geomap.places.words import PlaceWords
from geomap.resources import read_rows
from geomap.text.numbers import parse_number_words

_FILE = "lexicon/place_evidence.csv"


@lru_cache(maxsize=1)
def load_weights() -> Mapping[str, float]:
    """What each piece of evidence adds to the log-odds that a spot is a mention.

    Raises:
        MissingDataError: If the data file is missing.
        DamagedDataError: If a weight is not a number.
    """
    weights = {}
    for row in read_rows(_FILE, ("evidence", "weight", "source")):
        try:
            weights[row["evidence"]] = float(row["weight"])
        except ValueError as error:
            raise DamagedDataError(_FILE, f"the weight {row['weight']!r} is not a number") from error
    return weights


def gather(scene: Scene, number: int, words: PlaceWords) -> dict[str, float]:
    """The evidence for one spot of a sentence, by name."""
    spot = scene.spots[number]
    evidence = {"bias": 1.0}
    _add_name(evidence, scene, spot, words)
    add_left(evidence, scene, number, words)
    add_right(evidence, scene, number, words)
    _add_persons(evidence, scene, spot, words)
    _add_namesakes(evidence, scene, spot, words)
    add_reading(evidence, scene.reading, spot, scene.tokens, words)
    return evidence


def weigh(evidence: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The probability, 0 to 1, that a spot with this evidence is a mention."""
    total = sum([weights.get(name, 0.0) * value for name, value in evidence.items()])
    return 1 / (1 + exp(-total)) if total > -30 else 0.0


def _add_name(evidence: dict[str, float], scene: Scene, spot: Spot, words: PlaceWords) -> None:
    evidence[f"case_{scene.casing.value}"] = 1.0
    if spot.demonym is not None:
        evidence["demonym_noun" if spot.demonym.is_noun else "demonym_adjective"] = 1.0
        if spot.demonym.is_noun and spot.first and _is_count(scene.tokens[spot.first - 1].text):
            evidence["counted_people"] = 1.0
        if spot.demonym.place:
            evidence["demonym_of_region"] = 1.0
        return
    if spot.abbreviation is not None:
        evidence["abbreviation"] = 1.0
        if is_cut(scene.tokens, spot.last - 1):
            evidence["cut_short"] = 1.0
        return
    if spot.has_kind_word:
        evidence["kind_word"] = 1.0
    _add_bearers(evidence, spot)
    if spot.last - spot.first > 1:
        evidence["several_words"] = 1.0
    else:
        _add_word(evidence, scene, spot, words)


def _is_count(word: str) -> bool:
    """Whether a word before "Venezuelans" counts them: "300", "million"."""
    return word[0].isdigit() or word.casefold() == "dozen" or parse_number_words(word) is not None


def _add_bearers(evidence: dict[str, float], spot: Spot) -> None:
    """What the places that bear the name make of it."""
    facts = spot.facts
    if facts is None:
        evidence["unknown_read" if spot.is_read else "unknown"] = 1.0
        return
    evidence[f"kind_{facts.kind}"] = 1.0
    if facts.kind == "settlement":
        evidence["size"] = facts.size - 4
        if facts.size < 3.5:
            evidence["small"] = 1.0
    if not facts.is_primary:
        evidence["alternate"] = 1.0
    if facts.is_capital:
        evidence["capital_city"] = 1.0


def _add_word(evidence: dict[str, float], scene: Scene, spot: Spot, words: PlaceWords) -> None:
    """What else a single word may be."""
    word = scene.tokens[spot.first].text
    lower = word.casefold()
    reason = words.not_places.get(lower)
    if reason is not None:
        evidence["ordinary_word" if reason == "word" else f"is_{reason}"] = 1.0
    if lower in words.calendar or lower in words.titles:
        evidence["calendar_or_title"] = 1.0
    if lower in words.compass:
        evidence["compass_alone"] = 1.0
    is_large = spot.facts is not None and spot.facts.kind in ("country", "admin1")
    if lower in words.given:
        evidence["given_name_of_region" if is_large else "given_name"] = 1.0
    elif lower in words.family and not is_large:
        evidence["family_name"] = 1.0
    if len(word) <= 4 and word.isupper() and scene.casing is not Casing.UPPER:
        evidence["acronym"] = 1.0
    if len(word) <= 3:
        evidence["short"] = 1.0


def _add_persons(evidence: dict[str, float], scene: Scene, spot: Spot, words: PlaceWords) -> None:
    positions = [position for position in range(spot.first, spot.last) if position in scene.people]
    if positions:
        is_whole = len(positions) == spot.last - spot.first > 1
        evidence["in_person_several" if is_whole else "in_person"] = 1.0
        if scene.people[positions[0]] == spot.first:
            evidence["first_of_person"] = 1.0
    if spot.last - spot.first == 1 and spot.demonym is None and spot.abbreviation is None:
        lower = scene.tokens[spot.first].text.casefold()
        before = scene.tokens[spot.first - 1].text.casefold() if spot.first else ""
        if spot.facts is None and before in words.kind_before:
            return
        if lower in scene.persons.family:
            evidence["person_elsewhere"] = 1.0
        elif lower in scene.persons.given:
            # "Israel Katz said ... Hamas accused Israel": a country is told by its name as often as a person.
            is_country = spot.facts is not None and spot.facts.kind == "country"
            evidence["given_elsewhere"] = 0.5 if is_country else 1.0


def _add_namesakes(evidence: dict[str, float], scene: Scene, spot: Spot, words: PlaceWords) -> None:
    """Whether the name is that of a storm, ship, firm or car, or of a storm, firm or car told elsewhere."""
    is_large = spot.facts is not None and spot.facts.kind in ("country", "admin1")
    if any(position in scene.named for position in range(spot.first, spot.last)):
        # "Hurricane Florida" stands in headlines alone, where words are left out.
        if not is_large or scene.casing is Casing.NORMAL:
            evidence["named_after"] = 1.0
    elif spot.last - spot.first == 1:
        name = scene.tokens[spot.first].text.casefold()
        before = scene.tokens[spot.first - 1].text.casefold() if spot.first else ""
        if before in words.locatives:
            return
        if name in scene.namesakes.storms and not is_large:
            evidence["storm_elsewhere"] = 1.0
        elif name in scene.namesakes.cars:
            evidence["named_after"] = 1.0
        elif name in scene.namesakes.firms and before not in ARTICLES:
            evidence["firm_elsewhere"] = 1.0
