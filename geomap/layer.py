"""A finished layer: columns of plain cells and an outline for each row.

Most of what is drawn needs neither pandas nor geometry objects. A layer therefore keeps its cells as lists,
points and great circles as their positions, areas as numbers; the GeoDataFrame is made when it is first asked
for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple, Protocol, TypeAlias, overload

from geomap.constants import CRS, LIST_COLUMNS, Worldview
from geomap.errors import InvalidRecordError
from geomap.geo import great_circle_lines

if TYPE_CHECKING:
    import numpy as np
    from geopandas import GeoDataFrame
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geomap.borders import Borders

_COUNTS: Final = frozenset({"start", "end", "reports", "mentions", "conflict_events", "cooperation_events"})
_NUMBERS: Final = frozenset({"score", "value", "value_high", "displaced"})


class Spot(NamedTuple):
    """A position in degrees; becomes a point."""

    longitude: float
    latitude: float


class Arcs(NamedTuple):
    """One great circle or several, each from one position to another; becomes one geometry."""

    tracks: tuple[tuple[Spot, Spot], ...]


class Areas(Protocol):
    """Polygons by number, with their borders, which are known before a polygon is made."""

    @property
    def borders(self) -> Borders:
        """The borders of all, by the same numbers."""
        ...

    def polygon(self, number: int) -> BaseGeometry:
        """One of the polygons."""
        ...


class Area(NamedTuple):
    """One of many areas; becomes a polygon."""

    number: int
    source: Areas

    @property
    def polygon(self) -> BaseGeometry:
        """The area as a geometry."""
        return self.source.polygon(self.number)


class Picked(Sequence[Any]):
    """A column of some rows of a table, which several layers may share; made when it is first read."""

    def __init__(
        self, table: Mapping[str, Sequence[Any]], name: str, rows: NDArray[np.int64] | None = None
    ) -> None:
        """Take a column of a table.

        Args:
            table: Cells by column.
            name: Which column.
            rows: The numbers of the rows; None for all, in order.
        """
        self._table, self._name = table, name
        self.rows = rows

    @property
    def whole(self) -> Sequence[Any]:
        """The cells of all rows of the table."""
        return self._table[self._name]

    def __len__(self) -> int:
        return len(self.whole) if self.rows is None else len(self.rows)

    def __iter__(self) -> Iterator[Any]:
        whole = self.whole
        return iter(whole) if self.rows is None else map(whole.__getitem__, self.rows.tolist())

    @overload
    def __getitem__(self, index: int) -> Any: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Any]: ...

    def __getitem__(self, index: int | slice) -> Any:
        whole = self.whole
        if isinstance(index, slice):
            return list(
                whole[index] if self.rows is None else map(whole.__getitem__, self.rows[index].tolist())
            )
        return whole[index if self.rows is None else int(self.rows[index])]


class Members(Sequence[tuple[str, ...]]):
    """What each row of a layer sums up, each once: events, and what else is counted there.

    ``events`` are the identifiers of the events of all rows, one row after another, ``sizes`` says how many
    each row has, ``others`` what else each has, which may be events too.
    """

    def __init__(self, events: Picked, sizes: NDArray[np.int64], others: Sequence[Sequence[str]]) -> None:
        self.events, self.sizes, self.others = events, sizes, others

    def __len__(self) -> int:
        return len(self.others)

    @overload
    def __getitem__(self, index: int) -> tuple[str, ...]: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[tuple[str, ...]]: ...

    def __getitem__(self, index: int | slice) -> Any:
        if isinstance(index, slice):
            return [self[one] for one in range(len(self))[index]]
        row = range(len(self))[index]
        first = int(self.sizes[:row].sum())
        events = self.events[first : first + int(self.sizes[row])]
        return tuple(dict.fromkeys([*events, *self.others[row]]))


Outline: TypeAlias = "Spot | Arcs | Area | BaseGeometry | None"
"""What a row is drawn as."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows of a layer before they are a frame: cells by column, and what each row is drawn as.

    Cells are plain values that every export format can hold: text and ISO dates ("2024-05-16") as strings,
    the columns of `constants.LIST_COLUMNS` as lists of text, counts, and numbers. Unknown is None.
    """

    columns: Mapping[str, Sequence[object]]
    outlines: Sequence[Outline]

    def to_frame(self) -> GeoDataFrame:
        """A GeoDataFrame in EPSG:4326 with the columns in their order and ``geometry`` last.

        Counts are int64, numbers that may be unknown float64 with NaN, all else of dtype object with None.
        Great circles are cut at the antimeridian.
        """
        from geopandas import GeoDataFrame, GeoSeries
        from pandas import Series

        data: dict[str, Series[Any]] = {
            name: Series(_own_cells(name, cells), dtype=_dtype(name)) for name, cells in self.columns.items()
        }
        geometry = GeoSeries(make_geometries(self.outlines), crs=CRS)
        return GeoDataFrame(data, columns=[*self.columns], geometry=geometry, crs=CRS)


class _Content:
    """The rows of a layer, and the frame once it was asked for or where it was there from the start."""

    def __init__(self, found: GeoDataFrame | Rows) -> None:
        self._rows = found if isinstance(found, Rows) else None
        self._frame: GeoDataFrame | None = None if isinstance(found, Rows) else found
        self._made: Sequence[BaseGeometry | None] = ()

    @property
    def is_frame(self) -> bool:
        return self._frame is not None

    @property
    def frame(self) -> GeoDataFrame:
        if self._frame is None:
            assert self._rows is not None
            self._frame = self._rows.to_frame()
            self._made = _geometries_of(self._frame)
        return self._frame

    @property
    def count(self) -> int:
        return len(self._rows.outlines) if self._rows and self._frame is None else len(self.frame)

    @property
    def columns(self) -> tuple[str, ...]:
        if self._rows and self._frame is None:
            return tuple(self._rows.columns)
        return tuple(name for name in self.frame.columns if name != "geometry")

    def column(self, name: str) -> Sequence[Any]:
        if self._rows and self._frame is None:
            return self._rows.columns[name]
        return list(self.frame[name].tolist())

    def outlines(self) -> Sequence[Outline]:
        if self._rows and self._frame is None:
            return self._rows.outlines
        geometries = _geometries_of(self.frame)
        if self._rows is None or len(geometries) != len(self._made):
            return geometries
        known = zip(geometries, self._made, self._rows.outlines, strict=True)
        return [outline if geometry is made else geometry for geometry, made, outline in known]


class _FrameField:
    """The field of a layer that takes rows or a frame and gives a frame."""

    def __get__(self, layer: Layer | None, owner: type[Layer]) -> GeoDataFrame:
        if layer is None:
            raise AttributeError("a layer's frame has no default")
        return layer._content.frame

    def __set__(self, layer: Layer, found: GeoDataFrame | Rows) -> None:
        layer.__dict__["_content"] = _Content(found)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Layer:
    """A finished map layer: one kind of row.

    ``frame`` is a GeoDataFrame in EPSG:4326, ``geometry`` last; the same one each time. A layer that is
    given `Rows` makes it when it is first asked for. ``attribution`` names the sources of the geometries.
    ``members``: for each row, the events it sums up, and `constants.figure_key` for other figures.
    ``parsed``: the documents it was built from; where they are a `geomap.corpus.Corpus`, the map does not
    read them again.

    Raises:
        InvalidRecordError: If a given frame has another reference system or order of columns.
    """

    key: str
    title: str
    frame: _FrameField = _FrameField()
    worldview: Worldview = Worldview.ISO
    attribution: str = ""
    members: Sequence[tuple[str, ...]] = ()
    parsed: Sequence[Any] = ()

    if TYPE_CHECKING:
        _content: ClassVar[_Content]

    def __post_init__(self) -> None:
        if self._content.is_frame:
            _check(self.key, self.frame)

    def __repr__(self) -> str:
        return f"<Layer {self.key!r}, {self.count} rows>"

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._content.count

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns without ``geometry``."""
        return self._content.columns

    def cells(self, name: str) -> list[Any]:
        """The cells of a column, without making a frame; None in each row if there is no such column."""
        return list(self.column(name))

    def column(self, name: str) -> Sequence[Any]:
        """The same cells as they are kept: layers that show the same events may share a table (`Picked`)."""
        return self._content.column(name) if name in self.columns else [None] * self.count

    def outlines(self) -> Sequence[Outline]:
        """What each row is drawn as, without making a frame.

        Where a frame was made already, its geometries count, for it may have been changed; those that
        were made of a spot, of arcs or of an area are still given as such.
        """
        return self._content.outlines()


def _check(key: str, frame: GeoDataFrame) -> None:
    columns = list(frame.columns)
    if not columns or columns[-1] != "geometry":
        message = f"Layer {key!r}: columns {columns!r}. Expected 'geometry' as the last column."
        raise InvalidRecordError(message)
    if frame.crs is None or frame.crs != CRS:
        raise InvalidRecordError(
            f"Layer {key!r}: reference system {frame.crs!r}. Expected {CRS}. Hint: frame.to_crs('EPSG:4326')."
        )


def _geometries_of(frame: GeoDataFrame) -> list[BaseGeometry | None]:
    import numpy as np

    return list(np.asarray(frame.geometry.values, dtype=object))


def _own_cells(column: str, cells: Sequence[object]) -> list[Any]:
    """The cells of a frame, which may be changed; rows of a table share their lists."""
    if column not in LIST_COLUMNS:
        return list(cells)
    return [list(cell) if isinstance(cell, list) else cell for cell in cells]


def _dtype(column: str) -> str:
    if column in _COUNTS:
        return "int64"
    return "float64" if column in _NUMBERS else "object"


def make_geometries(outlines: Sequence[Outline]) -> NDArray[Any]:
    """A geometry for each outline, in order; equal spots, arcs and areas share theirs.

    Great circles are cut at the antimeridian. What is a geometry already stays as it is.
    """
    import numpy as np
    from shapely import points

    spots = list(dict.fromkeys(one for one in outlines if isinstance(one, Spot)))
    arcs = list(dict.fromkeys(one for one in outlines if isinstance(one, Arcs)))
    made: dict[Spot | Arcs | Area, BaseGeometry] = {
        one: one.polygon for one in dict.fromkeys(one for one in outlines if isinstance(one, Area))
    }
    if spots:
        found: Any = points(np.array(spots))
        made.update(zip(spots, found, strict=True))
    if arcs:
        made.update(zip(arcs, _make_lines(arcs), strict=True))
    geometries = np.empty(len(outlines), dtype=object)
    for index, one in enumerate(outlines):
        geometries[index] = made[one] if isinstance(one, (Spot, Arcs, Area)) else one
    return geometries


def _make_lines(arcs: Sequence[Arcs]) -> list[BaseGeometry]:
    import numpy as np
    from shapely import get_parts
    from shapely.geometry import MultiLineString

    tracks = list(dict.fromkeys(track for one in arcs for track in one.tracks))
    ends = np.array(tracks, dtype=float)
    lines = dict(zip(tracks, great_circle_lines(ends[:, 0], ends[:, 1]), strict=True))
    return [
        lines[one.tracks[0]]
        if len(one.tracks) == 1
        else MultiLineString([part for track in one.tracks for part in get_parts(lines[track])])
        for one in arcs
    ]
