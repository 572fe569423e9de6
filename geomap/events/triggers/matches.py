"""A trigger found in a sentence: the words that tell of an event, with what they may mean."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.events.lists.lexicon import Part, Trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerMatch:
    """A trigger found in a sentence.

    ``first`` and ``last`` are its first and last token, ``head`` its verb or head noun, ``base`` the
    base form of the head; ``tokens`` are the words of the phrase, of which the object of a passive
    ("a treaty was signed") may stand before ``first``. ``rivals`` are weaker matches with the same head, best
    first: what the words may mean if this one lacks the sides it needs. ``is_sure`` is
    False for what no row knows and the reader takes for a deed with some doubt; ``chance`` is how sure it
    is of that, and ``is_guess`` whether the sides must speak for it.
    """

    trigger: Trigger
    first: int
    last: int
    head: int
    base: str
    tokens: frozenset[int]
    rivals: tuple[TriggerMatch, ...] = ()
    is_sure: bool = True
    is_guess: bool = False
    chance: float = 1.0

    @property
    def is_verb(self) -> bool:
        """Whether the trigger is a verb phrase."""
        return self.trigger.part is Part.VERB
