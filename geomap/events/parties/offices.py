"""The country of those whose words name none: "Foreign Minister Nancy Tembo", "his envoy", "her country"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.events.parties.brackets import opens_behind
from geomap.events.parties.foes import FOE
from geomap.events.parties.party import RELATED, Memory, Party, is_out_of_office
from geomap.events.tree.arguments import subjects
from geomap.events.tree.grammar import clause_of
from geomap.events.tree.sentences import Words

_LANDS = frozenset("country nation homeland".split())
_OFFICES = frozenset(
    "premier|chancellor|foreign secretary|opposition leader|chief justice|attorney general|king|emir|lawmaker"
    "|head of state|head of government".split("|")
)
_ENDINGS = ("minister", "president", "vice-president")
"""Titles of those who hold a national office: not mayors, envoys or chairmen."""
_ORGANS = frozenset(
    "ministry|foreign ministry|defence ministry|defense ministry|parliament|national assembly|opposition"
    "|lawmaker|legislator|opposition party|opposition leader|cabinet|senate|lower house|upper house".split(
        "|"
    )
)
_COURTS = frozenset(
    "supreme court|constitutional court|high court|constitutional council|electoral commission"
    "|election commission|electoral court|central bank".split("|")
)
"""Bodies of which a state has one."""
_FORCES = frozenset({"MIL", "COP"})
_AT_HOME = frozenset({"JUD", "COP", "LEG"})
"""Sectors of those who judge and arrest their own country's officials."""
_PERSONAL = frozenset({"his", "her"})
_OWNING = _PERSONAL | {"its", "their", "whose"}
_REACH = 3
_MET = frozenset({"", "with", "by", "to"})
_WITH_OWNER = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})


def with_homes(words: Words, party: Party, parties: Sequence[Party], memory: Memory) -> tuple[Party, ...]:
    """A party with the country of its office, where the sentence or the text tells it.

    "Their countries" become a party for each of the two.
    """
    if party.actor.country_iso3 or party.is_place or party.is_named_only:
        return (party,)
    party = _as_voice(words, party, parties, memory)
    if party.actor.country_iso3:
        return (party,)
    codes = _owners_of(words, party, parties, memory) or _home_of(words, party, parties, memory)
    if not codes:
        return (party,)
    if not is_land(party):
        (code,) = codes
        return (replace(party, actor=replace(party.actor, country_iso3=code)),)
    # The words that tell whose: "her country".
    first = party.first - 1
    name, start = words.phrase(first, party.last), words.tokens[first].start
    return tuple(
        replace(party, actor=replace(party.actor, name=name, start=start, country_iso3=code))
        for code in codes
    )


def _as_voice(words: Words, party: Party, parties: Sequence[Party], memory: Memory) -> Party:
    """ "Its spokesman": of the side of the armed group or body that the text has just told of."""
    if not is_voice(party.office or party.noun) or _possessive_of(words, party) not in ("its", "their"):
        return party
    earlier = [one for one in parties if one.last < party.first and not one.is_person and not one.before]
    owner = earlier[-1] if earlier else memory.last_subject
    if owner is None or owner.is_person or not owner.actor.sector:
        return party
    country = owner.actor.country_iso3
    return replace(party, actor=replace(party.actor, country_iso3=country, sector=owner.actor.sector))


def is_voice(noun: str) -> bool:
    """Whether a noun is that of somebody who speaks for others: "spokesman", "spokeswoman"."""
    return noun.startswith("spokes")


def is_national(party: Party) -> bool:
    """Whether a party holds a national office or is a body of a state."""
    is_holder = party.office in _OFFICES or party.office.endswith(_ENDINGS)
    return (party.is_person and is_holder) or (party.noun in _ORGANS and not party.is_person)


def is_land(party: Party) -> bool:
    """Whether a party is told as a country: "her country", "several countries"."""
    return party.noun in _LANDS


def is_unknown_land(words: Words, party: Party) -> bool:
    """Whether a party is "her country" of somebody whose country is not known, or "two countries (both)"."""
    if not is_land(party) or party.actor.country_iso3 is not None:
        return False
    return words.word(party.first - 1) in _OWNING or opens_behind(words, party.last)


def _owners_of(words: Words, party: Party, parties: Sequence[Party], memory: Memory) -> tuple[str, ...]:
    """Whose minister or country it is: "his envoy", "her country"; both for "their countries"."""
    before = _possessive_of(words, party)
    is_official = party.actor.sector in _WITH_OWNER and party.noun not in RELATED
    if before not in _OWNING or not (is_land(party) or is_official):
        return ()
    wants_person = before in _PERSONAL or is_land(party)
    earlier = [p for p in parties if p.last < party.first and p.actor.country_iso3 and not p.is_modifier]
    fitting = [p.actor.country_iso3 for p in earlier if _may_own(p, before) and not p.before]
    codes = tuple(dict.fromkeys(code for code in fitting if code))
    if is_land(party) and not party.actor.name.lower().endswith(party.noun):
        pair = codes or tuple(actor.country_iso3 for actor in memory.joined if actor.country_iso3)
        return pair if len(pair) == 2 else ()
    if before == "whose":
        # "Qatar, whose foreign minister"
        antecedent = [p.actor.country_iso3 for p in earlier if p.last + 2 >= _whose(words, party)]
        return tuple(code for code in antecedent[-1:] if code)
    is_of_unknown = wants_person and any(
        p.is_person and p.last < party.first and not p.before and not p.actor.country_iso3 for p in parties
    )
    if earlier or is_of_unknown:
        return codes if len(codes) == 1 and not is_of_unknown else ()
    told = memory.last_person if wants_person else memory.last_subject
    code = told.actor.country_iso3 if told is not None else None
    return (code,) if code and not (before == "their" and memory.joined) else ()


def _whose(words: Words, party: Party) -> int:
    """The token of "whose" before a party."""
    return next(one for one in range(party.first - 1, -1, -1) if words.lower[one] == "whose")


def _may_own(party: Party, before: str) -> bool:
    """Whether "his" or "its" may mean a party: a person, or none."""
    return (
        (party.is_person or bool(party.noun))
        if before == "their" or before in _PERSONAL
        else not party.is_person
    )


def _possessive_of(words: Words, party: Party) -> str:
    """The pronoun before a party, also behind words that only describe: "his new agriculture secretary"."""
    for token in range(party.first - 1, max(-1, party.first - 1 - _REACH), -1):
        if words.lower[token] in _OWNING:
            return words.lower[token]
        if words.parts[token] not in ("NOUN", "ADJ", "PROPN"):
            return ""
    return ""


def _home_of(words: Words, party: Party, parties: Sequence[Party], memory: Memory) -> tuple[str, ...]:
    """The one country that an official whose title stands alone can be of.

    The country of which alone the text tells, else that whose parliament it has named, else the one
    whose like office is not held by somebody else. Whom a foreigner meets is of the country that is left.
    """
    here = [p for p in parties if p.last < party.first and p.actor.country_iso3 and p.actor.sector != "IGO"]
    named = {*memory.countries, *(p.actor.country_iso3 for p in here if p.actor.country_iso3)}
    if _is_bare_office(words, party):
        # "The interior minister denied it", where the text has told of one country alone.
        is_alone = words.labels[party.head].startswith("nsubj") and len(named) == 1
        return tuple(named) if is_alone else _judged_by(words, party, here)
    if not is_national(party):
        is_force = party.actor.sector in _FORCES and bool(party.noun) and not party.is_person
        is_force = is_force and party.noun != FOE
        # "Police arrested two": of the only country named so far.
        return tuple(memory.countries) if is_force and len(memory.countries) == 1 else ()
    if is_out_of_office(words, party):
        return _judged_by(words, party, here)
    surname = party.actor.name.split()[-1]
    holders = memory.holders.get(party.office, {}).values()
    held = {actor.country_iso3 for actor in holders if actor.name.split()[-1] != surname}
    left = named - held - _facing(words, party, here, memory)
    chosen = left if len(left) == 1 else memory.homes & left
    return tuple(chosen) if len(chosen) == 1 else ()


def _is_bare_office(words: Words, party: Party) -> bool:
    """Whether a party is told by a national office or court alone: "the interior minister"."""
    phrase = words.phrase(party.first, party.last).lower()
    is_office = party.noun == phrase and (party.noun in _OFFICES or party.noun.endswith(_ENDINGS))
    is_court = f"{words.word(party.first - 1)} {phrase}" in _COURTS or phrase in _COURTS
    is_definite = "the" in words.lower[max(0, party.first - 2) : party.first]
    return is_definite and (is_office or is_court) and not (party.is_person or is_out_of_office(words, party))


def _judged_by(words: Words, party: Party, here: Sequence[Party]) -> tuple[str, ...]:
    """The country of the court or police that is the subject of whose verb somebody is an object."""
    acting = subjects(words, clause_of(words, party.head))
    judges = [
        p for p in here if p.actor.sector in _AT_HOME and any(p.first <= one <= p.last for one in acting)
    ]
    codes = {p.actor.country_iso3 for p in judges if p.actor.country_iso3}
    return tuple(codes) if len(codes) == 1 else ()


def _facing(words: Words, party: Party, here: Sequence[Party], memory: Memory) -> set[str]:
    """The country of the subject of whose verb an official is an object: who meets him is from elsewhere."""
    if not party.is_person:
        return set()
    verb = clause_of(words, party.head)
    is_met = words.heads[party.head] == verb and party.before in _MET
    if words.labels[party.head].startswith("nsubj") or not is_met:
        return set()
    acting = [one for one in subjects(words, verb) if not party.first <= one <= party.last]
    if not acting:
        return set()
    abroad = [p for p in here if p.actor.sector not in _AT_HOME]
    found = {p.actor.country_iso3 for p in abroad if any(p.first <= one <= p.last for one in acting)}
    if any(words.lower[one] in ("he", "she") for one in acting) and memory.last_person is not None:
        found.add(memory.last_person.actor.country_iso3)
    return {code for code in found if code}
