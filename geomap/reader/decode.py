"""Scores become names and trees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KINDS: Final = ("PER", "ORG", "LOC", "NAT")
"""Kinds of names: persons, organisations, places, demonyms."""

_IMPOSSIBLE: Final = -1e9
_LIKELY: Final = 0.003
"""How likely a word must tell of a deed or count of some one type to be looked at."""

_ROOTS: Final = 8
"""How many of the likeliest roots are tried where the greedy heads are no tree."""
_ROUNDING: Final = 0.01
"""How much better than a tree may be what sums of its scores leave open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSpan:
    """A name: the numbers of its first word and of the word after its last, its kind, its probability.

    ``kind`` is PER, ORG, LOC or NAT (a demonym).
    """

    first: int
    last: int
    kind: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A word that may tell of an event: its number, its likeliest type as PLOVER names it, and how likely."""

    word: int
    kind: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A word of a number, what likeliest befell those it counts as the model names it, and how likely."""

    word: int
    kind: str
    score: float


_Told = TypeVar("_Told", Deed, Count)


def find_told(make: type[_Told], chances: NDArray[np.float32], kinds: Sequence[str]) -> tuple[_Told, ...]:
    """The words that may tell of an event, or count some to whom something befell, in order.

    Args:
        make: Which of the two.
        chances: Probabilities (words, kinds).
        kinds: What each column stands for; the first column is nothing.
    """
    best = 1 + chances[:, 1:].argmax(axis=1)
    sure = chances[range(len(chances)), best]
    return tuple(
        make(word=int(word), kind=kinds[best[word]], score=float(sure[word]))
        for word in (sure >= _LIKELY).nonzero()[0]
    )


def probabilities(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scores (words, tags) as the probability of each tag of each word."""
    import numpy as np

    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)  # type: ignore[no-any-return]


class NameDecoder:
    """Finds the best allowed sequence of IOB tags (Viterbi) and the names in it."""

    def __init__(self, tags: Sequence[str]) -> None:
        """Take the tags in the order of the model's scores; the first is "O"."""
        import numpy as np

        self._tags = tuple(tags)
        allowed = np.zeros((len(tags), len(tags)), dtype=np.float32)
        begins = np.zeros(len(tags), dtype=np.float32)
        for column, tag in enumerate(tags):
            if tag.startswith("I-"):
                begins[column] = _IMPOSSIBLE
                for row, before in enumerate(tags):
                    if before[2:] != tag[2:]:
                        allowed[row, column] = _IMPOSSIBLE
        self._allowed, self._begins = allowed, begins
        self._members = np.array([[tag[2:] == kind for kind in KINDS] for tag in tags], dtype=np.float32)

    def find_names(self, chances: NDArray[np.float32]) -> tuple[NameSpan, ...]:
        """The names of one sentence from the probabilities of its tags (words, tags)."""
        import numpy as np

        best = chances.argmax(axis=1)
        if not best.any():
            return ()
        path = best.tolist()
        if not self._is_allowed(path):
            path = self._viterbi(np.log(np.maximum(chances, 1e-30)))
        return self._collect(path, chances)

    def shares(self, chances: NDArray[np.float32]) -> NDArray[np.float32]:
        """The probability (words, kinds) that a word belongs to a name of each of `KINDS`."""
        return chances @ self._members

    def _is_allowed(self, path: Sequence[int]) -> bool:
        before = "O"
        for number in path:
            tag = self._tags[number]
            if tag.startswith("I-") and before[2:] != tag[2:]:
                return False
            before = tag
        return True

    def _viterbi(self, logs: NDArray[np.float32]) -> list[int]:
        import numpy as np

        total = logs[0] + self._begins
        pointers = []
        for row in logs[1:]:
            reached = total[:, None] + self._allowed
            pointers.append(reached.argmax(axis=0))
            total = reached.max(axis=0) + row
        path = [int(np.argmax(total))]
        for pointer in reversed(pointers):
            path.append(int(pointer[path[-1]]))
        return path[::-1]

    def _collect(self, path: Sequence[int], shares: NDArray[np.float32]) -> tuple[NameSpan, ...]:
        names: list[NameSpan] = []
        first = 0
        for position, number in enumerate([*path, 0]):
            tag = self._tags[number]
            if tag.startswith("I-"):
                continue
            if position > first and path[first]:
                kind = self._tags[path[first]][2:]
                sure = min(float(shares[word, path[word]]) for word in range(first, position))
                names.append(NameSpan(first=first, last=position, kind=kind, score=sure))
            first = position
        return tuple(names)


def find_heads(scores: NDArray[np.float32]) -> list[int]:
    """The head of every word (0 is the root, words count from 1): the best tree with one root,
    tried for the eight likeliest roots where the greedy choice is no tree.

    Args:
        scores: Arc scores (1 + words, 1 + words), dependents by heads.
    """
    import numpy as np

    scores = scores.copy()
    np.fill_diagonal(scores, _IMPOSSIBLE)
    heads: list[int] = scores[1:].argmax(axis=1).tolist()
    if is_tree(heads):
        return heads
    roots = np.argsort(-scores[1:, 0], kind="stable")[:_ROOTS] + 1
    most = _most_of(scores, roots)
    trees: list[tuple[float, int, list[int]]] = []
    for place in np.argsort(-most, kind="stable").tolist():
        if trees and most[place] < max(trees)[0] - _ROUNDING:
            break
        root = int(roots[place])
        single = scores.copy()
        single[1:, 0] = _IMPOSSIBLE
        single[root, 0] = scores[root, 0]
        found = _chu_liu_edmonds(single)
        trees.append((sum(float(single[word, found[word]]) for word in range(1, len(found))), -root, found))
    return max(trees)[2][1:]


def _most_of(scores: NDArray[np.float32], roots: NDArray[np.int64]) -> NDArray[np.float64]:
    """What no tree with one of the roots exceeds: each word with its best head, in circles or not."""
    own = scores[1:, 1:].max(axis=1).astype("float64")
    most: NDArray[np.float64] = own.sum() - own[roots - 1] + scores[roots, 0]
    return most


def settle_parts(parts: Sequence[str], heads: Sequence[int], labels: Sequence[str]) -> tuple[str, ...]:
    """The parts of speech, where a joined word taken for a conjunction has the part of what it is joined to.

    So "German" in "the French and German ministers".

    Args:
        parts: The part of speech of every word.
        heads: The number of every word's head, -1 for the root.
        labels: The relation of every word to its head.
    """
    return tuple(
        parts[heads[word]] if part == "CCONJ" and labels[word] == "conj" else part
        for word, part in enumerate(parts)
    )


def is_tree(heads: Sequence[int]) -> bool:
    """Whether heads form a tree with exactly one root."""
    if sum(head == 0 for head in heads) != 1:
        return False
    state = [1] + [0] * len(heads)
    for start in range(1, len(heads) + 1):
        path, word = [], start
        while state[word] == 0:
            state[word] = 2
            path.append(word)
            word = heads[word - 1]
        if state[word] == 2:
            return False
        for seen in path:
            state[seen] = 1
    return True


def _chu_liu_edmonds(scores: NDArray[np.float32]) -> list[int]:
    """The best spanning tree from node 0; heads of all nodes, the root's own being 0."""
    import numpy as np

    count = len(scores)
    heads: list[int] = scores.argmax(axis=1).tolist()
    heads[0] = 0
    cycle = _find_cycle(heads)
    if not cycle:
        return heads
    inside = np.array(cycle)
    outside = [node for node in range(count) if node not in cycle]
    size = len(outside)
    small = np.full((size + 1, size + 1), _IMPOSSIBLE, dtype=scores.dtype)
    small[:size, :size] = scores[outside][:, outside]
    own = np.array([scores[node, heads[node]] for node in cycle])
    leaving = scores[outside][:, inside]
    small[:size, size] = leaving.max(axis=1)
    entering = scores[inside][:, outside] - own[:, None]
    small[size, :size] = entering.max(axis=0) + own.sum()
    np.fill_diagonal(small, _IMPOSSIBLE)
    inner = _chu_liu_edmonds(small)
    for place, node in enumerate(outside[1:], start=1):
        head = inner[place]
        heads[node] = int(inside[leaving[place].argmax()]) if head == size else outside[head]
    broken = int(entering[:, inner[size]].argmax())
    heads[cycle[broken]] = outside[inner[size]]
    return heads


def _find_cycle(heads: Sequence[int]) -> list[int]:
    """The nodes of one cycle, or none."""
    state = [0] * len(heads)
    state[0] = 1
    for start in range(1, len(heads)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 2
            path.append(node)
            node = heads[node]
        if state[node] == 2:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 1
    return []
