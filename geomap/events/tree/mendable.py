"""A tree that can be mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(slots=True)
class Tree:
    """A tree while it is mended."""

    words: tuple[str, ...]
    parts: list[str]
    heads: list[int]
    labels: list[str]

    def labelled(self, label: str) -> Iterator[int]:
        """The tokens with a relation, in order, as the tree is when each is reached; mostly there is none."""
        if label in self.labels:
            for token, one in enumerate(self.labels):
                if one == label:
                    yield token

    def children(self, index: int, *labels: str) -> list[int]:
        """The dependents of a token with one of the relations, in order; all of them if none is given."""
        return [
            child
            for child, head in enumerate(self.heads)
            if head == index and (not labels or self.labels[child] in labels)
        ]

    def hang(self, token: int, head: int, label: str) -> None:
        """Give a token another head, unless that stands below it: no tree goes in circles."""
        above = head
        while above >= 0:
            if above == token:
                return
            above = self.heads[above]
        self.heads[token], self.labels[token] = head, label

    def has(self, index: int, *labels: str) -> bool:
        """Whether a token has a dependent whose relation begins with one of the labels."""
        return any(self.labels[child].startswith(labels) for child in self.children(index))
