"""What a text is about as a whole (sport, a film, a life that is over, a town), and what is no news in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from geomap.constants import EventType, Modality
from geomap.events.drafting.drafts import Draft
from geomap.events.drafting.townlife import is_among_citizens, is_of_market, is_of_town
from geomap.events.setting.conditional import is_present
from geomap.events.tree.arguments import is_passive
from geomap.events.tree.grammar import SUBJECTS, ancestors, dependents
from geomap.events.tree.sentences import Words, word_groups
from geomap.models import Document, Mention

_FEWEST = 3
_ONE_IN = 4
_TALES_ONE_IN = 3
_DIGITS = 3
"""A score has fewer digits than that on each side."""
_WINNING = frozenset("win beat defeat thrash victory".split())
_SCORE = re.compile(r"\b\d{1,2}[-–]\d{1,2}\b")
_YEAR = re.compile(r"(?<![\d,.$€£-])\b(?:19|20)\d{2}\b(?![,.]\d)")
_AUTHORITIES = frozenset("GOV MIL REB COP IGO LEG JUD SPY".split())
_AHEAD = re.compile(r"\b(?:by|until|till|before|towards?|beyond)\s+(?:(?:the|end|of|late|early|mid)\s+)*$")
_BEFORE = 30
_LONG_AGO = 10
_TOLD_WITH_A_DATE = 2000
"""Nobody asks for news of before that year without telling its date."""
_DISASTERS = frozenset(
    "earthquake quake tremor aftershock cyclone hurricane typhoon flood flooding landslide mudslide tsunami"
    " volcano eruption wildfire tornado avalanche drought".split()
)
_ARMED = frozenset("soldier gunman militia fighter army troop gang bandit mob assailant".split())
_PRAISING = frozenset({EventType.SUPPORT, EventType.ACCUSE})
"""Types of what is said of the dead now."""
_HEAD = 400
_OBITUARY = re.compile(
    r"\bobituary\b|\bwho (?:has )?died\b[^.\n]{0,60}\b(?:aged|at the age of)\b", re.IGNORECASE
)
"""How obituaries begin: "who has died aged 97"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a text is about; ``latest`` is the latest year that it names if it has no date of its own."""

    is_dated: bool
    latest: int | None
    is_of_sport: bool
    is_of_tales: bool
    is_of_the_late: bool
    is_of_town: bool
    is_of_disaster: bool

    def admits(self, words: Words, draft: Draft) -> bool:
        """Whether an event is one in such a text: in sport authorities' alone, in a town none of citizens.

        Nor is what the reader takes for a deed with some doubt, if no state or cause has a part in it.
        """
        if (self.is_of_sport and not _is_public(draft)) or is_of_market(words, draft):
            return False
        if self.is_of_tales and _is_of_tale(words, draft):
            return False
        if self.is_of_disaster and _is_harm_by_nobody(words, draft):
            return False
        if _tells_a_match(words) and not _is_public(draft, _AUTHORITIES - {"MIL"}):
            # A captain is no officer there.
            return False
        is_doubtful = self.is_of_town or not draft.match.is_sure
        return not (is_doubtful and is_among_citizens(draft))

    def in_its_time(self, draft: Draft) -> Draft:
        """The draft, as history where it is long past or of a life that is over."""
        is_old = not self.is_dated and draft.last is not None and self._is_long_past(draft.last)
        is_of_a_life = self.is_of_the_late and draft.last is None
        is_over = is_old or (is_of_a_life and draft.match.trigger.meaning.event_type not in _PRAISING)
        is_history = draft.modality is Modality.ACTUAL and is_over
        return replace(draft, modality=Modality.HISTORICAL) if is_history else draft

    def _is_long_past(self, day: date) -> bool:
        """Whether a day lies ten years and more before the latest year named."""
        is_before = self.latest is not None and self.latest - day.year >= _LONG_AGO
        return is_before or day.year < _TOLD_WITH_A_DATE


def subject_of(document: Document, sentences: Sequence[Words], mentions: Sequence[Mention]) -> Subject:
    """What a document is about."""
    text, is_dated = document.text, document.published is not None
    return Subject(
        is_dated=is_dated,
        latest=None if is_dated else _latest_year(text),
        is_of_sport=_is_of_sport(text, sentences),
        is_of_tales=_is_of_tales(sentences),
        is_of_the_late=_is_of_the_late(text[:_HEAD]),
        is_of_town=is_of_town(sentences, mentions),
        is_of_disaster=_is_of_disaster(sentences),
    )


def _is_of_disaster(sentences: Sequence[Words]) -> bool:
    """Whether a text tells of a quake, flood or cyclone, and nowhere of arms or fighting."""
    groups = word_groups()
    armed = groups["weapons"] | groups["hostilities"] | _ARMED
    is_told = any(not _DISASTERS.isdisjoint(words.vocabulary) for words in sentences)
    return is_told and all(armed.isdisjoint(words.vocabulary) for words in sentences)


def _is_harm_by_nobody(words: Words, draft: Draft) -> bool:
    """ "14 people are injured", which the disaster did."""
    is_harm = draft.meaning.event_type is EventType.ASSAULT and not draft.sides.actors
    return is_harm and draft.match.is_verb and is_passive(words, draft.match.head)


def _is_of_the_late(head: str) -> bool:
    """Whether a text begins as obituaries do; told quickly, for most have no word of it."""
    words = head.lower()
    return ("obituary" in words or "died" in words) and _OBITUARY.search(head) is not None


def _is_of_sport(text: str, sentences: Sequence[Words]) -> bool:
    """Whether a text tells of sport: three sentences or more, and one in four, have two words of it.

    A score ("2-1") is as good as a second word, and so is a word that sport shares with others ("fan"). Two
    of those and a score do as well.
    """
    if len(sentences) < _FEWEST:
        return False
    groups = word_groups()
    told = sure = 0
    for words in sentences:
        signs, shared = len(groups["sport"] & words.vocabulary), len(groups["arena"] & words.vocabulary)
        quote = text[words.sentence.start : words.sentence.end] if signs == 1 or shared > 1 else ""
        is_scored = bool(quote and _SCORE.search(quote))
        sure += signs > 1 or (signs > 0 and is_scored)
        told += signs > 1 or (signs > 0 and (is_scored or shared > 0)) or (shared > 1 and is_scored)
    return sure > 0 and told >= _FEWEST and told * _ONE_IN >= len(sentences)


def _is_of_tales(sentences: Sequence[Words]) -> bool:
    """Whether a text is about a film or a novel: two sentences name one, and one in three speaks of such."""
    groups = word_groups()
    naming = [words for words in sentences if not groups["screen"].isdisjoint(words.vocabulary)]
    told = sum(not (groups["screen"] | groups["staging"]).isdisjoint(words.vocabulary) for words in sentences)
    return len(naming) > 1 and told >= _FEWEST and told * _TALES_ONE_IN >= len(sentences)


def _is_of_tale(words: Words, draft: Draft) -> bool:
    """Whether a deed is told in the present tense, as reviews tell what happens in a film."""
    if words.is_headline:
        return False
    above = (draft.match.head, *ancestors(words, draft.match.head))
    verb = next((one for one in above if dependents(words, one, *SUBJECTS)), above[-1])
    return is_present(words, verb)


def _tells_a_match(words: Words) -> bool:
    """Whether a sentence has a score and a word of sport, or of winning."""
    if words.vocabulary.isdisjoint(word_groups()["sport"] | _WINNING):
        return False
    return any(
        words.lower[index] in ("-", "–")
        and words.word(index - 1).isdecimal()
        and words.word(index + 1).isdecimal()
        and len(words.word(index - 1)) < _DIGITS
        for index in range(1, len(words) - 1)
    )


def _is_public(draft: Draft, sectors: frozenset[str] = _AUTHORITIES) -> bool:
    """Whether an authority, army or armed group has a part in it: politics even where sport is told."""
    sides = (*draft.sides.actors, *draft.sides.recipients)
    return any(party.actor.sector in sectors for party in sides)


def _latest_year(text: str) -> int | None:
    """The latest year that a text names and not as one to come ("by 2050"); it was not written before it."""
    if "19" not in text and "20" not in text:
        return None
    years = (
        int(match[0])
        for match in _YEAR.finditer(text)
        if not _AHEAD.search(text[max(0, match.start() - _BEFORE) : match.start()])
    )
    return max(years, default=None)
