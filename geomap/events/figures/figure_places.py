"""Where those a figure counts come from, go to or are, by the tree around what befell them.

"Fled X", "from X" and "the residents of X" give the origin, "to X" the destination, "in X" the
location. A place that hangs on the verb or noun that tells the fate counts before one elsewhere in the
sentence; what stands directly behind the number counts before all ("and 30,000 in Gaza").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from types import MappingProxyType

from geomap.constants import HOUSING, Category, MentionKind, PlaceRole, Precision, Term
from geomap.described import Described
from geomap.events.figures.phrases import RECEIVING
from geomap.events.figures.place_roles import (
    LEAVING,
    WITHIN,
    core_of,
    is_host,
    is_left,
    is_losing_troops,
    phrase_of,
    role_of,
)
from geomap.events.figures.telling import FOREIGN, Fate
from geomap.events.scene.refuges import is_fled_to, is_of_burial, tells_of_burial
from geomap.events.scene.spots import Spot, coarseness, is_whole
from geomap.events.tree.grammar import SUBJECTS, ancestors, clause_of, dependents, preposition, told_by
from geomap.events.tree.sentences import SAYING, Words
from geomap.models import Atlas, Figure, Mention, Place

_WARS = frozenset(
    "war conflict violence fighting crisis persecution uprising unrest invasion crackdown".split()
)
_HARM = frozenset({Category.DEATHS, Category.INJURED})
ABROAD = frozenset({Category.REFUGEES, Category.CROSS_BORDER_DISPLACEMENTS})
_LIGHT = frozenset({"ADP", "PRON", "AUX", "ADV", "DET"})
_LISTING = frozenset({",", "and", "or", "&"})
_BORDERING = frozenset("across over the a its border frontier neighbouring neighboring nearby".split())
_EVERYWHERE = frozenset({"worldwide", "globally"})
_ROUND = frozenset({("the", "world"), ("the", "globe")})
_BLAMING = frozenset("accuse blame condemn denounce charge".split())
_SEEKING = frozenset({"seek", "take", "find"})
_PAIR = 2
_NEARBY = 8
"""Within how many tokens of a place one that lies in it tells where more exactly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """The places of a figure; None where the sentence tells none."""

    origin: Place | None = None
    destination: Place | None = None
    location: Place | None = None
    described: tuple[Described, ...] = ()
    """What the sentence says of places that it does not name."""
    is_hosted: bool = False
    """Whether the location takes them in: "Uganda hosts 900,000 people who fled South Sudan"."""
    is_exit: bool = False
    """Whether they left a whole country ("fled Sudan") or went to several."""
    is_refuge: bool = False
    """Whether a whole country is said to have taken them in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clue:
    """What one place says: ``role`` is origin, destination or location; a lower ``rank`` is better."""

    spot: Spot
    role: PlaceRole
    rank: tuple[int, int]
    is_host: bool = False
    is_exit: bool = False


def whereabouts_told(figure: Figure, others: Mapping[PlaceRole, Place] = MappingProxyType({})) -> Whereabouts:
    """The places of a figure that was told before, some of them replaced by others."""
    return Whereabouts(
        origin=others.get(PlaceRole.ORIGIN, figure.origin),
        destination=others.get(PlaceRole.DESTINATION, figure.destination),
        location=others.get(PlaceRole.LOCATION, figure.location),
        described=figure.described,
    )


def whereabouts_of(
    words: Words,
    node: int,
    fate: Fate,
    spots: Sequence[Spot],
    mentions: Sequence[Mention],
    atlas: Atlas | None = None,
) -> Whereabouts:
    """The places of those at the token `node` whom a fate befell.

    Of several places in a list, the province or country that holds all is told, if the atlas knows it, and
    nothing if they lie in two countries; without an atlas the first of them.
    """
    if _is_everywhere(words, node):
        return Whereabouts()
    spots = _without_speakers(words, fate, spots)
    if fate.category in _HARM or fate.term in HOUSING:
        # "Residents fled to Goma after rebels burned 140 homes": these were elsewhere.
        spots = [spot for spot in spots if not (is_fled_to(words, spot) or is_of_burial(words, spot))]
    core = core_of(words, node, fate)
    clues = [clue for spot in spots if (clue := _read(words, node, fate, core, spot)) is not None]
    best = min((clue.rank[0] for clue in clues), default=9)
    near = [clue for clue in clues if clue.rank[0] <= max(best, 2)]
    found = {role.value: _choose(words, near, role, atlas) for role in PlaceRole}
    location, destination = found["location"], found["destination"]
    # "Fled to Malanville in Benin": the country is that of the town.
    is_same = location in (found["origin"], destination)
    if is_same or (location and destination and holds(location, destination)):
        found["location"] = None
    if not any(found.values()) and len(spots) == 1 and not _is_passed_by(words, spots[0]):
        found["location"] = spots[0].place
    if not any(found.values()) and not spots:
        found["location"] = _country_named(words, mentions)
    is_away = not FOREIGN.isdisjoint(words.lower[fate.index + 1 : fate.index + 5])
    if (
        is_away
        and fate.category is Category.CROSS_BORDER_DISPLACEMENTS
        and not (found["origin"] or found["destination"])
    ):
        # "6 million fled inside Sudan and 2 million crossed into neighbouring countries"
        found["origin"], found["location"] = found["location"], None
    if found["origin"] is None and fate.category in ABROAD:
        found["origin"] = _torn_by_war(words, spots, found["location"] or found["destination"])
    if found["origin"] is None and fate.term is Term.DEPORTED:
        found["origin"] = _deporter(words, fate, mentions)
    is_hosted = any(clue.is_host and clue.spot.place == found["location"] for clue in near)
    host = found["location"]
    is_country = is_hosted and host is not None and host.precision is Precision.COUNTRY
    hosts = [clue.spot.place.precision for clue in near if clue.is_host]
    is_country = is_country or (len(hosts) > 1 and set(hosts) == {Precision.COUNTRY})
    is_refuge = is_country and words.has_lemma(fate.index, RECEIVING)
    if host is not None and fate.term is Term.SHELTERED and words.has_lemma(fate.index, _SEEKING):
        # "Some 570,000 have sought refuge in Chad"
        is_refuge = any(
            clue.spot.place == host and is_whole(words, clue.spot, clue.spot.index) for clue in near
        )
        is_refuge = is_refuge and host.precision is Precision.COUNTRY
    origin = found["origin"]
    is_exit = origin is not None and origin.precision is Precision.COUNTRY
    is_exit = is_exit and any(clue.is_exit and clue.spot.place == origin for clue in near)
    reached = {clue.spot.place.country_code for clue in near if clue.role is PlaceRole.DESTINATION}
    is_exit = is_exit or (found["destination"] is None and len(reached) > 1)
    return Whereabouts(
        origin=origin,
        destination=found["destination"],
        location=host,
        is_hosted=is_hosted,
        is_refuge=is_refuge,
        is_exit=is_exit,
    )


def _without_speakers(words: Words, fate: Fate, spots: Sequence[Spot]) -> Sequence[Spot]:
    """The places without a capital in which a government only says so, where others are named."""
    if len(spots) < _PAIR:
        return spots
    told = told_by(words, fate.index)
    heard = [
        spot
        for spot in spots
        if spot.place.feature_code != "PPLC" or not (spot.index in told or _speaks(words, spot))
    ]
    return heard or spots


def _speaks(words: Words, spot: Spot) -> bool:
    """Whether a verb of saying follows a place directly, whatever the tree makes of it."""
    return words.has_lemma(words.index_at(spot.mention.end - 1) + 1, SAYING)


def _is_passed_by(words: Words, spot: Spot) -> bool:
    """Whether a place is only who does it or is blamed, or what is left out: "150 deaths outside China"."""
    is_country = spot.place.precision is Precision.COUNTRY
    head = words.heads[words.index_at(spot.mention.end - 1)]
    # "Accused Israel of having killed 35", where the tree may make the accused the subject of killing.
    near = (head, words.index_at(spot.mention.start) - 1)
    is_blamed = is_country and not spot.before and any(words.has_lemma(one, _BLAMING) for one in near)
    is_left_out = spot.before == "outside" and is_country
    is_since = head >= 0 and _tells_since_when(words, clause_of(words, head))
    is_elsewhere = is_country and is_losing_troops(words, words.index_at(spot.mention.end - 1))
    # "Pretoria recalled its envoy after 14 soldiers were buried"
    is_elsewhere = is_elsewhere or (not spot.before and tells_of_burial(words))
    return is_left_out or is_blamed or is_since or is_elsewhere or spot.before in ("by", "against", "with")


def _is_everywhere(words: Words, node: int) -> bool:
    """Whether the whole world is counted: "has killed 150 people worldwide"."""
    near = words.lower[node + 1 : node + 5]
    is_round = any(word in ("around", "across", "throughout") for word in near) and any(
        near[index : index + 2] in _ROUND for index in range(len(near))
    )
    return is_round or not _EVERYWHERE.isdisjoint(near)


def _torn_by_war(words: Words, spots: Sequence[Spot], refuge: Place | None) -> Place | None:
    """The one country at war beside that of refuge: "has taken in refugees since Syria's war began"."""
    torn = [
        spot.place
        for spot in spots
        if refuge is not None
        and spot.place.country_code not in (None, refuge.country_code)
        and words.has_lemma(words.heads[words.index_at(spot.mention.end - 1)], _WARS)
    ]
    return torn[0] if len({place.country_code for place in torn}) == 1 else None


def _deporter(words: Words, fate: Fate, mentions: Sequence[Mention]) -> Place | None:
    """The country of those who deport: "Dominican authorities deported 900 Haitians"."""
    doers = dependents(words, fate.index, "nsubj", "obl:agent")
    doers += tuple(one for one in dependents(words, fate.index, "obl") if preposition(words, one) == "by")
    for mention in mentions:
        token = words.index_at(mention.start)
        if mention.kind is MentionKind.DEMONYM and (token in doers or words.heads[token] in doers):
            return mention.place
    return None


def _read(words: Words, node: int, fate: Fate, core: frozenset[int], spot: Spot) -> _Clue | None:
    """What a place says of the counted, by the phrase it stands in."""
    top, case = phrase_of(words, spot.index, words.index_at(spot.mention.end - 1), core)
    head = words.heads[top]
    case = case or (spot.before if head < 0 or head not in core else "")
    role = None if _is_of_record(words, spot) else role_of(words, node, fate, top, case)
    if (
        role is PlaceRole.ORIGIN
        and fate.category in (Category.DEATHS, Category.INJURED)
        and spot.before in WITHIN
    ):
        # "Pulled the bodies of two men from the rubble of a house in Goma"
        role = PlaceRole.LOCATION
    if role is None or (case == "outside" and spot.place.precision is Precision.COUNTRY):
        return None
    if head >= 0 and head not in core and _tells_since_when(words, clause_of(words, head)):
        return None
    distance = spot.index - node
    between = words.parts[node + 1 : spot.index]
    is_next = distance > 0 and case in WITHIN and set(between) <= _LIGHT
    level = 0 if is_next else 1 if head in core else 2 if _belongs(words, top, core) else 3
    rank = level + spot.is_meant, distance if distance > 0 else 100 - distance
    is_exit = role is PlaceRole.ORIGIN and (
        is_left(words, top) or (case == "from" and words.has_lemma(head, LEAVING))
    )
    is_exit = is_exit and is_whole(words, spot, top)
    return _Clue(spot=spot, role=role, rank=rank, is_host=is_host(words, top), is_exit=is_exit)


def _is_of_record(words: Words, spot: Spot) -> bool:
    """Whether a country only tells what something is the worst of: "in India's worst rail accident"."""
    token = words.index_at(spot.mention.end - 1)
    head = words.heads[token]
    is_whose = head >= 0 and words.labels[token] == "nmod:poss"
    return is_whose and any(
        words.word(one) == "worst" or (words.parts[one] == "ADJ" and words.word(one).endswith("est"))
        for one in dependents(words, head, "amod")
    )


def _belongs(words: Words, top: int, core: frozenset[int]) -> bool:
    """Whether a phrase stands below a core, not in a clause of others: "and 7,600 are staying in Pemba"."""
    for above in takewhile(lambda one: one not in core, ancestors(words, top)):
        if words.labels[above] == "conj" and dependents(words, above, *SUBJECTS):
            return False
    return not core.isdisjoint(ancestors(words, top))


def _tells_since_when(words: Words, clause: int) -> bool:
    """ "The worst violence since the Taliban seized power in Kabul": that was elsewhere, and before."""
    return any(words.lower[one] == "since" for one in dependents(words, clause, "mark"))


def _choose(words: Words, clues: Sequence[_Clue], role: PlaceRole, atlas: Atlas | None) -> Place | None:
    """The best place in a role: what holds all of a list, and where a finer one stands near, that one."""
    fitting = sorted(
        (clue for clue in clues if clue.role is role),
        key=lambda clue: (clue.spot.place.precision is Precision.WORLD_REGION, clue.rank),
    )
    if not fitting:
        return None
    first = fitting[0].spot
    listed = _list_around(words, first, [clue.spot for clue in fitting])
    if len(listed) > 1:
        return common_place([spot.place for spot in listed], atlas) if atlas else listed[0].place
    nested = [
        clue.spot.place
        for clue in fitting[1:]
        if abs(clue.spot.index - first.index) <= _NEARBY and holds(first.place, clue.spot.place)
    ]
    finest = min([first.place, *nested], key=coarseness)
    if any(are_apart(finest, other) for other in nested):
        # "Into Nampula Province, mainly to Erati and Memba districts"
        return first.place
    return finest


def _list_around(words: Words, spot: Spot, spots: Sequence[Spot]) -> list[Spot]:
    """The places of a list that a place stands in, in order, none of them in another."""
    listed = [spot]
    before = sorted((one for one in spots if one.index < spot.index), key=lambda one: -one.index)
    behind = sorted((one for one in spots if one.index > spot.index), key=lambda one: one.index)
    for one in [*before, *behind]:
        is_before = one.index < spot.index
        left, right = (one, listed[0]) if is_before else (listed[-1], one)
        between = words.lower[words.index_at(left.mention.end) : right.index]
        is_next = between and (set(between) <= _LISTING or _goes_on(between))
        if is_next and all(are_apart(one.place, other.place) for other in listed):
            listed.insert(0 if is_before else len(listed), one)
    if len(listed) == _PAIR:
        # "Of the refugees in Europe, Germany hosts 900": a comma alone makes no list of two.
        between = words.lower[words.index_at(listed[0].mention.end) : listed[1].index]
        return [spot] if set(between) == {","} else listed
    return listed


def _goes_on(between: Sequence[str]) -> bool:
    """Whether the words between two places name them together: "in Benin and across the border in Niger"."""
    is_open = between[0] == "and" and not WITHIN.isdisjoint(between)
    return is_open and set(between[1:]) <= _BORDERING | WITHIN


def common_place(places: Sequence[Place], atlas: Atlas) -> Place | None:
    """The first-order division or else the country that holds all places; None if there is neither."""
    divisions = [atlas.admin1_of(place) for place in places]
    first = divisions[0]
    if first is not None and all(one is not None and one.place_id == first.place_id for one in divisions):
        return first
    codes = {place.country_code for place in places}
    code = codes.pop() if len(codes) == 1 else None
    return atlas.country(code) if code else None


def holds(outer: Place, inner: Place) -> bool:
    """Whether a place lies in a country or first-order division, as far as their codes tell."""
    if outer.country_code != inner.country_code or outer.country_code is None:
        return False
    if outer.precision is Precision.COUNTRY:
        return True
    division = outer.admin1_code or outer.admin1
    is_division = outer.feature_code == "ADM1" and inner.precision is not Precision.COUNTRY
    return is_division and division is not None and division == (inner.admin1_code or inner.admin1)


def _country_named(words: Words, mentions: Sequence[Mention]) -> Place | None:
    """The country meant by "the country" where the sentence names the people of one only."""
    countries = {m.place.place_id: m.place for m in mentions if m.kind is MentionKind.DEMONYM and m.place}
    is_said = any(words.lower[i : i + 2] == ("the", "country") for i in range(len(words)))
    return next(iter(countries.values())) if is_said and len(countries) == 1 else None


def are_apart(one: Place, other: Place) -> bool:
    """Whether two places are known to be two, neither in the other."""
    return one.place_id != other.place_id and not holds(one, other) and not holds(other, one)
