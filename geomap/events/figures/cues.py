"""The words that tell what befell those a number counts, from ``data/lexicon/figure_cues.csv``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from geomap.constants import Category, Term
from geomap.events.figures.glued import forms_at
from geomap.events.tree.sentences import Words
from geomap.resources import read_rows


class Role(StrEnum):
    """How the counted stand to the word: what a verb does to them, what they do, or how they are."""

    PATIENT = "patient"
    AGENT = "agent"
    BOTH = "both"
    NOUN = "noun"
    STATE = "state"
    HOME = "home"


_REACH = 12
"""How many tokens behind a word its company may stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """What one word says, in one role.

    ``company`` are runs of words of which one must stand behind it ("shot ... dead"), or right before it.
    """

    category: Category
    term: Term
    role: Role
    company: tuple[tuple[str, ...], ...] = ()


@lru_cache(maxsize=1)
def all_cues() -> dict[str, tuple[Cue, ...]]:
    """Every cue word in its base form with what it says."""
    found: dict[str, list[Cue]] = {}
    for row in read_rows("lexicon/figure_cues.csv", ("word", "category", "term", "role", "with")):
        cue = Cue(
            category=Category(row["category"]),
            term=Term(row["term"]),
            role=Role(row["role"]),
            company=tuple(tuple(run.split()) for run in row["with"].split("|") if run),
        )
        found.setdefault(row["word"], []).append(cue)
    return {word: tuple(cues) for word, cues in found.items()}


def cues_of(words: Words, index: int) -> Iterator[Cue]:
    """What the word at an index may say, by its candidate base forms and the words that it needs."""
    for lemma in sorted(forms_at(words, index)):
        yield from (cue for cue in all_cues().get(lemma, ()) if _has_company(words, index, cue))


def _has_company(words: Words, index: int, cue: Cue) -> bool:
    """Whether one of the runs of words that a cue needs stands behind it, or before it if it begins with "<".

    "^" is any proper noun, as in "into ^".
    """
    if not cue.company:
        return True
    for run in cue.company:
        if run[0].startswith("<"):
            if words.lower[max(index - len(run), 0) : index] == (run[0][1:], *run[1:]):
                return True
            continue
        last = min(index + 1 + _REACH, len(words) + 1 - len(run))
        for start in range(index + 1, last):
            if all(_is_word(words, start + step, word) for step, word in enumerate(run)):
                return True
    return False


def _is_word(words: Words, index: int, word: str) -> bool:
    return words.parts[index] == "PROPN" if word == "^" else words.lower[index] == word
