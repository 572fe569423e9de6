"""Numbers told place by place: "3 million fled: 1.8 million to Poland, 460,000 to Romania", "Herat (12,400)".

A list gives one number for each place, in brackets, behind a dash or colon, or with the place's preposition
("64 from Aleppo"). What befell these is told once, with the whole, by the list's heading or before it, and so
is which way the places lie ("into neighbouring countries: Egypt (255,500), Chad (156,900)").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geomap.constants import HOUSING, STOCKS, Category, Term
from geomap.events.figures.counting import Counted
from geomap.events.figures.cues import Role, cues_of
from geomap.events.figures.figure_places import Whereabouts
from geomap.events.figures.place_roles import FROM, INTO, WITHIN
from geomap.events.figures.telling import Fate, extent_of
from geomap.events.scene.spots import Spot
from geomap.events.tree.sentences import Words
from geomap.models import Figure, Place
from geomap.text.numbers import Number

_DASHES = frozenset({"-", "–", "—", ":", "="})
_BEFORE = frozenset({"", ",", "and", ":", ";", "(", "with", "including", "them", "whom", "which", "*", "•"})
"""What may stand before an item that has a preposition of its own."""
_REACH = 4
_FILLING = frozenset(
    "a an another some further additional nearly almost over about roughly around only".split()
)
_JOINTS = frozenset({",", ";", "and", "while", "but", "whereas"})
_ENDS = frozenset({",", ";", ".", "and", "while", "but", "whereas", ")", "", "including"})
_COUNTED = frozenset({"people", "persons", "families", "households"})
KINDS = frozenset("region district province county state city town governorate oblast camp".split())
"""What may stand behind a place's name: "Zamzam camp (820 HHs)"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A number of a list; ``spot`` is its place, None if nobody knows where the named place is.

    ``case`` is the preposition that tells which way the place lies, ``form`` how the place stands to it:
    "bracket", "dash" or "phrase". ``start`` is the token at which the item begins.
    """

    number: Number
    counted: Counted
    spot: Spot | None
    start: int
    form: str
    case: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A number told without its verb: ``lead`` is the place of the number that has it, ``spot`` its own.

    In a list behind a colon ("risen to 215: Herat 106, Ghor 41") there is no lead. Where nobody knows the
    place that is named, there is no spot; ``first`` and ``last`` are the tokens of the name.
    """

    lead: Spot | None
    spot: Spot | None
    first: int
    last: int


def find_items(
    words: Words, counts: Sequence[tuple[Number, Counted]], spots: Sequence[Spot], *, is_headed: bool = False
) -> tuple[Item, ...]:
    """The items of the lists in a sentence.

    A single one needs brackets, a preposition of its own or, if it stands below a heading, no verb.
    """
    found = [item for number, counted in counts if (item := _item(words, number, counted, spots))]
    forms = [item.form for item in found]
    is_line = is_headed and "VERB" not in words.parts
    kept = [one for one in found if is_line or one.form != "dash" or forms.count("dash") > 1]
    if all(one.spot is None for one in kept):
        return ()
    first = next((one for one in kept if one.form != "phrase"), None)
    case = _case_before(words, first) if first else ""
    return tuple(one if one.form == "phrase" else replace(one, case=case) for one in kept)


def find_gaps(words: Words, numbers: Sequence[Number], spots: Sequence[Spot]) -> dict[int, Gap]:
    """The numbers whose place stands right before them and whose verb is told with an earlier one.

    In "Egypt has taken in 514,000, Chad 571,000 and Sudan a further 640,000" the first number leads: its
    place stands before the verb. They are told by where each number starts.
    """
    found: dict[int, Gap] = {}
    lead: Spot | None = None
    is_list = False
    for number in numbers:
        first, end = words.index_at(number.start), words.index_at(number.end - 1) + 1
        while words.word(first - 1) in _FILLING:
            first -= 1
        spot = next((one for one in spots if _last_of(words, one) == first - 1), None)
        start = _start_of(words, spot) if spot is not None else _start_of_name(words, first)
        sign = words.word(start - 1) if start < first else ""
        is_next = sign in _JOINTS
        is_whole = words.word(end) in _ENDS or words.word(end) in _COUNTED
        is_list = is_whole and (sign == ":" or (is_list and is_next))
        if is_list or (spot is not None and lead is not None and is_next and is_whole):
            found[number.start] = Gap(
                lead=None if is_list else lead, spot=spot, first=spot.index if spot else start, last=first - 1
            )
            continue
        before = [one for one in spots if one.index < first and "VERB" in words.parts[one.index : first]]
        lead = before[-1] if before else None
    is_of_places = "by" in words.lower or any(gap.spot for gap in found.values())
    return found if is_of_places else {}


def _start_of_name(words: Words, end: int) -> int:
    """Where the name begins that stands before a token; that token if none does."""
    start = end
    while start > 0 and words.parts[start - 1] == "PROPN":
        start -= 1
    return start


def _start_of(words: Words, spot: Spot) -> int:
    """Where a place begins with its article: "the" Gambia."""
    return spot.index - 1 if words.word(spot.index - 1) == "the" else spot.index


def fate_before(words: Words, end: int, *, is_home: bool = False) -> Fate | None:
    """What the nearest word before a list tells: "displaced by district: ..."; None if nothing.

    Args:
        words: The sentence.
        end: The token before which it is looked for.
        is_home: Whether homes are listed, not people.
    """
    for index in range(end - 1, -1, -1):
        for cue in cues_of(words, index):
            if (cue.role is Role.HOME) != is_home or cue.term is Term.CROSSED:
                continue
            is_state = words.labels[index] == "amod" and cue.category is Category.INTERNAL_DISPLACEMENTS
            is_state = is_state and cue.term not in HOUSING
            category = Category.IDPS if is_state else cue.category
            return Fate(category=category, term=extent_of(words, index, cue.term), index=index)
    return None


def whereabouts_in(case: str, place: Place | None, fate: Fate, whole: Figure | None) -> Whereabouts:
    """The places of an item: its own, in the role its preposition tells, and the other roles of the whole."""
    origin, destination, location = None, None, None
    if whole is not None:
        origin, destination, location = whole.origin, whole.destination, whole.location
    if case in FROM:
        return Whereabouts(origin=place, destination=destination, location=location)
    is_reached = fate.category is Category.CROSS_BORDER_DISPLACEMENTS and case not in WITHIN
    if case in INTO or is_reached:
        return Whereabouts(origin=origin or location, destination=place)
    return Whereabouts(origin=origin if fate.category in STOCKS else None, location=place)


def _item(words: Words, number: Number, counted: Counted, spots: Sequence[Spot]) -> Item | None:
    first, end = words.index_at(number.start), words.index_at(number.end - 1) + 1
    end = counted.last + 1 if counted.noun else end
    sign, after = words.word(first - 1), words.word(end)
    item = Item(number=number, counted=counted, spot=None, start=first, form="phrase", case=after)
    if sign in _BEFORE and after in FROM | INTO | WITHIN:
        spot = next((one for one in spots if end < one.index <= end + _REACH), None)
        is_subject = spot and words.parts[_last_of(words, spot) + 1 :][:1] in (("AUX",), ("VERB",))
        if spot and not is_subject:
            return replace(item, spot=spot)
    name = first - 3 if words.word(first - 2) in KINDS else first - 2
    spot = next((one for one in spots if _last_of(words, one) in (name, first - 2)), None)
    is_named = spot is not None or words.parts[max(name, 0) : name + 1] == ("PROPN",)
    if not is_named or not (sign == "(" or sign in _DASHES):
        return None
    form = "bracket" if sign == "(" else "dash"
    return replace(item, spot=spot, start=spot.index if spot else first - 2, form=form, case="")


def _last_of(words: Words, spot: Spot) -> int:
    return words.index_at(spot.mention.end - 1)


def _case_before(words: Words, first: Item) -> str:
    """The preposition that the places of a list share: of its first place, else the last before its colon."""
    if first.spot and first.spot.before in FROM | INTO | WITHIN:
        return first.spot.before
    before = words.lower[: first.start]
    if "origin" in before:
        return "from"
    if before[-1:] != (":",):
        return ""
    return next((word for word in reversed(before) if word in FROM | INTO | WITHIN), "")
