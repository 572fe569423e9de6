"""Where those a figure counts come from, go to or are, by the tree around what befell them.

"Fled X", "from X" and "the residents of X" give the origin, "to X" the destination, "in X" the
location. A place that hangs on the verb or noun that tells the fate counts before one elsewhere in the
sentence; what stands directly behind the number counts before all ("and 30,000 in Gaza").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geomap.constants import FLOWS, Category, MentionKind, Precision, Term
from geomap.events.circumstances import Spot
from geomap.events.fates import Fate
from geomap.events.grammar import ancestors, preposition
from geomap.events.sentences import Words
from geomap.models import Mention, Place

_FROM = frozenset({"from", "out"})
_INTO = frozenset("to into toward towards onto".split())
_WITHIN = frozenset(
    "in at near across within around throughout on inside outside over along off between among".split()
)
_LEFT = frozenset("flee leave escape abandon quit evacuate".split())
_HOSTING = frozenset("host shelter receive house accommodate take have welcome hold absorb".split())
_ARRIVING = frozenset("arrive reach enter".split())
_CHAIN = frozenset({"nmod", "compound", "flat", "appos", "conj", "nmod:poss", "amod", "dep"})
_LINKS = frozenset({"xcomp", "ccomp", "conj", "advcl", "acl", "acl:relcl", "obj", "obl", "nmod", "nsubj"})
_LIGHT = frozenset({"ADP", "PRON", "AUX", "ADV", "DET"})
_ORDER = ("site", "settlement", "admin1", "country", "world_region")


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """The places of a figure; None where the sentence tells none."""

    origin: Place | None = None
    destination: Place | None = None
    location: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clue:
    """What one place says: ``role`` is origin, destination or location; a lower ``rank`` is better."""

    spot: Spot
    role: str
    rank: tuple[int, int]


def whereabouts_of(
    words: Words, node: int, fate: Fate, spots: Sequence[Spot], mentions: Sequence[Mention]
) -> Whereabouts:
    """The places of those at the token `node` whom a fate befell."""
    core = _core(words, node, fate)
    clues = [clue for spot in spots if (clue := _read(words, node, fate, core, spot)) is not None]
    best = min((clue.rank[0] for clue in clues), default=9)
    near = [clue for clue in clues if clue.rank[0] <= max(best, 2)]
    found = {role: _choose(near, role) for role in ("origin", "destination", "location")}
    if not any(found.values()) and len(spots) == 1 and spots[0].before not in ("by", "against"):
        found["location"] = spots[0].place
    if not any(found.values()) and not spots:
        found["location"] = _country_named(words, mentions)
    return Whereabouts(**found)


def _core(words: Words, node: int, fate: Fate) -> frozenset[int]:
    """The tokens on which the fate's own places hang: its word, the counted, and the verbs that join them."""
    core = {node, fate.index}
    for start in (node, fate.index):
        current = start
        for above in ancestors(words, start):
            is_joined = words.labels[current] in _LINKS and words.parts[above] in (
                "VERB",
                "NOUN",
                "AUX",
                "ADJ",
            )
            if not is_joined or (words.labels[current] == "conj" and words.parts[above] == "VERB"):
                break
            if words.labels[current] in ("ccomp", "advcl", "acl:relcl") and start == fate.index:
                break
            core.add(above)
            current = above
            if words.parts[above] == "VERB" and start == node:
                break
    for verb in tuple(core):
        core |= {child for child in words.children[verb] if words.labels[child] == "xcomp"}
    return frozenset(core)


def _read(words: Words, node: int, fate: Fate, core: frozenset[int], spot: Spot) -> _Clue | None:
    """What a place says of the counted, by the phrase it stands in."""
    top, case = _phrase_of(words, spot, core)
    head = words.heads[top]
    case = case or (spot.before if head < 0 or head not in core else "")
    role = _role(words, node, fate, top, case)
    if role is None:
        return None
    distance = spot.index - node
    between = words.parts[node + 1 : spot.index]
    is_next = distance > 0 and case in _WITHIN and set(between) <= _LIGHT
    level = 0 if is_next else 1 if head in core else 2 if core & set(ancestors(words, top)) else 3
    return _Clue(spot=spot, role=role, rank=(level, distance if distance > 0 else 100 - distance))


def _phrase_of(words: Words, spot: Spot, core: frozenset[int]) -> tuple[int, str]:
    """The head of the whole phrase that a place stands in, and its preposition.

    In "to villages near Manbij" they are "villages" and "to"; "to" and "from" belong to the place itself.
    """
    last = words.index_at(spot.mention.end - 1)
    top = next((t for t in range(spot.index, last + 1) if not spot.index <= words.heads[t] <= last), last)
    before = words.word(spot.index - 1)
    case = before if before in _FROM | _INTO else preposition(words, top)
    for above in ancestors(words, top):
        is_nominal = words.labels[top] in _CHAIN and words.parts[above] in ("NOUN", "PROPN")
        if above in core or not is_nominal or case in _FROM | _INTO:
            break
        top, case = above, preposition(words, above) or case
    return top, case


def _role(words: Words, node: int, fate: Fate, top: int, case: str) -> str | None:
    """Whether a phrase tells the origin, the destination or the location; None if neither."""
    head, label = words.heads[top], words.labels[top]
    is_flow = fate.category in FLOWS
    is_left = head >= 0 and words.has_lemma(head, _LEFT)
    is_goal = head >= 0 and is_flow and words.has_lemma(head, _ARRIVING) and case in _WITHIN
    is_host = head >= 0 and label.startswith("nsubj") and words.has_lemma(head, _HOSTING)
    is_owner = head == node and (label in ("nmod:poss", "compound") or case == "of")
    if case in _FROM or (label == "obj" and is_left) or (is_owner and is_flow):
        return "origin"
    if case in _INTO or is_goal or (case == "for" and is_left):
        return "destination"
    return "location" if is_host or is_owner or case in _WITHIN else None


def _choose(clues: Iterable[_Clue], role: str) -> Place | None:
    """The best place in a role; where a finer one stands beside it in the same country, that one."""
    fitting = sorted((clue for clue in clues if clue.role == role), key=lambda clue: clue.rank)
    if not fitting:
        return None
    first = fitting[0].spot
    nested = [
        clue.spot.place
        for clue in fitting[1:]
        if 0 < clue.spot.index - first.index <= 8 and clue.spot.place.country_code == first.place.country_code
    ]
    return min([first.place, *nested], key=lambda place: _ORDER.index(place.precision))


def _country_named(words: Words, mentions: Sequence[Mention]) -> Place | None:
    """The country meant by "the country" where the sentence names the people of one only."""
    countries = {m.place.place_id: m.place for m in mentions if m.kind is MentionKind.DEMONYM and m.place}
    is_said = any(words.lower[i : i + 2] == ("the", "country") for i in range(len(words)))
    return next(iter(countries.values())) if is_said and len(countries) == 1 else None


def is_crossing(origin: Place | None, destination: Place | None) -> bool:
    """Whether people went to another country; flight to a country as a whole crosses its border."""
    codes = {place.country_code for place in (origin, destination) if place is not None}
    is_to_country = destination is not None and destination.precision is Precision.COUNTRY and origin is None
    return (len(codes) == 2 and None not in codes) or is_to_country


def settle(fate: Fate, found: Whereabouts, people_of: Place | None) -> tuple[Category, Whereabouts]:
    """The category and places together: flight abroad crosses a border; the displaced are at home."""
    category = fate.category
    origin, location = found.origin, found.location
    is_move = category is Category.INTERNAL_DISPLACEMENTS and fate.term is not Term.DESTROYED_HOUSING
    if is_move and is_crossing(origin, found.destination):
        category = Category.CROSS_BORDER_DISPLACEMENTS
    if (
        category is Category.IDPS
        and people_of
        and location
        and people_of.country_code != location.country_code
    ):
        category = Category.REFUGEES
    is_abroad = category in (Category.REFUGEES, Category.CROSS_BORDER_DISPLACEMENTS)
    if origin is None and is_abroad:
        origin = people_of
    is_home = category in (Category.IDPS, Category.INTERNAL_DISPLACEMENTS)
    if is_home and not (origin or location or found.destination):
        location = people_of
    return category, Whereabouts(origin=origin, destination=found.destination, location=location)
