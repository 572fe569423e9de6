"""The words that show a government beside a country or capital, read from the lexicon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from geomap.resources import read_rows

_FILE: Final = "lexicon/actor_cues.csv"
_COLUMNS: Final = ("cue", "role", "forms", "source")
_HISSING: Final = ("s", "sh", "ch", "x", "z")
_DOUBLING: Final = frozenset("ban cut plan beg rebut".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorCues:
    """Words in lower case that show a government beside them, by what they are."""

    acting: frozenset[str]
    addressed: frozenset[str]
    relations: frozenset[str]
    directed: frozenset[str]
    owned: frozenset[str]


@lru_cache(maxsize=1)
def load_actor_cues() -> ActorCues:
    """The cues of the lexicon, in all their forms.

    Raises:
        MissingDataError: If the data file is missing.
        DamagedDataError: If a column is missing.
    """
    by_role: dict[str, set[str]] = {}
    for row in read_rows(_FILE, _COLUMNS):
        forms = _verb_forms if row["role"].endswith("_verb") else _noun_forms
        by_role.setdefault(row["role"], set()).update(forms(row["cue"], row["forms"].split()))
    return ActorCues(
        acting=frozenset(by_role["acting_verb"]),
        addressed=frozenset(by_role["addressed_verb"]),
        relations=frozenset(by_role["relation_noun"]),
        directed=frozenset(by_role["directed_noun"]),
        owned=frozenset(by_role["owned_noun"]),
    )


def _verb_forms(base: str, irregular: Sequence[str]) -> set[str]:
    """A verb in all its forms; `irregular` are past tense and participle."""
    stem = base[:-1] if base.endswith("e") and not base.endswith("ee") else base
    doubled = stem + stem[-1] if base in _DOUBLING else stem
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        third, past = base[:-1] + "ies", base[:-1] + "ied"
    else:
        third = base + ("es" if base.endswith(_HISSING) else "s")
        past = base + "d" if base.endswith("e") else doubled + "ed"
    return {base, third, doubled + "ing", *(irregular or (past,))}


def _noun_forms(noun: str, _: Sequence[str]) -> set[str]:
    is_in_y = noun.endswith("y") and noun[-2:-1] not in "aeiou"
    return {noun, noun[:-1] + "ies" if is_in_y else noun + "s"}
