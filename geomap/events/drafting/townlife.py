"""What texts of town halls, schools, firms and the arts tell among themselves, which is no politics."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from geomap.constants import EventType, Precision
from geomap.events.drafting.drafts import Draft
from geomap.events.lists.contexts import political_words
from geomap.events.parties.offices import is_national
from geomap.events.parties.party import CAPITAL, Party
from geomap.events.tree.sentences import PLACING, Words, word_groups
from geomap.models import Mention

_SHORTEST = 3
_ONE_IN = 6
_AMONG_CITIZENS = frozenset(
    {
        *(EventType.AGREE, EventType.CONSULT, EventType.SUPPORT, EventType.CONCEDE, EventType.COOPERATE),
        *(EventType.AID, EventType.REQUEST, EventType.REJECT),
    }
)
_QUARRELS = frozenset(
    {
        (EventType.ACCUSE, "disapprove"),
        *((EventType.THREATEN, mode) for mode in (None, "restrict", "relations")),
    }
)
"""What a council and a mayor, or two firms, say against each other."""
_OF_STATES = frozenset("MIL REB IGO SPY NGO REF SET PTY".split())
_PRIVATE = frozenset({"BUS", "EDU", "HLH", "LAB", "AGR"})


def is_of_town(sentences: Sequence[Words], mentions: Sequence[Mention]) -> bool:
    """Whether a text of three sentences or more tells of a town, school, firm or the arts, not of a state.

    No sentence has a word of politics or names two countries, or more than twice as many, and one in six,
    have a word of such life.
    """
    if len(sentences) < _SHORTEST:
        return False
    town, state = _town_words(), _state_words()
    told = sum(not town.isdisjoint(words.vocabulary) for words in sentences)
    politics = sum(
        not state.isdisjoint(words.vocabulary) or _names_two_countries(words, mentions) for words in sentences
    )
    return not politics or (told > 2 * politics and told * _ONE_IN >= len(sentences))


def _names_two_countries(words: Words, mentions: Sequence[Mention]) -> bool:
    """Whether a sentence names two countries, or their people."""
    start, end = words.sentence.start, words.sentence.end
    inside = (one.place for one in mentions if start <= one.start < end)
    return len({place.country_iso3 for place in inside if place and place.precision is Precision.COUNTRY}) > 1


def is_among_citizens(draft: Draft) -> bool:
    """Whether what is promised, asked, praised or given is among sides of no state or cause.

    So is any deed of theirs that only the reader has seen.
    """
    sides = (*draft.sides.actors, *draft.sides.recipients)
    kind, mode = draft.meaning.event_type, draft.meaning.mode
    is_quarrel = (kind, mode) in _QUARRELS and not any(party.actor.sector == "JUD" for party in sides)
    is_civil = kind in _AMONG_CITIZENS or is_quarrel or draft.match.trigger.is_learned
    return is_civil and not any(map(_is_of_state, sides))


def is_of_market(words: Words, draft: Draft) -> bool:
    """Whether firms deal with each other: "rejected a takeover bid"."""
    is_quarrel = draft.meaning.event_type is EventType.ACCUSE and not any(
        map(_is_of_state, (*draft.sides.actors, *draft.sides.recipients))
    )
    is_market = not words.vocabulary.isdisjoint(word_groups()["market"])
    return is_market and (is_quarrel or is_among_citizens(draft))


def _is_of_state(party: Party) -> bool:
    """Whether a party is a country, a national office, somebody the lists know, or armed or organized."""
    is_where = party.is_place and party.before in PLACING
    is_country = party.place is not None and party.place.precision is Precision.COUNTRY and not is_where
    # "Bangkok has decided": its government
    is_seat = party.is_place and party.place is not None and party.place.feature_code == CAPITAL
    is_country = is_country or (is_seat and party.before == "")
    is_known = party.is_listed or is_national(party) or party.actor.sector in _OF_STATES
    is_known = is_known or party.noun.startswith("opposition")
    return is_known or (is_country and party.actor.sector not in _PRIVATE)


@lru_cache(maxsize=1)
def _town_words() -> frozenset[str]:
    return word_groups()["town"]


@lru_cache(maxsize=1)
def _state_words() -> frozenset[str]:
    return (political_words() | word_groups()["affairs"]) - {
        "president",
        "politics",
        "opposition",
        "oil",
        "gas",
    }
