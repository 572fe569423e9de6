"""What a party is, what a document remembers of its parties, and which of them belong together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from geomap.constants import Precision
from geomap.events.lists.roster import is_office
from geomap.events.lists.units import person_nouns
from geomap.events.tree.grammar import conjuncts
from geomap.events.tree.sentences import Words
from geomap.models import Actor, Event, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A noun phrase that may be a side of an event; ``first`` and ``last`` are its tokens.

    ``before`` is the preposition it depends on, or "", and ``head`` the token by which it hangs in the tree;
    they are those of a pronoun that means a party of a sentence before. Parties are equal if the same words
    name them. ``is_modifier`` tells that it describes a following noun ("Russian offensive", "Ukraine's
    border"); ``is_place`` that it names a place. ``office`` is the title beside the name of a person;
    ``is_listed`` tells that the lists of actors know it, ``is_unnamed`` that only a common noun tells of it,
    which no list has as one that acts.
    """

    actor: Actor
    first: int = field(compare=False)
    last: int = field(compare=False)
    before: str = ""
    is_modifier: bool = False
    is_possessive: bool = False
    is_place: bool = False
    is_person: bool = False
    is_named_only: bool = False
    is_listed: bool = False
    is_unnamed: bool = False
    head: int = field(default=-1, compare=False)
    noun: str = ""
    office: str = ""
    place: Place | None = None

    @property
    def is_coded(self) -> bool:
        """Whether country or sector is known."""
        return self.actor.country_iso3 is not None or self.actor.sector is not None


_BODIES = frozenset("army military police government parliament navy".split())
_STATE_BODIES = ("government", "cabinet")
_ARMED = frozenset({"MIL", "REB", "COP", "GOV"})
_LOCAL = frozenset("mayor governor councillor councilman prefect sheriff village district".split())
"""Words for officials who are not of "the government"."""
_STATES = frozenset("kingdom junta regime emirate sultanate republic monarchy".split())
_UNIONS = frozenset("bloc alliance".split())
_NO_UNIONS = frozenset("UNO IMF WBK IAEA ICC WHO WTO OPCW INTERPOL ADB AFDB OSC COE".split())
"""Bodies that nobody calls a bloc or an alliance."""
_NO_AGENCIES = frozenset("nations un council assembly bank fund court union".split())
"""Last words of the names of bodies that nobody calls an agency."""
_AT_HOME = frozenset({"LEG"})
"""Sectors of those who mostly act at home, unlike ministers and troops."""
_ABOVE_STATES = frozenset({"IGO", "NGO", "REB"})
PEOPLE = frozenset({"leader", "president", "minister", "counterpart", "head"})
_ARTICLE = re.compile("^(?:al|el|Al|El|as|ash|ad|ar)-(?=[A-Z])")
"""Before a surname that is as often told without it: "al-Sharaa"."""
_OUT_OF_OFFICE = frozenset("former ex late then one-time ousted deposed exiled jailed elect".split())
"""What stands before the title of somebody who does not hold the office."""
_NATIONAL = ("minister", "president")
"""Offices of which one person holds no two."""
RELATED = frozenset({"counterpart", "host", "guest", "ally", "rival", "successor", "predecessor"})
"""Nouns for somebody of another side than the one whose he is."""
_BEFORE_TITLE = 3
_BROUGHT_IN = frozenset({"nsubj", "nsubj:pass", "obj"})
_ARTICLES = frozenset({"a", "an", "another"})
_BANDS = ("rebel", "militant", "fighter", "insurgent", "militia", "paramilitary")
_ORGANS = ("General Assembly", "Human Rights Council", "Secretary-General")
"""What the text calls without "UN" once it has named the United Nations."""
KINDRED = RELATED | frozenset(
    "colleague number peer partner neighbour neighbor backer lender creditor donor patron owner"
    " opponent".split()
)
"""Nouns for others than the one whose they are: "its neighbour"."""


CAPITAL: Final = "PPLC"


def is_scene(place: Place, before: str) -> bool:
    """Whether a place is named as one; a capital without a preposition mostly means a government."""
    return before != "" or place.feature_code != CAPITAL


@dataclass(slots=True)
class Memory:
    """What a document has said about persons and sides so far.

    It belongs to the coding of one document and grows sentence by sentence.
    """

    year: int | None = None
    persons: dict[str, Actor] = field(default_factory=dict)
    recent: list[Party] = field(default_factory=list)
    groups: dict[str, set[str]] = field(default_factory=dict)
    last_subject: Party | None = None
    last_person: Party | None = None
    last_place: Place | None = None
    places: Counter[str] = field(default_factory=Counter)
    named: list[tuple[Place, ...]] = field(default_factory=list)
    joined: tuple[Actor, ...] = ()
    gathered: tuple[Actor, ...] = ()
    gatherings: int = 0
    acting: tuple[Party, ...] = ()
    told_persons: tuple[Party, ...] = ()
    statements: list[Event] = field(default_factory=list)
    pairs: dict[frozenset[str], tuple[Actor, ...]] = field(default_factory=dict)
    last_union: Actor | None = None
    last_band: Party | None = None
    bodies: dict[str, Actor] = field(default_factory=dict)
    holders: dict[str, dict[str, Actor]] = field(default_factory=dict)
    countries: set[str] = field(default_factory=set)
    homes: set[str] = field(default_factory=set)
    written: Place | None = None

    def learn(self, words: Words, parties: Sequence[Party]) -> None:
        """Remember the persons and sides of a sentence."""
        for party in parties:
            self._learn_groups(words, party)
            self._learn_home(party)
            if party.is_person and " " in party.actor.name:
                surname = party.actor.name.split()[-1]
                self.persons[surname] = self.persons[_ARTICLE.sub("", surname)] = party.actor
                self.persons[party.actor.name.split()[0]] = party.actor
                self._learn_office(words, party)
            if (
                party.noun
                and party.actor.country_iso3
                and not (party.is_person or party.actor.sector == "BUS")
            ):
                self.groups.setdefault(party.noun, set()).add(party.actor.country_iso3)
            if party.actor.country_iso3 and not party.is_modifier:
                self.recent.append(party)
            if is_band(party):
                self.last_band = party
            if party.actor.sector == "IGO" and not (party.noun or party.is_modifier):
                self._learn_body(party.actor)
        unions = {party.actor.name: party.actor for party in parties if is_union(party)}
        if unions:
            # Of two named together "the bloc" may be either.
            self.last_union = next(iter(unions.values())) if len(unions) == 1 else None
        self._learn_pair(words, parties)

    def _learn_office(self, words: Words, party: Party) -> None:
        """ "Russian President Vladimir Putin" tells who "the president" is, unless another is named too."""
        told = words.lower[party.first : party.last + 1]
        # "Presidents Putin and Xi" hold it both.
        is_one = bool(party.office) and party.office.split()[-1] in told
        if is_one and not is_out_of_office(words, party):
            self.holders.setdefault(party.office, {})[party.actor.name] = party.actor

    def holder(self, office: str) -> Actor | None:
        """The only person named with an office so far; None if there are none or several."""
        named = tuple(self.holders.get(office, {}).values())
        return named[0] if len(named) == 1 else None

    def _may_hold(self, actor: Actor, office: str) -> bool:
        """Whether a person holds an office, or is told of without one; everybody may be a leader."""
        told = [held for held, persons in self.holders.items() if actor.name in persons]
        return not told or not office.endswith(_NATIONAL) or any(held.endswith(office) for held in told)

    def are_two_led(self) -> bool:
        """Whether leaders of exactly two countries have been named, so that "the leaders" are they."""
        led = {party.actor.country_iso3 for party in self.recent if party.is_person}
        return len(led) == 2

    def _learn_home(self, party: Party) -> None:
        """Remember the countries named and those whose own bodies act at home."""
        code = party.actor.country_iso3
        if code is None or party.actor.sector in _ABOVE_STATES:
            return
        self.countries.add(code)
        if party.actor.sector in _AT_HOME and not party.is_person:
            self.homes.add(code)

    def _learn_body(self, actor: Actor) -> None:
        """ "The World Bank" tells which bank "the bank" is, UNHCR which agency "the agency"."""
        *before, noun = actor.name.lower().split()
        if before:
            self.bodies[noun] = actor
        if actor.country_iso3 == "UNO":
            for name in _ORGANS:
                self.bodies[name.lower()] = replace(actor, name=f"UN {name}")
        if actor.country_iso3 in _NO_UNIONS and noun not in _NO_AGENCIES:
            self.bodies["agency"] = actor

    def _learn_pair(self, words: Words, parties: Sequence[Party]) -> None:
        """ "Between Ethiopia and Somalia" tells who "the two sides" are, until others are named together."""
        facing = [party for party in parties if party.before == "between" and not party.is_modifier]
        if len(facing) == 2 and all(party.actor.sector in _ARMED for party in facing):
            # "Clashes between government troops and rebels"
            self.joined = (facing[0].actor, facing[1].actor)
            return
        coded = [party for party in parties if party.actor.country_iso3 and not party.is_person]
        for left, right in pairwise(sorted(coded, key=lambda party: party.first)):
            between = words.lower[left.last + 1 : right.first]
            is_pair = left.is_modifier == right.is_modifier and between in (("and",), ("-",), ("and", "the"))
            # "China, neutral in the Russia-Ukraine conflict, has helped Russia": two of whom it may be.
            pair = {left.actor.country_iso3, right.actor.country_iso3}
            is_civil = (
                is_pair and len(pair) == 1 and (left.actor.sector == "REB") != (right.actor.sector == "REB")
            )
            is_aside = left.is_modifier and any(
                not party.is_modifier and party.actor.country_iso3 not in pair for party in coded
            )
            if is_pair and not is_aside and (len(pair) > 1 or is_civil):
                self.joined = (left.actor, right.actor)
                if len(pair) > 1:
                    self.pairs[frozenset(code for code in pair if code)] = self.joined
                return
        if len({party.actor.country_iso3 for party in coded if not party.is_modifier}) > 1:
            self.joined = ()

    def meant_by(self, noun: str) -> str | None:
        """The country or body that "the army", "the kingdom" or "the bloc" is of, if the text tells."""
        told = self.groups.get(noun, set())
        if len(told) == 1:
            return next(iter(told))
        if is_for_union(noun) and self.last_union is not None:
            return self.last_union.country_iso3
        return self._most_named() if noun in _STATES and not told else None

    def _most_named(self) -> str | None:
        """The country of which the text tells most so far; None if two are named as often."""
        counts = Counter(party.actor.country_iso3 for party in self.recent).most_common(2)
        return None if not counts or (len(counts) > 1 and counts[0][1] == counts[1][1]) else counts[0][0]

    def _learn_groups(self, words: Words, party: Party) -> None:
        """ "Sudan's army chief" tells whose army "the army" is, the M23's name whose "the rebels" are."""
        code = party.actor.country_iso3
        if code is None:
            return
        inside = words.lower[party.first : party.last + 1]
        nouns = [word for word in inside if word in _BODIES]
        if party.actor.sector == "GOV" and _LOCAL.isdisjoint(inside):
            # A country's president tells whose "the government" is.
            nouns += _STATE_BODIES
        if party.actor.sector == "REB" and not party.noun:
            nouns += _BANDS
        for noun in nouns:
            self.groups.setdefault(noun, set()).add(code)

    def note_subjects(self, words: Words, parties: Sequence[Party]) -> None:
        """Remember whom "he" and "it" may mean in the next sentence: the first side and the first person."""
        free = [party for party in parties if not party.before and not party.is_modifier]
        sides = [party for party in free if not party.is_person]
        self.acting = _joined_subjects(words, free) or (() if free else self.acting)
        # "A resident told our correspondent that the attackers stormed in. They"
        sides.sort(key=lambda party: not words.labels[party.head].startswith("nsubj"))
        self.last_subject = next(iter(sides), self.last_subject)
        named = {words.heads[party.head] for party in parties if party.is_person}
        holds = (one for one in free if one.is_person or (is_one_holder(one) and one.head not in named))
        persons = (replace(one, is_person=True) for one in holds)
        everybody = [party for party in parties if party.is_person and not party.is_modifier]
        self.told_persons = tuple(everybody) or self.told_persons
        # "The talks were led by the minister." "She": who alone is named.
        only = everybody[0] if len(everybody) == 1 else self.last_person
        is_nameless = not everybody and any(_is_somebody(words, token) for token in range(len(words)))
        self.last_person = next(persons, None if is_nameless else only)

    def note_places(self, places: Sequence[Place], about: Place | None) -> None:
        """Remember where "there" may be in the next sentence: what this one is about, if that is known.

        Else it is of its places the one named most so far.
        """
        for place in places:
            self.places[place.place_id] += 1
        if about is not None:
            self.last_place = about
        elif places:
            self.last_place = max(places, key=lambda place: self.places[place.place_id])

    def note_sides(self, actors: Sequence[Actor], recipients: Sequence[Actor]) -> None:
        """Remember those who met or agreed: "the ministers" and "the two sides" of the next sentences."""
        met = {actor.country_iso3: actor for actor in (*actors, *recipients)}
        # "The leaders" are still those of the summit, whichever two met at its margins.
        is_part = met.keys() < {actor.country_iso3 for actor in self.gathered}
        if len(met) > 1 and None not in met and not is_part:
            known = {actor.country_iso3 for actor in self.gathered}
            self.gatherings += met.keys() != known
            # "Lee and Mahama met in Seoul during Mahama's visit": still the two.
            if met.keys() != known or not all(actor.sector for actor in self.gathered):
                self.gathered = tuple(met.values())
        for sides in (actors, (*actors, *recipients)):
            by_country = {actor.country_iso3: actor for actor in sides if actor.country_iso3}
            if len(by_country) == 2 and all(actor.country_iso3 for actor in sides):
                self.joined = tuple(by_country.values())
                return

    def note_dateline(self, places: Sequence[Place]) -> None:
        """Remember where a report was written: whose "the foreign ministry" may be, and where "here" is."""
        self.written = next(iter(places), None)
        self.homes.update(place.country_iso3 for place in places[:1] if place.country_iso3)

    def note_scenes(self, places: Sequence[Place]) -> None:
        """Remember what "the city" may be in the next sentence: where something stands or happens."""
        if places:
            self.named.append(tuple(places))

    def pair(self, noun: str, office: str = "") -> tuple[Actor, ...]:
        """The two sides that "the two leaders" may mean; empty unless exactly two fit.

        Persons of whom another office is told are none of "the two prime ministers".
        """
        wants_persons = noun in PEOPLE
        if self.joined and not wants_persons:
            return self.joined
        if len(self.pairs) == 1 and not wants_persons:
            # "The two countries": the only two that the text has named together.
            return next(iter(self.pairs.values()))
        acting = [one for one in self.recent if not wants_persons or self._may_hold(one.actor, office)]
        if not wants_persons:
            acting = [one for one in acting if one.actor.sector != "IGO"]
        if noun in ("side", "party"):
            acting = [one for one in acting if not (one.is_place and one.before not in ("", "by", "with"))]
            if len({party.actor.country_iso3 for party in acting}) != 2:
                return ()
        chosen: dict[str, Actor] = {}
        meant = None if wants_persons else _two_most_named(acting)
        latest = acting[::-1]
        for party in latest if wants_persons else sorted(latest, key=_remoteness):
            code = party.actor.country_iso3
            if meant and code not in meant:
                continue
            if code and code not in chosen and (party.is_person or not wants_persons):
                chosen[code] = party.actor
            if len(chosen) == 2:
                is_theirs = wants_persons and chosen.keys() == {one.country_iso3 for one in self.gathered}
                return self.gathered if is_theirs else tuple(reversed(chosen.values()))
        # "The presidents of Kenya and Uganda met. The two leaders"
        return self.gathered if wants_persons and len(self.gathered) == 2 else ()


def _remoteness(party: Party) -> int:
    """How far a name is from that of a country itself: a capital, an envoy, other people, a town."""
    if party.is_person or party.noun:
        return 2 if party.actor.sector == "GOV" else 3
    if party.place is None or party.place.feature_code == CAPITAL:
        return 1
    return 0 if party.place.precision is Precision.COUNTRY else 4


def _joined_subjects(words: Words, free: Sequence[Party]) -> tuple[Party, ...]:
    """The first subject and those joined to it, whom "they" may mean next: "Kenya and Togo met"."""
    first = next((party for party in free if words.labels[party.head].startswith("nsubj")), None)
    heads = conjuncts(words, first.head) if first is not None else ()
    return tuple(party for party in free if party.head in heads)


def is_out_of_office(words: Words, party: Party) -> bool:
    """Whether the words before or in a title say that its holder is one no longer: "ex-president"."""
    around = words.lower[max(0, party.first - _BEFORE_TITLE) : party.last + 1]
    return not _OUT_OF_OFFICE.isdisjoint(around)


def _two_most_named(parties: Sequence[Party]) -> frozenset[str | None]:
    """The two countries that are named more often than all others; none if no two are."""
    counts = Counter(party.actor.country_iso3 for party in parties).most_common(3)
    is_clear = len(counts) > 2 and counts[1][1] > counts[2][1]
    return frozenset(code for code, _ in counts[:2]) if is_clear else frozenset()


def _is_somebody(words: Words, token: int) -> bool:
    """Whether a word brings in one person without a name, whom "she" means next: "jailed a reporter"."""
    is_one = words.lower[token] in person_nouns() and words.labels[token] in _BROUGHT_IN
    return is_one and not _ARTICLES.isdisjoint(words.lower[max(0, token - _BEFORE_TITLE) : token])


def is_one_holder(party: Party) -> bool:
    """Whether a party is one person told by the office: "the Russian leader", "president of Chad"."""
    name = party.actor.name.lower()
    return is_office(party.noun) and party.noun in name and f"{party.noun}s" not in name


def is_union(party: Party) -> bool:
    """Whether a party is a body that may be called a bloc or an alliance."""
    return party.actor.sector == "IGO" and not party.noun and party.actor.country_iso3 not in _NO_UNIONS


def is_band(party: Party) -> bool:
    """Whether a party is an armed group by its name or speaks for one: "the group" may mean it later."""
    return party.actor.sector == "REB" and party.noun[:6] in ("", "spokes") and not party.is_person


def is_for_union(noun: str) -> bool:
    """Whether a noun may stand for such a body."""
    return noun in _UNIONS
