"""The parties of a sentence: who might act or be acted upon, with country and sector.

A party is a noun phrase built from place names, demonyms, titles, names of the roster and other
capitalized words: "Russian President Vladimir Putin", "Ukraine", "rebels in Ivory Coast". What the
words do not say stays None.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from geomap.constants import MentionKind, Precision
from geomap.events.lists.roster import KnownActor, in_office, match_surname
from geomap.events.parties.brackets import ENCLOSED, is_enclosed, opens_behind
from geomap.events.parties.chunks import Chunk, ChunkKind, read_chunks
from geomap.events.parties.completion import complete_parties
from geomap.events.parties.offices import is_voice
from geomap.events.parties.party import CAPITAL, PEOPLE, Memory, Party
from geomap.events.tree.grammar import (
    adjacent_preposition,
    dependents,
    first_conjunct,
    governing_preposition,
    span_head,
)
from geomap.events.tree.sentences import (
    AUXILIARIES,
    MODALS,
    POSSESSIVES,
    SAYING,
    Words,
    is_past,
    word_groups,
)
from geomap.models import Actor, Document, Mention, Place

_PAIR_WORDS = frozenset(
    "leader president side country nation minister government counterpart party neighbour neighbor"
    " rival head".split()
)

_SIDES = ("the", "sides")
_LEADERS = frozenset({"leaders", "ministers", "presidents", "premiers", "delegations"})
_MANY = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_SEATS = {"Washington": "USA"}
"""Capitals that are as often persons."""
_SYSTEMS = frozenset({"system"})
_OF_MANY = frozenset({"House of Representatives", "Senate", "Supreme Court", "Congress"})
"""Bodies of the United States that other countries have, too."""
_BORDERS = frozenset({"border", "frontier", "boundary"})
_TOWARDS = frozenset({"with", "by", "against"})
_TOLD = frozenset(
    "lift suspend extend freeze disburse adopt mediate plan unveil decide pledge"
    " accuse urge ask tell warn criticize criticise thank praise blame condemn press call demand request"
    " assure inform lobby petition welcome reject agree propose offer want approve impose threaten".split()
)
"""Verbs of what is said to a side or by one."""
_BEFORE_SURNAMES = frozenset("mr mrs ms miss sir lord lady dr van von der den de di da al el".split())
_CONDITIONS = frozenset("emergency siege disaster alert exception calamity alarm catastrophe war".split())
_LANDS = frozenset("country nation neighbour neighbor".split())


def find_parties(
    document: Document, words: Words, mentions: Sequence[Mention], memory: Memory
) -> tuple[Party, ...]:
    """The parties of a sentence in order; `memory` gains what the sentence tells."""
    chunks = read_chunks(words, mentions)
    pair_ends = _ends_of_pairs(words, mentions)
    parties = [
        party
        for chunk in chunks
        for party in _parties_of(
            document, words, chunk, memory, is_paired_here=any(end < chunk.first for end in pair_ends)
        )
    ]
    parties = complete_parties(words, parties, memory)
    memory.learn(words, parties)
    return tuple(sorted(parties, key=lambda party: party.first))


def _ends_of_pairs(words: Words, mentions: Sequence[Mention]) -> tuple[int, ...]:
    """Where two countries that a sentence joins by "and" end: "from Iran and Pakistan"."""
    found: list[int] = []
    for left, right in pairwise(mentions):
        if left.place is None or right.place is None:
            continue
        between = words.lower[words.index_at(left.end) : words.index_at(right.start)]
        if between in (("and",), ("and", "the")):
            is_two = left.place.country_iso3 != right.place.country_iso3
            found += [words.index_at(right.start)] if is_two else []
    return tuple(found)


def _parties_of(
    document: Document, words: Words, chunk: Chunk, memory: Memory, *, is_paired_here: bool
) -> tuple[Party, ...]:
    pair = _pair_of(words, chunk, memory, is_paired_here=is_paired_here)
    head = span_head(words, chunk.first, chunk.last)
    if pair:
        return tuple(
            Party(
                actor=Actor(
                    name=actor.name,
                    start=words.tokens[chunk.first].start,
                    end=words.tokens[chunk.last].end,
                    country_iso3=actor.country_iso3,
                    sector=actor.sector,
                ),
                first=chunk.first,
                last=chunk.last,
                before=_preposition_of(words, chunk, head),
                head=head,
                is_person=True,
            )
            for actor in pair
        )
    party = _party_of(document, words, chunk, memory)
    if party is not None and _is_union_seat(words, party, memory):
        return (replace(party, actor=replace(party.actor, country_iso3="EUR", sector="IGO")),)
    return (party,) if party else ()


def _pair_of(words: Words, chunk: Chunk, memory: Memory, *, is_paired_here: bool) -> tuple[Actor, ...]:
    if not chunk.titles or chunk.name or chunk.mentions or chunk.known:
        return ()
    around = words.lower[max(0, chunk.first - 2) : chunk.last + 1]
    nouns = words.lemmas[chunk.last] | {chunk.titles[-1].words[0]}
    noun = next((word for word in _PAIR_WORDS if word in nouns), None)
    if is_paired_here and noun not in PEOPLE:
        # Those of this sentence, which `complete_parties` knows.
        return ()
    is_pair = "two" in around or "both" in around
    phrase = words.lower[max(0, chunk.first - 1) : chunk.last + 1]
    is_all = phrase[0] == "the" and phrase[-1] in _LEADERS
    is_pair = is_pair or (is_all and len(phrase) == 2 and memory.are_two_led())
    is_pair = is_pair or (phrase == _SIDES and bool(memory.joined))
    if noun and is_pair:
        return memory.pair(noun, " ".join(chunk.titles[-1].words))
    number = _MANY.get(words.word(chunk.first - 1), 0)
    is_all = is_all or (phrase[-1] in _LEADERS and number == len(memory.gathered))
    has_owner = words.word(chunk.last + 1) in ("of", "from")
    # Where several groups have met, "the leaders" may be any of them.
    return memory.gathered if is_all and not has_owner and memory.gatherings == 1 else ()


def _party_of(document: Document, words: Words, chunk: Chunk, memory: Memory) -> Party | None:
    country, place, mention = _country_of(chunk)
    year = document.published.year if document.published else memory.year
    known = in_office(chunk.known[-1], year, country) if chunk.known else None
    is_bare = known is None and chunk.name is None and not chunk.mentions
    if is_bare and _is_open_land(words, chunk):
        return None
    if country is None and is_bare and chunk.owner:
        # "Duterte's government", after he was named with his office.
        owner = _recall(document, words, chunk, chunk.owner, memory)
        country = owner.country if owner else None
    sector = _sector_of(chunk, place)
    span = (chunk.first, chunk.last)
    is_person = False
    is_listed = False
    name: str | None = None
    if known is not None:
        is_person = known.kind == "person"
        span, name = (chunk.known_span, known.name) if is_person or not chunk.titles else (span, None)
        # "FARC dissidents" are no opposition.
        is_own = name is not None or sector is None or known.sector == "REB"
        sector = known.sector if is_own else sector
        country = known.country or country
        if known.name in _OF_MANY and len(memory.countries) == 1:
            (country,) = memory.countries
    elif chunk.name:
        if _is_numbered(words, chunk):
            return None
        person = _recall(document, words, chunk, chunk.name, memory) or _government(words, chunk)
        is_listed = person is not None and " " not in words.phrase(*chunk.name)
        is_person = person is not None or any(title.is_title for title in chunk.titles)
        is_person = is_person or _is_person_name(words, chunk.name)
        is_person = is_person and (person is None or person.kind == "person")
        span = chunk.name
        if person is not None:
            name, country, sector = person.name, person.country or country, person.sector or sector
        elif not chunk.titles and not chunk.mentions and _is_no_side(words, chunk):
            return None
    head = span_head(words, chunk.first, chunk.last)
    start, end = words.tokens[span[0]].start, words.tokens[span[1]].end
    text = document.text[start:end]
    is_place = chunk.kind is ChunkKind.PLACE
    if is_place and mention is not None:
        name = place.name if place and mention.kind is MentionKind.TOPONYM else mention.text
    elif chunk.kind is ChunkKind.DEMONYM and chunk.is_modifier and place is not None:
        # "Israeli airstrikes": whose they are.
        name = place.name
    return Party(
        actor=Actor(name=name or text, start=start, end=end, country_iso3=country, sector=sector),
        first=chunk.first,
        last=chunk.last,
        before=_preposition_of(words, chunk, head),
        head=head,
        is_modifier=chunk.is_modifier,
        noun=" ".join(chunk.titles[-1].words) if chunk.titles and name is None else "",
        office=_office_of(chunk) if is_person else "",
        is_possessive=words.word(chunk.last + 1) in ("'s", "'"),
        is_place=is_place and mention is not None and mention.kind is MentionKind.TOPONYM,
        is_person=is_person,
        is_listed=known is not None or is_listed,
        is_named_only=chunk.kind is ChunkKind.NAME and country is None and sector is None,
        place=place,
    )


def _sector_of(chunk: Chunk, place: Place | None) -> str | None:
    """The sector that the last title of a phrase tells; "a rebel spokesman" is a rebel.

    "The Turkish leader" governs.
    """
    is_leader = [title.words for title in chunk.titles] == [("leader",)] and chunk.last == chunk.first + 1
    if is_leader and place is not None and place.precision is Precision.COUNTRY:
        return "GOV"
    titles = [title for title in chunk.titles if not is_voice(title.words[0])] or chunk.titles
    return titles[-1].sector if titles else None


def _office_of(chunk: Chunk) -> str:
    """The office told with a name: "Foreign Minister Nancy Tembo"."""
    titles = [title for title in chunk.titles if title.is_title]
    return " ".join(titles[-1].words) if titles else ""


def _preposition_of(words: Words, chunk: Chunk, head: int) -> str:
    """The preposition that a chunk stands behind: the one right before it, whatever the tree says of it."""
    if is_enclosed(words, chunk.first):
        return ENCLOSED
    beside = adjacent_preposition(words, chunk.first)
    governing = governing_preposition(words, head) if beside in ("", "of") else ""
    if (beside or governing) == "with" and _is_of_border(words, head):
        # "Near the border with Georgia and Azerbaijan": where, not with whom.
        return "at"
    return governing or beside


def _is_of_border(words: Words, head: int) -> bool:
    """Whether a phrase tells with whom a border is shared."""
    above = words.heads[first_conjunct(words, head)]
    return above >= 0 and words.has_lemma(above, _BORDERS)


def _country_of(chunk: Chunk) -> tuple[str | None, Place | None, Mention | None]:
    """The country code, place and mention that a chunk's place words give, the last one first."""
    for mention in reversed(chunk.mentions):
        if mention.place is not None:
            return mention.place.country_iso3, mention.place, mention
    return None, None, chunk.mentions[-1] if chunk.mentions else None


def _recall(
    document: Document, words: Words, chunk: Chunk, name: tuple[int, int], memory: Memory
) -> KnownActor | None:
    """The person that a name in a chunk means by an earlier full mention or by the roster."""
    first, last = name
    while first < last and words.lower[first] in _BEFORE_SURNAMES:
        # "Mr Putin", "Van Klaveren"
        first += 1
    surname = words.tokens[last].text
    earlier = memory.persons.get(surname) if first == last else None
    if earlier is not None and not (chunk.mentions and earlier.name.split()[0] == surname):
        # "Hamas accused Israel" means no minister Israel Katz.
        return KnownActor(
            name=earlier.name, kind="person", country=earlier.country_iso3, sector=earlier.sector
        )
    year = document.published.year if document.published else memory.year
    has_title = any(title.is_title for title in chunk.titles)
    found = match_surname(surname, year=year, has_title=has_title) if first == last else None
    stated = chunk.mentions[-1].place if chunk.mentions else None
    if found and stated and stated.country_iso3 and found.country != stated.country_iso3:
        return None
    return found


def _government(words: Words, chunk: Chunk) -> KnownActor | None:
    """ "Washington doubled its reward": a government, though the name alone says nothing of a place."""
    country = _SEATS.get(words.tokens[chunk.last].text)
    is_side = words.labels[chunk.last].startswith(("nsubj", "obj", "iobj"))
    is_alone = chunk.first == chunk.last and (
        is_side or _preposition_of(words, chunk, chunk.last) in _TOWARDS
    )
    return (
        KnownActor(name="Washington", kind="group", country=country, sector="GOV")
        if country and is_alone
        else None
    )


def _is_open_land(words: Words, chunk: Chunk) -> bool:
    """ "The country": a side only where the text says which, as "her country" does."""
    is_told = words.word(chunk.first - 1) in POSSESSIVES or opens_behind(words, chunk.last)
    return not is_told and not _LANDS.isdisjoint(words.lemmas[chunk.last])


def _is_union_seat(words: Words, party: Party, memory: Memory) -> bool:
    """ "Accused Brussels", "Brussels said": the European Union, in a text that tells nothing of Belgium."""
    place, head = party.place, party.head
    is_seat = place is not None and place.country_iso3 == "BEL" and place.feature_code == CAPITAL
    if not is_seat or not party.is_place or party.is_modifier or "BEL" in memory.countries:
        return False
    verb = words.heads[head]
    is_subject = words.labels[head] == "nsubj" and not party.before
    is_told = words.labels[head] in ("obj", "iobj") and verb >= 0 and words.has_lemma(verb, _TOLD)
    is_subject = is_subject and (words.has_lemma(verb, SAYING) or words.has_lemma(verb, _TOLD))
    return is_subject or is_told


def _is_person_name(words: Words, span: tuple[int, int]) -> bool:
    """Whether the reader takes a name for a person's."""
    return any(name.kind == "PER" and name.first <= span[1] and span[0] < name.last for name in words.names)


def _is_no_side(words: Words, chunk: Chunk) -> bool:
    """Whether a capitalized word opens a sentence or a name is that of a text, day or road."""
    if words.word(chunk.first - 1) == "of" and words.has_lemma(chunk.first - 2, word_groups()["features"]):
        # "Across the Line of Control"
        return True
    if words.has_lemma(chunk.last + 1, word_groups()["arms"]) or words.has_lemma(chunk.last + 1, _SYSTEMS):
        # "Four Iskander missiles"
        return True
    if words.has_lemma(chunk.last, word_groups()["illness"]) or _is_condition(words, chunk):
        return True
    return _is_opening(words, chunk) or (
        chunk.first < chunk.last
        and words.has_lemma(chunk.last, word_groups()["titled"])
        and not words.is_headline
    )


def _is_numbered(words: Words, chunk: Chunk) -> bool:
    """ "Senate Bill 12", "Resolution 1701": a text."""
    is_text = words.has_lemma(chunk.last, word_groups()["titled"])
    return is_text and words.word(chunk.last + 1).isdigit()


def _is_condition(words: Words, chunk: Chunk) -> bool:
    """ "The State of Emergency": what is declared or lifted, and no state."""
    name = words.lower[chunk.first : chunk.last + 1]
    told = (*words.lower[max(0, chunk.first - 2) : chunk.first], *name)
    return name[-1] in _CONDITIONS and told[-3:-1] == ("state", "of")


def _is_opening(words: Words, chunk: Chunk) -> bool:
    """Whether a lone capitalized word only opens the sentence; one before a verb is a name."""
    if chunk.first != chunk.last or chunk.first != 0 or any(name.first == 0 for name in words.names):
        return False
    if words.parts[0] == "NOUN":
        # "Bombs exploded"
        return True
    if any(words.tokens[one].is_capitalized for one in dependents(words, 0, "conj")):
        # "Shia and Sunni protesters"
        return False
    following = words.word(1)
    is_verb = following in AUXILIARIES or following in MODALS or words.has_lemma(1, SAYING)
    return not (is_verb or is_past(following) or (following.endswith("ed") and len(following) > 4))
