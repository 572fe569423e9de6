"""What a text is about as a whole: whether it tells of sport, and by which year it was surely written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from geomap.events.drafting.drafts import Draft
from geomap.events.tree.sentences import Words, word_groups

_FEWEST = 3
_ONE_IN = 4
_SCORE = re.compile(r"\b\d{1,2}[-–]\d{1,2}\b")
_YEAR = re.compile(r"(?<![\d,.$€£-])\b(?:19|20)\d{2}\b(?![,.]\d)")
_AUTHORITIES = frozenset("GOV MIL REB COP IGO LEG JUD SPY".split())
_AHEAD = re.compile(r"\b(?:by|until|till|before|towards?|beyond)\s+(?:(?:the|end|of|late|early|mid)\s+)*$")
_BEFORE = 30
_LONG_AGO = 9
_OF_THESE_YEARS = 2009
_HEAD = 400
_OBITUARY = re.compile(
    r"\bobituary\b|\bwho (?:has )?died\b[^.\n]{0,60}\b(?:aged|at the age of)\b", re.IGNORECASE
)


def is_of_sport(text: str, sentences: Sequence[Words]) -> bool:
    """Whether a text tells of sport: three sentences or more, and one in four, have two words of it.

    A score ("2-1") is as good as a second word.
    """
    sport = word_groups()["sport"]
    told = 0
    for words in sentences:
        signs = len(sport & words.vocabulary)
        quote = text[words.sentence.start : words.sentence.end] if signs == 1 else ""
        told += signs > 1 or bool(quote and _SCORE.search(quote))
    return told >= _FEWEST and told * _ONE_IN >= len(sentences)


def is_public(draft: Draft) -> bool:
    """Whether an authority, army or armed group has a part in it: politics even where sport is told."""
    sides = (*draft.sides.actors, *draft.sides.recipients)
    return any(party.actor.sector in _AUTHORITIES for party in sides)


def latest_year(text: str) -> int | None:
    """The latest year that a text names and not as one to come ("by 2050"); it was not written before it."""
    years = (
        int(match[0])
        for match in _YEAR.finditer(text)
        if not _AHEAD.search(text[max(0, match.start() - _BEFORE) : match.start()])
    )
    return max(years, default=None)


def is_long_past(day: date | None, year: int | None) -> bool:
    """Whether a day lies ten years and more before the latest year named, in a text without a date.

    Nobody asks for news of before 2000 without telling its date.
    """
    return day is not None and max(year or 0, _OF_THESE_YEARS) - day.year > _LONG_AGO


def is_of_the_late(text: str) -> bool:
    """Whether a text tells the life of somebody who has died: "Obituary", "who has died aged 97"."""
    return bool(_OBITUARY.search(text[:_HEAD]))
