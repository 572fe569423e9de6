"""The rows of ``data/lexicon/triggers.csv``: the words that tell of events, and what they mean.

The comment at the head of that file explains its columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final, TypeVar

from geomap.errors import DamagedDataError
from geomap.events.lists.ontology import Meaning, load_ontology, read_meaning
from geomap.events.tree.sentences import DETERMINERS, PREPOSITIONS, word_groups
from geomap.resources import read_rows

_NAME = "lexicon/triggers.csv"
_COLUMNS = (
    *("phrase", "part", "event_type", "mode", "contexts"),
    *("recipient", "roles", "requires", "forbids", "source"),
)
_ROLES = frozenset(
    {
        "mutual",
        "matrix",
        "victim",
        "intransitive",
        "modal",
        "sided",
        "flipped",
        "official",
        "person",
        "paired",
        "armed",
        "spoken",
    }
)
_EVERYWHERE: Final = Counter(
    dict.fromkeys((*PREPOSITIONS, *DETERMINERS, *"be have say and as not".split()), 500)
)
"""Words that stand in so many sentences that no row is looked up by them if it has others."""
_Value = TypeVar("_Value", bound=Hashable)
_Alike = tuple[frozenset[str], tuple[frozenset[str], ...], list[int]]
"""Rows that need the same words: the rarest set of which a sentence must have one, besides that by which they
are looked up, if they have more than one; the other sets; and the numbers of the rows."""
GAP: Final = "*"
"""Stands in a phrase for up to six words."""


class Part(StrEnum):
    """The part of speech of a trigger phrase."""

    VERB = "verb"
    NOUN = "noun"
    CONSTRUCTION = "construction"


class Where(StrEnum):
    """Where a word stands that a row requires or forbids, by its sign in the table."""

    NEAR = ""
    NEXT = ">"
    BEFORE = "<"
    SUBJECT = "~"
    OBJECT = "@"
    TOPIC = "#"
    ANY_OBJECT = "@obj"
    NAMED_OBJECT = "@place"
    COUNTED_OBJECT = "@number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Words of which a row requires or forbids any; none where the grammar alone decides."""

    where: Where
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """One row of the lexicon.

    ``pattern`` is a tuple of sets of base forms; the gap is the set ``{"*"}``. ``recipient`` lists
    where the recipient stands: ``obj`` or prepositions. ``fixed`` is the pattern without gaps, and
    ``needed`` the sets of words of each of which a sentence must have one. Of ``requires`` any must
    hold, of ``forbids`` none.
    """

    phrase: str
    part: Part
    meaning: Meaning
    pattern: tuple[frozenset[str], ...]
    recipient: tuple[str, ...]
    roles: frozenset[str]
    head: int
    requires: tuple[Condition, ...]
    forbids: tuple[Condition, ...]
    fixed: tuple[frozenset[str], ...]
    needed: tuple[frozenset[str], ...]

    @property
    def is_learned(self) -> bool:
        """Whether it is no row, but stands for words that the reader takes for a deed."""
        return not self.phrase

    @property
    def is_led_by_verb(self) -> bool:
        """Whether it is a verb, alone or with more words behind it."""
        return self.head == 0 and self.part is Part.VERB

    @property
    def is_phrase(self) -> bool:
        """Whether it is a verb with more words, such as its object, behind it."""
        return self.is_led_by_verb and len(self.fixed) > 1

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
    shared: dict[Hashable, Any] = {}
    return tuple(_read_trigger(row, shared) for row in read_rows(_NAME, _COLUMNS))


def _read_trigger(row: dict[str, str], shared: dict[Hashable, Any]) -> Trigger:
    """One row; `shared` keeps what is equal in several rows once: a fifth of the objects there are."""

    def once(value: _Value) -> _Value:
        kept: _Value = shared.setdefault(value, value)
        return kept

    roles = read_roles(row["roles"], _NAME)
    if not row["phrase"] or row["part"] not in set(Part):
        raise DamagedDataError(_NAME, f"row without phrase or with unknown part {row['part']!r}")
    elements = row["phrase"].split()
    fixed = [element for element in elements if element != GAP]
    sets = tuple([once(_words_of(element)) for element in elements])
    fixed_sets = tuple([element for element in sets if GAP not in element])
    requires = tuple(map(once, _read_conditions(row["requires"])))
    head = next((place for place, element in enumerate(fixed) if element.startswith("^")), 0)
    return Trigger(
        head=head,
        phrase=row["phrase"],
        part=Part(row["part"]),
        meaning=once(load_ontology().check(read_meaning(row), _NAME)),
        pattern=once(sets),
        fixed=once(fixed_sets),
        needed=once((*fixed_sets[1:], *_required(requires))),
        recipient=once(tuple(row["recipient"].split())),
        roles=once(roles),
        requires=once(requires),
        forbids=once(tuple(map(once, _read_conditions(row["forbids"])))),
    )


def read_roles(text: str, name: str) -> frozenset[str]:
    """The roles of a row of the table of that name.

    Raises:
        DamagedDataError: If there is no such role.
    """
    roles = frozenset(text.split())
    if roles - _ROLES:
        raise DamagedDataError(name, f"unknown role {', '.join(sorted(roles - _ROLES))!r}")
    return roles


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


def _read_conditions(items: str) -> tuple[Condition, ...]:
    """The conditions of a row; words that stand anywhere near make one."""
    near: set[str] = set()
    found: list[Condition] = []
    for item in items.split():
        if item in (Where.ANY_OBJECT, Where.NAMED_OBJECT, Where.COUNTED_OBJECT):
            found.append(Condition(where=Where(item)))
        elif item[0] == "#":
            found.append(Condition(where=Where.TOPIC, words=group_of(item)))
        elif item[0] in "<>~@":
            found.append(Condition(where=Where(item[0]), words=_words_of(item[1:])))
        else:
            near.add(item)
    return (*found, Condition(where=Where.NEAR, words=frozenset(near))) if near else tuple(found)


def _required(requires: tuple[Condition, ...]) -> tuple[frozenset[str], ...]:
    """The words of which a sentence must have one for a row's requirements; none where grammar may do."""
    if not requires or not all(one.words for one in requires):
        return ()
    return (frozenset().union(*(one.words for one in requires)),)


def rows_for(vocabulary: frozenset[str]) -> dict[str, list[Trigger]]:
    """The rows whose words a sentence has, in order, by the base forms that may begin their phrase."""
    rows, index = load_triggers(), _rows_by_rarest_word()
    numbers: set[int] = set()
    for lemma in vocabulary & index.keys():
        for second, others, alike in index[lemma]:
            if not (vocabulary.isdisjoint(second) or any(map(vocabulary.isdisjoint, others))):
                numbers.update(alike)
    found: dict[str, list[Trigger]] = {}
    for number in sorted(numbers):
        for lemma in rows[number].pattern[0] & vocabulary:
            found.setdefault(lemma, []).append(rows[number])
    return found


@lru_cache(maxsize=1)
def _rows_by_rarest_word() -> dict[str, list[_Alike]]:
    """The rows by those of their words that the fewest rows have, and not every sentence."""
    needed = [(trigger.pattern[0], *trigger.needed) for trigger in load_triggers()]
    counts = Counter(word for sets in needed for words in sets for word in words)

    def commonness(words: frozenset[str]) -> int:
        return sum(counts[word] + _EVERYWHERE[word] for word in words)

    together: dict[tuple[frozenset[str], ...], list[int]] = {}
    for number, sets in enumerate(needed):
        together.setdefault(tuple(sorted(dict.fromkeys(sets), key=commonness)), []).append(number)
    index: dict[str, list[_Alike]] = {}
    for (rarest, *others), numbers in together.items():
        entry = (others[0] if others else rarest, tuple(others[1:]), numbers)
        for word in rarest:
            index.setdefault(word, []).append(entry)
    return index
