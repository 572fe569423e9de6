"""Columns as numbers of their distinct values: what is asked of each cell is answered once for each value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, repeat
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, overload

if TYPE_CHECKING:
    from numpy.typing import NDArray

Key = TypeVar("Key")
Value = TypeVar("Value")
Other = TypeVar("Other")

_ROOM = 8
"""So many times more possible pairs than rows are told apart without sorting the rows."""


class Memo(dict[Key, Value], Generic[Key, Value]):
    """What a function answers for a key, asked once per key."""

    def __init__(self, answer: Callable[[Key], Value]) -> None:
        super().__init__()
        self._answer = answer

    def __missing__(self, key: Key) -> Value:
        value = self[key] = self._answer(key)
        return value


class Numbers(defaultdict[Any, int]):
    """Numbers for keys, from 0 in the order in which they are first asked for."""

    def __init__(self) -> None:
        # No step in Python for a new key.
        super().__init__(count().__next__)


UNKNOWN: Final = -1
"""The number of a key that has none."""


def find_numbers(numbers: Mapping[Any, int], keys: Iterable[Hashable]) -> NDArray[Any]:
    """The numbers of keys; `UNKNOWN` for those that have none."""
    import numpy as np

    return np.fromiter(map(numbers.get, keys, repeat(UNKNOWN)), dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Coded(Sequence[Value]):
    """A column: `values`, and for each row the number of its value among them. Some may be in no row."""

    values: Sequence[Value]
    codes: NDArray[Any]

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[Value]:
        return map(self.values.__getitem__, self.codes.tolist())

    @overload
    def __getitem__(self, index: int) -> Value: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Value]: ...

    def __getitem__(self, index: int | slice) -> Value | Sequence[Value]:
        if isinstance(index, slice):
            return list(Coded(self.values, self.codes[index]))
        return self.values[int(self.codes[index])]

    def mapped(self, answer: Callable[[Value], Other]) -> Coded[Other]:
        """The column of what a function answers; asked once for each value."""
        return Coded([answer(value) for value in self.values], self.codes)

    def grouped(self, answer: Callable[[Value], Other]) -> Coded[Other]:
        """The same of answers that can be compared; equal ones have one number."""
        found = code(map(answer, self.values))
        return Coded(found.values, found.codes[self.codes])

    def pick(self, rows: NDArray[Any]) -> Coded[Value]:
        """The column of some rows."""
        return Coded(self.values, self.codes[rows])

    def compact(self) -> Coded[Value]:
        """The same column, with those values alone that are in a row."""
        there, codes = _distinct(self.codes, len(self.values))
        return Coded(list(map(self.values.__getitem__, there.tolist())), codes)

    def numbers(self, answer: Callable[[list[Value]], Sequence[int] | NDArray[Any]]) -> NDArray[Any]:
        """A number for each row; asked once, for the values that are there in the order they first come."""
        import numpy as np

        rows = np.arange(len(self.codes))
        first = np.empty(len(self.values), dtype=np.int64)
        first[self.codes[::-1]] = rows[::-1]
        there = self.codes[first[self.codes] == rows]
        answers = np.zeros(len(self.values), dtype=np.int64)
        answers[there] = np.fromiter(
            answer(list(map(self.values.__getitem__, there.tolist()))), dtype=np.int64
        )
        found: NDArray[Any] = answers[self.codes]
        return found

    def are_known(self) -> NDArray[Any]:
        """For each row whether its value is not None."""
        import numpy as np

        found: NDArray[Any] = np.array([value is not None for value in self.values], dtype=bool)[self.codes]
        return found

    def flags(self, is_so: Callable[[Value], object]) -> NDArray[Any]:
        """For each row whether something holds for its value."""
        import numpy as np

        there, codes = _distinct(self.codes, len(self.values))
        flags = map(is_so, map(self.values.__getitem__, there.tolist()))
        found: NDArray[Any] = np.array(list(map(bool, flags)), dtype=bool)[codes]
        return found


class Gatherer:
    """Gathers numbers that come one batch after another; ``kind`` is their type code."""

    def __init__(self, kind: str = "q") -> None:
        self.kind = kind
        self._parts: list[NDArray[Any]] = []

    def extend(self, numbers: Iterable[float], count: int = -1) -> None:
        """Add the next numbers, of which there are so many, if that is known."""
        import numpy as np

        # Much faster than by way of a list or an array of Python's.
        self._parts.append(np.fromiter(numbers, dtype=self.kind, count=count))

    def append(self, numbers: NDArray[Any]) -> None:
        """Add the next numbers, which are a column already."""
        self._parts.append(numbers)

    def column(self) -> NDArray[Any]:
        """All numbers."""
        import numpy as np

        return np.concatenate((np.zeros(0, dtype=self.kind), *self._parts))


class Coder:
    """Makes a column of cells that can be compared and come one batch after another."""

    def __init__(self) -> None:
        self._numbers = Numbers()
        self._codes = Gatherer()

    def extend(self, cells: Iterable[Hashable]) -> None:
        """Add the next cells."""
        self._codes.extend(map(self._numbers.__getitem__, cells))

    def column(self) -> Coded[Any]:
        """The column of all cells."""
        return Coded(list(self._numbers), self._codes.column())


def code(cells: Iterable[Hashable]) -> Coded[Any]:
    """A column of cells that can be compared."""
    import numpy as np

    cells = list(cells)
    distinct = dict.fromkeys(cells)
    if len(distinct) == len(cells):
        return Coded(cells, np.arange(len(cells)))
    numbers = dict(zip(distinct, range(len(distinct)), strict=True))
    codes = np.fromiter(map(numbers.__getitem__, cells), dtype=np.int64, count=len(cells))
    return Coded(list(distinct), codes)


def code_by_identity(cells: Sequence[Value]) -> Coded[Value]:
    """A column of cells that are often the same objects; equal ones that are not have their own numbers."""
    import numpy as np

    # Faster than to look each up.
    firsts, codes = first_uses(np.fromiter(map(id, cells), dtype=np.int64, count=len(cells)))
    return Coded(list(map(cells.__getitem__, firsts.tolist())), codes)


def combine(*columns: Coded[Any]) -> Coded[tuple[Any, ...]]:
    """Several columns of the same rows as one of tuples."""

    first, *others = columns
    there, codes = _distinct(first.codes, len(first.values))
    parts = [there]
    for other in others:
        count = max(1, len(other.values))
        pairs, codes = _distinct(codes * count + other.codes, len(parts[0]) * count)
        parts = [*(part[pairs // count] for part in parts), pairs % count]
    of_columns = zip(columns, parts, strict=True)
    values = zip(*(map(column.values.__getitem__, part.tolist()) for column, part in of_columns), strict=True)
    return Coded(list(values), codes)


def _distinct(codes: NDArray[Any], size: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """The distinct ones of numbers below `size`, and for each number which of them it is."""
    import numpy as np

    if size > _ROOM * len(codes):
        first, numbers = first_uses(codes)
        return codes[first], numbers
    is_there = np.zeros(size, dtype=bool)
    is_there[codes] = True
    return np.flatnonzero(is_there), (np.cumsum(is_there) - 1)[codes]


def first_uses(numbers: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Where each distinct one of numbers stands first, in this order, and for each number which it is."""
    import numpy as np

    order = np.argsort(numbers, kind="stable")
    ordered = numbers[order]
    is_new = np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]
    firsts = order[is_new]
    by_use = np.argsort(firsts)
    rank, codes = np.empty_like(firsts), np.empty_like(order)
    rank[by_use] = np.arange(len(firsts))
    codes[order] = rank[np.cumsum(is_new) - 1]
    return firsts[by_use], codes


def distinct(numbers: NDArray[Any]) -> NDArray[Any]:
    """The distinct ones of numbers, rising."""
    import numpy as np

    # Much faster than numpy's own way for whole numbers.
    ordered = np.sort(numbers)
    found: NDArray[Any] = ordered[np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]]
    return found


def runs(starts: NDArray[Any], sizes: NDArray[Any]) -> NDArray[Any]:
    """The numbers from each start on, so many as its size, one run after another."""
    import numpy as np

    before = np.cumsum(sizes) - sizes
    runs: NDArray[Any] = np.arange(sizes.sum()) + (starts - before).repeat(sizes)
    return runs


def coded_flags(flags: NDArray[Any]) -> Coded[bool]:
    """A column of flags."""
    return Coded((False, True), flags.astype(int))
