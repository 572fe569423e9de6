"""What the label before a number tells of it: "Displaced: 1.7 million", "Houses collapsed: 14,939"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from geomap.constants import Category, Term
from geomap.events.figures.breakdowns import fate_before
from geomap.events.figures.counting import names_unit
from geomap.events.figures.cues import cues_of
from geomap.events.figures.telegrams import HOMES
from geomap.events.figures.telling import Fate
from geomap.events.tree.sentences import Words
from geomap.text.numbers import Number

_LABEL: Final = 5
"""How many words a label may have."""


def labels_homes(words: Words, number: Number) -> bool:
    """Whether the label of a number names homes: "Houses collapsed: 14,939"."""
    sign = words.index_at(number.start) - 1
    near = range(max(sign - _LABEL, 0), sign)
    return words.word(sign) == ":" and any(words.has_lemma(one, HOMES) for one in near)


def told_by_label(words: Words, number: Number, *, is_home: bool) -> Fate | None:
    """What a label says of its number: "Displaced: 1.7 million", "People killed: 12"."""
    sign = words.index_at(number.start) - 1
    start = next((one for one in range(sign - 1, -1, -1) if words.word(one) in (";", ".", ",", "|")), -1) + 1
    is_label = sign - start <= _LABEL and "NUM" not in words.parts[start:sign]
    is_label = is_label and not _labels_things(words, sign)
    fate = fate_before(words, sign, is_home=is_home) if is_label else None
    if fate is None or fate.index < start:
        return None
    return replace(fate, category=Category.IDPS) if fate.term is Term.DISPLACED else fate


def _labels_things(words: Words, sign: int) -> bool:
    """Whether a label names things that its number counts: "IDP sites: 14"."""
    last = sign - 1
    is_noun = words.parts[last : last + 1] == ("NOUN",) and words.parts[last - 1 : last] != ("ADP",)
    return is_noun and not names_unit(words, last) and not any(True for _ in cues_of(words, last))
