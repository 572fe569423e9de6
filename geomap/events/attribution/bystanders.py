"""Who is no recipient wherever he stands: who is left out, only helps others, or is sent himself."""

from __future__ import annotations

from geomap.constants import EventType
from geomap.events.attribution.people import is_asked_for
from geomap.events.attribution.things import is_unread
from geomap.events.parties.brackets import ENCLOSED
from geomap.events.parties.party import Party
from geomap.events.tree.sentences import Words, word_groups
from geomap.events.triggers.matches import TriggerMatch

_WITH_MEANS = frozenset(
    {
        *(EventType.MOBILIZE, EventType.RETREAT, EventType.AGREE, EventType.COOPERATE),
        *(EventType.AID, EventType.REJECT),
    }
)
_MEANS = frozenset(
    "troop soldier serviceman force marine navy reservist warplane jet gunboat warship submarine tank brigade"
    " battalion regiment squadron fleet paratrooper envoy delegation patrol".split()
)
"""Nouns of what may be sent or lent: "deployed soldiers to the border"."""
_HELPERS = frozenset(
    "rescuer medic nurse surgeon engineer firefighter paramedic expert sapper volunteer instructor trainer"
    " adviser advisor observer monitor inspector doctor specialist technician team".split()
)
_SENDING = frozenset("send dispatch deploy fly rush lend contribute second".split())
_LAWMEN = frozenset("police policeman policewoman officer gendarme constable guard guardsman trooper".split())
_LEAVING_OUT = frozenset("without unlike besides except excluding".split())
_MEDIATION = frozenset("mediation auspices aegis facilitation patronage".split())


def is_no_side(words: Words, match: TriggerMatch, party: Party) -> bool:
    """Whether a party is one that no deed is done to, wherever it stands."""
    # "The foreign-agents bill"
    is_kind = party.is_modifier and words.word(party.first - 1) == "-" and not party.actor.country_iso3
    # "Sued the line in a Jakarta court"
    is_court = party.actor.sector == "JUD" and party.before == "in"
    is_aside = is_kind or is_court or party.before == ENCLOSED or is_unread(words, party)
    is_aside = is_aside or _is_apart(words, party) or _is_wronged(words, match, party)
    return is_aside or is_sea(party) or is_asked_for(words, match, party)


def _is_wronged(words: Words, match: TriggerMatch, party: Party) -> bool:
    """Whether a protest is about what was done to a party: "marched against the killing of a teacher"."""
    if match.trigger.meaning.event_type is not EventType.PROTEST or party.before != "of":
        return False
    above = words.heads[party.head]
    return above >= 0 and words.has_lemma(above, word_groups()["wrongs"])


def _is_apart(words: Words, party: Party) -> bool:
    """ "With or without Russia", "under Qatari mediation": who is left out or only helps others."""
    above = words.heads[party.head]
    is_helper = above >= 0 and words.has_lemma(above, _MEDIATION)
    return party.before in _LEAVING_OUT or (is_helper and party.before in ("", "of", "under", "by"))


def is_sea(party: Party) -> bool:
    """Whether a party is a water or a place that belongs to no country."""
    is_water = party.place is not None and party.place.feature_class == "H"
    # "Begged Europe for help"
    is_continent = party.place is not None and party.place.feature_code == "CONT" and party.before == ""
    return (party.is_place and not is_continent) and (
        is_water or (party.actor.country_iso3 is None and party.actor.sector is None)
    )


def is_means(match: TriggerMatch, party: Party) -> bool:
    """Whether a party is what a side sends, lends or keeps rather than somebody towards whom it acts."""
    event_type = match.trigger.meaning.event_type
    # "Two Patriot systems": a make.
    is_make = event_type is EventType.AID and party.is_named_only and party.is_modifier
    is_lent = is_make or (event_type in _WITH_MEANS and party.noun in _MEANS)
    is_lent = is_lent or (match.base in _SENDING and party.noun in _HELPERS)
    is_force = party.noun in _MEANS or party.noun.split()[-1:] == ["officer"] or party.noun in _LAWMEN
    # "Pledged to share intelligence"
    is_lent = is_lent or party.noun == "intelligence"
    is_moved = event_type is EventType.MOBILIZE and is_force and party.head in match.tokens
    return is_moved or (is_lent and party.actor.country_iso3 is None)
