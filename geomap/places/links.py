"""Which candidates of one name lie where the candidates of another do: sums and bests over linked senses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from geomap.places.sphere import kilometres

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Groups:
    """The candidates of each sense that lie in one country or division.

    `owner` is the number of each candidate's sense and `units` that of its unit, -1 where unknown.
    """

    def __init__(self, owner: NDArray[np.int64], units: NDArray[np.int64]) -> None:
        """Number the pairs of sense and unit."""
        self._width = int(units.max(initial=-1)) + 2
        self._keys, self._inverse = np.unique(owner * self._width + units + 1, return_inverse=True)
        self._is_known = units >= 0
        self.units = units

    def sum(self, mass: NDArray[np.float64]) -> NDArray[np.float64]:
        """For each candidate, the sum over the candidates of its sense in its unit."""
        sums = np.bincount(self._inverse, mass, len(self._keys))
        return np.where(self._is_known, sums[self._inverse], 0.0)

    def totals(self, mass: NDArray[np.float64]) -> NDArray[np.float64]:
        """The sum of each group, with a 0 behind for "no such group"."""
        return np.append(np.bincount(self._inverse, mass, len(self._keys)), 0.0)

    def find(self, senses: NDArray[np.int64], units: NDArray[np.int64]) -> NDArray[np.int64]:
        """The numbers of groups by sense and unit; the last, empty one where there is none."""
        wanted = senses * self._width + units + 1
        places = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
        is_found = (self._keys[places] == wanted) & (units >= 0)
        return np.where(is_found, places, len(self._keys))

    def share_of_owners(self) -> NDArray[np.float64]:
        """For each candidate, 1 by how many units its sense may lie in; 0 where its unit is unknown."""
        owners = self._keys // self._width
        is_unit = self._keys % self._width > 0
        counts = np.bincount(owners[is_unit], minlength=int(owners.max(initial=0)) + 1)
        of_group = 1 / np.maximum(1, counts)[owners]
        return np.where(self._is_known, of_group[self._inverse], 0.0)

    def once(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """The values with those of all but the first candidate of each group set to 0."""
        _, first = np.unique(self._inverse, return_index=True)
        result = np.zeros(len(values))
        result[first] = values[first]
        return result


class Links:
    """Pairs of a candidate and a linked sense, laid out so that a pass over them is one look-up."""

    def __init__(
        self,
        starts: NDArray[np.int64],
        linked: Sequence[Sequence[int]],
        by_country: Groups,
        by_division: Groups,
    ) -> None:
        """Take where each sense's candidates start, and the senses that each sense is linked to."""
        self._size = int(starts[-1])
        rows: list[NDArray[np.int64]] = []
        targets: list[NDArray[np.int64]] = []
        for sense, others in enumerate(linked):
            own = np.arange(starts[sense], starts[sense + 1])
            for other in others:
                rows.append(own)
                targets.append(np.full(len(own), other))
        self._rows = np.concatenate(rows) if rows else np.zeros(0, dtype=np.int64)
        self._targets = np.concatenate(targets) if targets else np.zeros(0, dtype=np.int64)
        self._owner = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
        self._by_country, self._by_division = by_country, by_division
        self._country_groups = by_country.find(self._targets, by_country.units[self._rows])
        self._division_groups = by_division.find(self._targets, by_division.units[self._rows])

    def in_country(self, mass: NDArray[np.float64]) -> NDArray[np.float64]:
        """For each candidate, the largest sum over a linked sense's candidates in its country."""
        return self._best(self._by_country.totals(mass)[self._country_groups])

    def in_division(self, mass: NDArray[np.float64]) -> NDArray[np.float64]:
        """For each candidate, the largest sum over a linked sense's candidates in its division."""
        return self._best(self._by_division.totals(mass)[self._division_groups])

    def anywhere(self, mass: NDArray[np.float64]) -> NDArray[np.float64]:
        """For each candidate, the largest sum over all candidates of a linked sense."""
        return self._best(np.bincount(self._owner, mass).astype(float)[self._targets])

    def nearness(
        self, points: NDArray[np.float64], scores: NDArray[np.float64], best: Sequence[int], reach_km: float
    ) -> NDArray[np.float64]:
        """For each candidate, how near the best candidate of a linked sense is, 0 to 1, times its score."""
        if not len(self._rows):
            return np.zeros(self._size)
        anchors = np.asarray(best)[self._targets]
        cosines = np.einsum("ij,ij->i", points[self._rows], points[anchors])
        return self._best(np.exp(-kilometres(cosines) / reach_km) * scores[anchors])

    def _best(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        result = np.zeros(self._size)
        np.maximum.at(result, self._rows, values)
        return result
