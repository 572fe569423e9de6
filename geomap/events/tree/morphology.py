"""Base forms of English words, by rule and by the list of irregular verbs.

A word may have several candidate base forms ("tried": "try"; "wounds": "wound", "wind"); patterns
ask whether theirs is among them.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from geomap.resources import read_rows

_IRREGULAR_PLURALS = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "people": "person",
    "wives": "wife",
    "lives": "life",
    "forces": "force",
    "crises": "crisis",
    "mps": "mp",
}


_NOT_PAST = frozenset(
    "feed need seed weed deed heed reed bleed breed speed greed indeed exceed proceed succeed"
    " according".split()
)
"""Words that end like a form of a verb and are none here: "feed" of "fee", "according" of "accord"."""

_SHORTEST = 5
_NO_MEN = frozenset("women abdomen specimen regimen bitumen acumen turkmen foramen albumen cyclamen".split())
"""Words that end like a plural of men and are none."""


class Form(StrEnum):
    """What an inflected form of a verb may be."""

    BASE = "base"
    PRESENT = "present"
    PAST = "past"
    PARTICIPLE = "participle"
    GERUND = "gerund"


@lru_cache(maxsize=1)
def _irregular() -> dict[str, dict[str, set[Form]]]:
    table: dict[str, dict[str, set[Form]]] = {}
    columns = {"past": Form.PAST, "participle": Form.PARTICIPLE, "present": Form.PRESENT}
    for row in read_rows("lexicon/irregular_verbs.csv", ("base", "past", "participle", "present")):
        table.setdefault(row["base"], {}).setdefault(row["base"], set()).add(Form.BASE)
        for column, form in columns.items():
            for word in row[column].split():
                table.setdefault(word, {}).setdefault(row["base"], set()).add(form)
    return table


@lru_cache(maxsize=65536)
def lemmas_of(word: str) -> frozenset[str]:
    """The candidate base forms of a lower-case word, itself included."""
    found = {word, *_irregular().get(word, {})}
    if word in _IRREGULAR_PLURALS:
        found.add(_IRREGULAR_PLURALS[word])
    if word.endswith("children") and word != "children":
        # "Schoolchildren"
        found.add(word.removesuffix("ren"))
    if word.endswith("men") and len(word) > _SHORTEST and word not in _NO_MEN:
        found.add(f"{word[:-3]}man")
    if word.endswith("s") and not word.endswith("ss") and len(word) > 2:
        found.add(word[:-1])
        if word.endswith("ies"):
            found.add(word[:-3] + "y")
        elif word.endswith("es"):
            found.add(word[:-2])
    for ending in ("ed", "ing"):
        if word in _NOT_PAST:
            break
        if word.endswith(ending) and len(word) > len(ending) + 1:
            found |= _stems(word[: -len(ending)])
    if word.endswith("ied"):
        found.add(word[:-3] + "y")
    return frozenset(found)


@lru_cache(maxsize=65536)
def forms_of(word: str, base: str) -> frozenset[Form]:
    """What a lower-case word may be as a form of the verb `base`; empty if it is none of its forms."""
    irregular = _irregular().get(word, {}).get(base)
    if irregular:
        return frozenset(irregular)
    if word == base:
        return frozenset({Form.BASE})
    if base not in lemmas_of(word):
        return frozenset()
    if word.endswith("ing"):
        return frozenset({Form.GERUND})
    if word.endswith("s"):
        return frozenset({Form.PRESENT})
    return frozenset({Form.PAST, Form.PARTICIPLE}) if word.endswith("ed") else frozenset()


def _stems(stem: str) -> set[str]:
    stems = {stem, stem + "e"}
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeious":
        stems.add(stem[:-1])
    return stems
