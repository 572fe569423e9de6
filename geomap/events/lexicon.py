"""The rows of ``data/lexicon/triggers.csv``: the words that tell of events, and what they mean.

The comment at the head of that file explains its columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from geomap.errors import DamagedDataError
from geomap.events.ontology import Meaning, load_ontology, read_meaning
from geomap.events.sentences import word_groups
from geomap.resources import read_rows

_NAME = "lexicon/triggers.csv"
_COLUMNS = (
    *("phrase", "part", "event_type", "mode", "contexts"),
    *("recipient", "roles", "requires", "forbids", "source"),
)
_ROLES = frozenset(
    {"mutual", "matrix", "victim", "intransitive", "modal", "sided", "flipped", "official", "person"}
)
GAP: Final = "*"
"""Stands in a phrase for up to six words."""


class Part(StrEnum):
    """The part of speech of a trigger phrase."""

    VERB = "verb"
    NOUN = "noun"
    CONSTRUCTION = "construction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """One row of the lexicon.

    ``pattern`` is a tuple of sets of base forms; the gap is the set ``{"*"}``. ``recipient`` lists
    where the recipient stands: ``obj`` or prepositions. ``fixed`` is the pattern without gaps, and
    ``needed`` the sets of words of each of which a sentence must have one.
    """

    phrase: str
    part: Part
    meaning: Meaning
    pattern: tuple[frozenset[str], ...]
    recipient: tuple[str, ...]
    roles: frozenset[str]
    head: int
    requires: tuple[str, ...]
    forbids: tuple[str, ...]
    fixed: tuple[frozenset[str], ...]
    needed: tuple[frozenset[str], ...]

    @property
    def is_phrase(self) -> bool:
        """Whether it is a verb with more words, such as its object, behind it."""
        return self.part is Part.VERB and len(self.fixed) > 1 and self.head == 0

    @property
    def head_words(self) -> frozenset[str]:
        """The base forms that the head of the phrase may have."""
        return self.fixed[self.head]

    @property
    def weight(self) -> int:
        """How many words the phrase fixes; a longer phrase knows better."""
        return len(self.fixed)


@lru_cache(maxsize=1)
def load_triggers() -> tuple[Trigger, ...]:
    """Read the lexicon, in the order of its rows.

    Raises:
        DamagedDataError: If a row has an unknown type, mode, context, part or role.
    """
    return tuple(_read_trigger(row) for row in read_rows(_NAME, _COLUMNS))


def _read_trigger(row: dict[str, str]) -> Trigger:
    roles = frozenset(row["roles"].split())
    if roles - _ROLES:
        raise DamagedDataError(
            _NAME, f"unknown role in {row['phrase']!r}: {', '.join(sorted(roles - _ROLES))}"
        )
    if not row["phrase"] or row["part"] not in set(Part):
        raise DamagedDataError(_NAME, f"row without phrase or with unknown part {row['part']!r}")
    elements = row["phrase"].split()
    fixed = [element for element in elements if element != GAP]
    sets = tuple(_words_of(element) for element in elements)
    fixed_sets = tuple(element for element in sets if GAP not in element)
    requires = tuple(row["requires"].split())
    head = next((place for place, element in enumerate(fixed) if element.startswith("^")), 0)
    return Trigger(
        head=head,
        phrase=row["phrase"],
        part=Part(row["part"]),
        meaning=load_ontology().check(read_meaning(row), _NAME),
        pattern=sets,
        fixed=fixed_sets,
        needed=(*fixed_sets[1:], *_required(requires)),
        recipient=tuple(row["recipient"].split()),
        roles=roles,
        requires=requires,
        forbids=tuple(row["forbids"].split()),
    )


def _words_of(element: str) -> frozenset[str]:
    """The base forms an element of a phrase allows: words and ``#group`` of ``word_groups.csv``."""
    words: set[str] = set()
    for word in element.lstrip("^").split("|"):
        words |= group_of(word) if word.startswith("#") else {word}
    return frozenset(words)


def group_of(name: str) -> frozenset[str]:
    """The words of a group by its name with the sign, such as ``#sport``.

    Raises:
        DamagedDataError: If there is no such group.
    """
    group = word_groups().get(name[1:])
    if group is None:
        raise DamagedDataError(_NAME, f"no group {name[1:]!r} in lexicon/word_groups.csv")
    return group


def _required(requires: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """The words of which a sentence must have one for a row's requirements; none where grammar may do."""
    if not requires or any(item.startswith("@") for item in requires):
        return ()
    words: set[str] = set()
    for item in requires:
        word = item.lstrip("<>~")
        words |= word_groups().get(word[1:], frozenset()) if word.startswith("#") else {word}
    return (frozenset(words),)


@lru_cache(maxsize=1)
def rows_by_first_word() -> dict[str, tuple[Trigger, ...]]:
    """The rows by every base form that may begin their phrase."""
    index: dict[str, list[Trigger]] = {}
    for trigger in load_triggers():
        for lemma in trigger.pattern[0]:
            index.setdefault(lemma, []).append(trigger)
    return {lemma: tuple(triggers) for lemma, triggers in index.items()}
