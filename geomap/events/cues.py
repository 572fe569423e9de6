"""The words that tell what befell those a number counts, from ``data/lexicon/figure_cues.csv``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from geomap.constants import Category, Term
from geomap.events.glued import forms_at
from geomap.events.sentences import Words
from geomap.resources import read_rows


class Role(StrEnum):
    """How the counted stand to the word: what a verb does to them, what they do, or how they are."""

    PATIENT = "patient"
    AGENT = "agent"
    BOTH = "both"
    NOUN = "noun"
    STATE = "state"
    HOME = "home"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """What one word says, in one role."""

    category: Category
    term: Term
    role: Role


@lru_cache(maxsize=1)
def all_cues() -> dict[str, tuple[Cue, ...]]:
    """Every cue word in its base form with what it says."""
    found: dict[str, list[Cue]] = {}
    for row in read_rows("lexicon/figure_cues.csv", ("word", "category", "term", "role")):
        cue = Cue(category=Category(row["category"]), term=Term(row["term"]), role=Role(row["role"]))
        found.setdefault(row["word"], []).append(cue)
    return {word: tuple(cues) for word, cues in found.items()}


def cues_of(words: Words, index: int) -> Iterator[Cue]:
    """What the word at an index may say, by its candidate base forms."""
    for lemma in sorted(forms_at(words, index)):
        yield from all_cues().get(lemma, ())
