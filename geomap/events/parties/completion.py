"""What the parties of a sentence say about each other: shared heads, appositions, places and owners."""

from __future__ import annotations

from dataclasses import replace

from geomap.events.parties.brackets import opens_behind
from geomap.events.parties.foes import with_foe
from geomap.events.parties.offices import is_land, is_unknown_land, with_homes
from geomap.events.parties.party import PEOPLE, RELATED, Memory, Party, is_for_union, is_union
from geomap.events.parties.portfolios import sector_with, without_form
from geomap.events.tree.arguments import subjects
from geomap.events.tree.grammar import clause_of, first_conjunct
from geomap.events.tree.sentences import DETERMINERS, Words
from geomap.models import Actor

_INSIDE = frozenset({"of", "in", "from", "at"})
_JOINTS = frozenset({",", "and"})
_CLOSING = frozenset({"", ",", ".", ";", ":", ")", "of", "in", "and", "who"})
"""What may follow an apposition."""
_HOME_SECTORS = frozenset({"COP", "LEG", "JUD", "OPP", "LAB", "EDU", "AGR", "CVL", "HLH"})
_HOME_NOUNS = frozenset("army military navy junta government ministry cabinet authority gang".split())
_WHERE = frozenset({"in", "at", "near"})
_BOTH = frozenset({"both", "two"})
_ARMED = frozenset({"REB", "MIL", "COP"})
_BRACKETED = 3
_FRONT = 3
"""An opening place begins among these first words: "In the neighbouring Ecuador"."""
_OWNED_SECTORS = frozenset({"MIL", "COP", "LEG", "JUD", "SPY"})
_OWNED_NOUNS = frozenset(
    "government ministry foreign-ministry cabinet official ambassador envoy diplomat".split()
)


def complete_parties(words: Words, parties: list[Party], memory: Memory) -> list[Party]:
    """Complete the parties of a sentence by their neighbours and by what the text told before."""
    parties = _join_named_groups(words, [one for one in parties if not _is_abbreviation(words, one)])
    placed = _attach_fronted_place(words, _attach_places(words, parties))
    found = _join_appositives(words, _share_heads(placed, words))
    owned = [_at_fronted_place(words, _with_owner(words, party, found), found) for party in found]
    told = [_as_told_before(words, party, owned, memory) for party in owned]
    told = [one for party in told for one in _both_of(words, party, told)]
    homed = [one for party in told for one in with_homes(words, party, told, memory)]
    homed = [with_foe(words, party, homed, memory) for party in homed]
    return [party for party in homed if not is_unknown_land(words, party)]


def _is_abbreviation(words: Words, party: Party) -> bool:
    """Whether a party is the short name in parentheses behind a name: "Islamic Salvation Front (FIS)"."""
    if party.first != party.last or not words.tokens[party.first].text.isupper():
        return False
    is_enclosed = words.word(party.first - 1) == "(" and words.word(party.last + 1) == ")"
    return is_enclosed and words.tokens[max(0, party.first - 2)].is_capitalized


def _join_named_groups(words: Words, parties: list[Party]) -> list[Party]:
    """Read "Allied Democratic Forces (ADF) fighters" as one group, as "ADF fighters" is."""
    joined: list[Party] = []
    for party in parties:
        group = joined[-1] if joined else None
        between = words.lower[group.last + 1 : party.first] if group else ()
        is_short = len(between) == _BRACKETED and (between[0], between[-1]) == ("(", ")")
        is_theirs = bool(party.noun) and not party.is_person and party.actor.country_iso3 is None
        if group and is_short and is_theirs and group.actor.sector in _ARMED:
            actor = replace(group.actor, end=party.actor.end)
            joined[-1] = replace(party, actor=actor, first=group.first, before=group.before or party.before)
        else:
            joined.append(party)
    return joined


def _attach_places(words: Words, parties: list[Party]) -> list[Party]:
    """Give "rebels in Ivory Coast" and "the president of Armenia" the country of the place.

    "The ministers of Turkey and Iran" become a party for each country.
    """
    attached: list[Party] = []
    listed: list[Party] = []
    for index, party in enumerate(parties):
        if party in listed:
            continue
        places = _places_behind(words, parties, index)
        if places and _hangs_beside(words, party, places[0]):
            # "Attacks by armed groups in Ancuabe and Chiure": where they attacked.
            country = places[0].actor.country_iso3
            attached.append(replace(party, actor=replace(party.actor, country_iso3=country)))
        elif len(places) > 1 and _is_plural(words, party):
            attached += [_delegate(words, party, place) for place in places]
            listed += places if opens_behind(words, party.last) else []
        else:
            attached.append(_with_phrase(words, party, places[0]) if places else party)
    return attached


def _hangs_beside(words: Words, party: Party, place: Party) -> bool:
    """Whether a place belongs to what somebody did, not to who did it: both hang on one noun."""
    head = words.heads[party.head]
    is_by = party.before == "by" and bool(party.noun) and head >= 0 and words.parts[head] == "NOUN"
    return is_by and head in (words.heads[place.head], words.heads[words.heads[place.head]])


def _places_behind(words: Words, parties: list[Party], index: int) -> list[Party]:
    """The parties whose country a party takes, as it stands before them with "of", "in" or "from"."""
    party, *rest = parties[index:]
    is_name = party.is_named_only and not (party.is_person and " " in party.actor.name)
    if party.actor.country_iso3 or is_name or not rest:
        return []
    first = rest[0]
    between = _between(words, party, first)
    is_pair = len(rest) > 1 and rest[1].first == first.first
    is_listed = between == ["("]
    is_joined = between and between[0] in _INSIDE and len(between) <= 3 and "," not in between
    is_joined = is_joined or (is_listed and _is_plural(words, party))
    if party.is_named_only:
        # "Hugh Todd of Guyana", but not "Hugh Todd in Guyana"
        is_joined = is_joined and between == ["of"] and first.is_place
    if first.actor.country_iso3 is None or is_pair or not is_joined:
        return []
    found = [first]
    for place in rest[1:]:
        joint = _between(words, found[-1], place)
        if not place.is_place or not joint or not _JOINTS.issuperset(joint) or not place.actor.country_iso3:
            break
        found.append(place)
    if is_listed:
        # "Three ministers (Angola, Zambia, Namibia)" are those of the three.
        return found if first.is_place and words.word(found[-1].last + 1) == ")" else []
    return found if first.is_place and _ends_list(words, found) else found[:1]


def _between(words: Words, left: Party, right: Party) -> list[str]:
    """The words between two parties, without determiners."""
    between = [word for word in words.lower[left.last + 1 : right.first] if word not in DETERMINERS]
    return without_form(between)


def _ends_list(words: Words, places: list[Party]) -> bool:
    """Whether the last of several places is joined by "and", so that the list is whole."""
    return "and" in words.lower[places[-1].first - 2 : places[-1].first]


def _is_plural(words: Words, party: Party) -> bool:
    """Whether a party is several persons or bodies by its noun: "ministers", not "the army"."""
    word = words.lower[party.last]
    return bool(party.noun) and not party.is_person and (word == "people" or party.noun.split()[-1] != word)


def _delegate(words: Words, party: Party, place: Party) -> Party:
    """The part of a group that comes from one of several countries; of several countries one."""
    phrase = words.phrase(party.first, party.last)
    joint = "of" if opens_behind(words, party.last) else words.word(party.last + 1)
    actor = replace(
        party.actor,
        name=place.actor.name if is_land(party) else f"{phrase} {joint} {place.actor.name}",
        start=place.actor.start,
        end=place.actor.end,
        country_iso3=place.actor.country_iso3,
        sector=sector_with(words, party, place),
    )
    return replace(party, actor=actor)


def _attach_fronted_place(words: Words, parties: list[Party]) -> list[Party]:
    """Give the group behind an opening place its country: "In Ecuador, the government"."""
    if len(parties) < 2 or words.word(0) != "in":
        return parties
    place, party, *rest = parties
    between = _between(words, place, party)
    is_fronted = place.is_place and place.first <= _FRONT and between == [","]
    is_group = bool(party.noun) and not party.is_person and not party.is_modifier
    if not is_fronted or not is_group or party.actor.country_iso3 or not _is_at_home(party):
        return parties
    owned = replace(party, actor=replace(party.actor, country_iso3=place.actor.country_iso3))
    return [place, owned, *rest]


def _at_fronted_place(words: Words, party: Party, parties: list[Party]) -> Party:
    """ "In Sudan, the RSF agreed to it, but the army refused": of the country that the sentence opens with.

    Only where it names nobody of another country.
    """
    place = parties[0]
    is_fronted = words.word(0) == "in" and place.is_place and place.first <= _FRONT
    country = place.actor.country_iso3
    is_open = bool(party.noun) and not (party.actor.country_iso3 or party.is_person or party.is_modifier)
    if not (is_fronted and country and is_open and _is_at_home(party)):
        return party
    is_alone = all(one.actor.country_iso3 in (None, country) for one in parties)
    return replace(party, actor=replace(party.actor, country_iso3=country)) if is_alone else party


def _is_at_home(party: Party) -> bool:
    """Whether a group belongs where it acts, as a court does; envoys and troops may come from anywhere."""
    return party.actor.sector in _HOME_SECTORS or bool(_HOME_NOUNS & set(party.noun.split()))


def _with_phrase(words: Words, party: Party, place: Party) -> Party:
    """ "Rebels" become "rebels in Ivory Coast", with its country."""
    sector = sector_with(words, party, place)
    actor = replace(party.actor, country_iso3=place.actor.country_iso3, sector=sector)
    if place.actor.sector == "REB" and party.actor.sector in (None, "OPP"):
        # "Dissidents of the FARC", "a faction of Hamas"
        actor = replace(actor, sector="REB")
    is_body = not place.is_place and not place.is_person and not place.noun
    if party.noun and not party.is_person and (place.is_place or is_body) and not place.is_modifier:
        name = words.phrase(party.first, place.last)
        actor = replace(actor, name=name, end=words.tokens[place.last].end)
    return replace(party, actor=actor, is_named_only=False)


def _join_appositives(words: Words, parties: list[Party]) -> list[Party]:
    """Read "Irfaan Ali, the president of Guyana, met" and "his counterpart, Nicolás Maduro" as one person."""
    joined: list[Party] = []
    index = 0
    while index < len(parties):
        left = parties[index]
        right = parties[index + 1] if index + 1 < len(parties) else None
        beyond = parties[index + 2] if index + 2 < len(parties) else None
        if right and beyond and right.is_place and right.last > left.last and _is_post(words, right, left):
            # "His counterpart from Skopje, Aleksandar Nikoloski", "the ambassador to Turkey, Andrei Karlov"
            person = _appositive(words, replace(left, last=right.last), beyond)
            joined += [person, right] if person else [left]
            index += 3 if person else 1
            continue
        person = (_of_two_offices(words, left, right) or _appositive(words, left, right)) if right else None
        joined.append(person or left)
        index += 2 if person else 1
    return joined


def _is_post(words: Words, place: Party, group: Party) -> bool:
    """Whether a place tells where somebody is from or posted: "counterpart from Skopje", "envoy to Oslo"."""
    is_posted = bool(group.noun) and _between(words, group, place) in (["to"], ["in"], ["for"], ["at"])
    return is_posted or words.tokens[place.last].end <= group.actor.end


def _is_office_of(left: Party, right: Party) -> bool:
    """Whether "his counterpart" or "Germany's foreign minister" may be the person named next."""
    code = right.actor.country_iso3
    if code is None or not left.noun:
        return False
    # "The leader of Congo, Denis Sassou Nguesso": of the Congo that the list has him from.
    is_listed = right.is_listed and left.noun in PEOPLE and right.actor.sector == "GOV"
    is_theirs = is_listed or left.actor.country_iso3 == code
    return left.noun in RELATED or (is_theirs and " " in right.actor.name)


def _appositive(words: Words, left: Party, right: Party) -> Party | None:
    between = _between(words, left, right)
    closes = words.word(right.last + 1) in _CLOSING
    is_beside = not between and right.is_person and bool(left.noun) and left.is_coded
    is_set_off = between == [","] and closes
    if not (is_beside or is_set_off) or left.is_modifier or right.is_modifier:
        return None
    if left.is_named_only and " " in left.actor.name and right.is_coded and not right.is_named_only:
        name, side = left, right
    elif right.is_named_only and " " in right.actor.name and left.noun and left.is_coded:
        name, side = right, left
    elif right.is_person and _is_office_of(left, right):
        office = right.office or left.noun
        return replace(right, first=left.first, head=left.head, before=left.before, office=office)
    else:
        return None
    if side.is_place or (side.is_person and not side.noun):
        return None
    actor = replace(name.actor, country_iso3=side.actor.country_iso3, sector=side.actor.sector)
    return replace(
        name,
        actor=actor,
        first=left.first,
        last=right.last,
        head=left.head,
        before=left.before,
        is_person=True,
        is_named_only=False,
        office=side.noun,
        place=name.place or side.place,
    )


def _of_two_offices(words: Words, left: Party, right: Party) -> Party | None:
    """ "Deputy Prime Minister and Foreign Minister Ivica Dacic": one person, as no office has an article."""
    is_open = bool(left.noun) and not left.is_person and left.actor.country_iso3 is None
    is_one = is_open and words.phrase(left.first, left.last).lower() == left.noun
    is_title = is_one and words.tokens[left.last].is_capitalized and bool(right.office)
    if not is_title or _between(words, left, right) != ["and"] or words.word(left.first - 1) in DETERMINERS:
        return None
    return replace(right, first=left.first, head=left.head, before=left.before)


def _with_owner(words: Words, party: Party, parties: list[Party]) -> Party:
    """Give "their forces" the country of the side named first in the sentence."""
    if not party.noun or party.actor.country_iso3:
        return party
    is_owned = words.word(party.first - 1) in ("its", "their", "his", "her")
    is_kind = party.actor.sector in _OWNED_SECTORS or party.noun in _OWNED_NOUNS
    if not is_owned or not is_kind:
        return party
    owner = next(
        (p for p in parties if p.first < party.first and p.actor.country_iso3 and not p.before), None
    )
    if owner is None:
        return party
    return replace(party, actor=replace(party.actor, country_iso3=owner.actor.country_iso3))


def _as_told_before(words: Words, party: Party, parties: list[Party], memory: Memory) -> Party:
    """Give "the army" the one country whose army the text has named before, "the bloc" the union."""
    if not party.noun or party.actor.country_iso3:
        return party
    is_described = words.parts[party.first - 1] == "ADJ" if party.first else False
    before = words.word(party.first - 2) if is_described else words.word(party.first - 1)
    is_definite = before == "the" and not party.is_person
    if is_definite:
        meant = _meant_by_name(words, party, memory)
        if meant is not None:
            return replace(party, actor=meant, noun="", is_person=meant.sector != "IGO")
    here = [one for one in parties if one.first < party.first and is_union(one)]
    country: str | None = None
    if party.first < party.last and not party.is_person:
        # "A junta spokesman"
        country = memory.meant_by(words.lower[party.first])
    elif is_definite:
        is_here = bool(here) and is_for_union(party.noun)
        country = here[-1].actor.country_iso3 if is_here else memory.meant_by(party.noun)
    return replace(party, actor=replace(party.actor, country_iso3=country)) if country else party


def _both_of(words: Words, party: Party, parties: list[Party]) -> tuple[Party, ...]:
    """ "Expelled from Iran and Pakistan; both governments": those of the two countries named before."""
    is_open = bool(party.noun) and not party.actor.country_iso3 and not party.is_person
    if not is_open or not _BOTH.intersection(words.lower[max(0, party.first - 2) : party.first]):
        return (party,)
    # "Talks between Chad and Togo ended in Doha, but the two leaders": no Qatari is one.
    told = [one for one in parties if one.last < party.first and one.before not in _WHERE]
    named = [one for one in told if one.actor.country_iso3][-2:]
    codes = {one.actor.country_iso3 for one in named}
    if len(codes) != 2 or _between(words, *named) != ["and"]:
        return (party,)
    acting = subjects(words, clause_of(words, party.head))
    if party.head not in acting and any(one.head in acting for one in named):
        # "Chad and Togo urged both sides": others.
        return (party,)
    return tuple(
        replace(
            party,
            actor=replace(party.actor, name=one.actor.name, country_iso3=one.actor.country_iso3),
        )
        for one in named
    )


def _meant_by_name(words: Words, party: Party, memory: Memory) -> Actor | None:
    """Whom "the bank" or "the president" names: the body or the only holder of the office told before."""
    known = memory.bodies.get(party.noun) if party.last == party.first else None
    phrase = words.phrase(party.first, party.last).lower()
    known = known or memory.bodies.get(phrase)
    if known is None and party.noun == phrase:
        known = memory.holder(party.noun)
    if known is None:
        return None
    return replace(party.actor, name=known.name, country_iso3=known.country_iso3, sector=known.sector)


def _share_heads(parties: list[Party], words: Words) -> list[Party]:
    """Read "U.S. and Russian negotiators", "Fulani and Hausa residents" as two groups."""
    shared = list(parties)
    for index in range(len(shared) - 2, -1, -1):
        left, right = shared[index], shared[index + 1]
        if not _may_share(words, left, right):
            continue
        is_of_states = bool(left.actor.country_iso3 and right.actor.country_iso3 and right.actor.sector)
        if is_of_states or _is_joined_before(words, left, right):
            # Whom "police in Jos" belong to, both do; whose "Syrian police" are is told of them alone.
            country = left.actor.country_iso3 or (None if right.place else right.actor.country_iso3)
            shared[index] = replace(
                left,
                actor=replace(left.actor, sector=right.actor.sector, country_iso3=country),
                noun=right.noun,
                is_modifier=right.is_modifier,
                is_place=False,
                is_named_only=False,
            )
    return shared


def _may_share(words: Words, left: Party, right: Party) -> bool:
    """Whether only "and" stands between what might describe a noun and a phrase with one."""
    between = words.lower[left.last + 1 : right.first]
    is_next = bool(between) and all(word in ("and", ",", "or") for word in between)
    is_group = bool(right.noun) and not right.is_person and not left.is_person
    is_open = left.actor.sector is None and not left.is_possessive
    return is_next and is_group and is_open and (left.is_modifier or not left.is_place)


def _is_joined_before(words: Words, left: Party, right: Party) -> bool:
    """Whether the tree joins two words that describe one noun: "Fulani and Hausa residents"."""
    top = first_conjunct(words, right.first)
    is_describing = words.labels[top] in ("amod", "compound") and words.heads[top] > right.first
    return is_describing and top != right.first and first_conjunct(words, left.last) == top
