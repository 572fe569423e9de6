"""A tree that can be mended."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tree:
    """A tree while it is mended; ``below`` are the dependents of each token in order, the roots last."""

    words: tuple[str, ...]
    parts: list[str]
    heads: list[int]
    labels: list[str]
    below: list[list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.below = [[] for _ in range(len(self.heads) + 1)]
        for token, head in enumerate(self.heads):
            self.below[head].append(token)

    def labelled(self, label: str) -> Iterator[int]:
        """The tokens with a relation, in order, as the tree is when each is reached; mostly there is none."""
        if label in self.labels:
            for token, one in enumerate(self.labels):
                if one == label:
                    yield token

    def children(self, index: int, *labels: str) -> list[int]:
        """The dependents of a token with one of the relations, in order; all of them if none is given."""
        return [child for child in self.below[index] if not labels or self.labels[child] in labels]

    def move(self, token: int, head: int, label: str) -> None:
        """Give a token another head; -1 makes it a root."""
        self.below[self.heads[token]].remove(token)
        insort(self.below[head], token)
        self.heads[token], self.labels[token] = head, label

    def hang(self, token: int, head: int, label: str) -> None:
        """Give a token another head, unless that stands below it: no tree goes in circles."""
        above = head
        while above >= 0:
            if above == token:
                return
            above = self.heads[above]
        self.move(token, head, label)

    def has(self, index: int, *labels: str) -> bool:
        """Whether a token has a dependent whose relation begins with one of the labels."""
        return any(self.labels[child].startswith(labels) for child in self.below[index])
