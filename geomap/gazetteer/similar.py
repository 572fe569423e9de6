"""Names that are spelled almost like a given one, for misspelt queries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from string import ascii_lowercase
from typing import Final, Protocol

from geomap.models import Place

_MIN_SIMILARITY: Final = 0.7
_SHARED_LETTERS: Final = 2
_SCANNED_NAMES: Final = 40_000
_LONGEST: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarName:
    """A place whose name is spelled almost as asked.

    `name` is the folded name that is similar. `similarity` is 1 minus the edits that tell the two apart
    (letters inserted, removed, replaced, neighbours swapped) per letter of the longer one.
    """

    place: Place
    name: str
    similarity: float
    is_primary: bool = False


class Names(Protocol):
    """Folded names that can be asked for and listed by their beginning, as a trie can."""

    def __contains__(self, folded: str, /) -> bool: ...

    def iterkeys(self, folded_prefix: str, /) -> Iterator[str]:
        """The names that begin with a prefix, in a fixed order."""


def similar_names(known: Names, folded: str) -> list[tuple[str, float]]:
    """The known names that resemble a folded name, with their similarity, most similar first.

    Compared are all names one edit away (with letters of the Latin alphabet or of the name itself),
    and the names of similar length that share its first two letters, also in the other order or after
    its first letter. Names below a similarity of 0.7 are left out; equal ones go by name.
    """
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    if not folded or len(folded) > _LONGEST:
        return []
    names = dict.fromkeys(name for name in _one_edit_away(folded) if name in known)
    names |= dict.fromkeys(_beginning_alike(known, folded))
    found = extract(
        folded,
        list(names),
        scorer=OSA.normalized_similarity,
        score_cutoff=_MIN_SIMILARITY,
        limit=None,
    )
    return sorted(((name, round(similarity, 4)) for name, similarity, _ in found), key=_best_first)


def _best_first(found: tuple[str, float]) -> tuple[float, str]:
    name, similarity = found
    return -similarity, name


def _one_edit_away(folded: str) -> Iterator[str]:
    """The name itself and all that one edit makes of it."""
    letters = sorted({*ascii_lowercase, " ", *folded})
    yield folded
    for position in range(len(folded) + 1):
        before, after = folded[:position], folded[position:]
        yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in letters:
            yield before + letter + after[1:]
            yield before + letter + after


def _beginning_alike(known: Names, folded: str) -> Iterator[str]:
    """Names that begin as a name, or as it does with the commonest slips, and are about as long."""
    if len(folded) < _SHARED_LETTERS:
        return
    begun = folded[:_SHARED_LETTERS]
    beginnings = dict.fromkeys([begun, begun[::-1], folded[1 : 1 + _SHARED_LETTERS]])
    slack = max(1, int(len(folded) * (1 / _MIN_SIMILARITY - 1)))
    for beginning in beginnings:
        if len(beginning) < _SHARED_LETTERS:
            continue
        for name in islice(known.iterkeys(beginning), _SCANNED_NAMES):
            if abs(len(name) - len(folded)) <= slack:
                yield name
