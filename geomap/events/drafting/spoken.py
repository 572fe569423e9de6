"""Who attack each other in words: politicians, parties, papers, unions and churches."""

from __future__ import annotations

from geomap.events.parties.party import Party
from geomap.events.scene.sides import Sides

_POLITICAL = frozenset("OPP LEG PTY JUD MED".split())
_CIVIL = frozenset("GOV LAB REL BUS NGO EDU HLH".split())
_ADDRESSED = _POLITICAL | _CIVIL | {"IGO"}
_FOLLOWERS = frozenset("supporter member activist follower loyalist militant youth wing fan guard".split())
"""Nouns of people of a party who also come to blows."""
_POWERS = frozenset("government regime authority state administration junta force".split())
"""Nouns of those who rule, and so have troops to attack with."""


def are_at_words(sides: Sides) -> bool:
    """Whether all who act and all whom they attack are of the kind that does so in words."""
    if not sides.actors or not sides.recipients:
        return False
    is_faced = all(_is_addressed(party) for party in sides.recipients)
    return is_faced and all(_speaks(party) for party in sides.actors)


def _speaks(party: Party) -> bool:
    """Whether a party is politicians, a paper, or one person or body of those that have no arms."""
    if not _is_addressed(party) or party.noun in _POWERS:
        return False
    return party.actor.sector in _POLITICAL or (party.actor.sector in _CIVIL and _is_one(party))


def _is_addressed(party: Party) -> bool:
    is_known = party.actor.sector in _ADDRESSED and not party.is_place
    return is_known and party.noun not in _FOLLOWERS


def _is_one(party: Party) -> bool:
    """Whether a party is one person or body, not many: "the bishop", not "Christians"."""
    return party.is_person or not party.noun or party.actor.name.lower().endswith(party.noun)
