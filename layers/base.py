"""What all layers share: what a builder is, and how rows become a layer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, Protocol

from geomap.codes import Coded
from geomap.constants import Modality, Precision, Worldview
from geomap.corpus import Corpus, corpus_of
from geomap.layer import Arcs, Outline, Picked, Rows, Spot
from geomap.models import Atlas, Layer, ParsedDocument, Place
from layers.table import EVENT_COLUMNS, Table, event_table, spot_at

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DRAWN: Final = frozenset({Modality.ACTUAL})
"""The modalities that layers show unless told otherwise."""

COARSE: Final = frozenset({Precision.ADMIN1, Precision.COUNTRY, Precision.WORLD_REGION})
"""Precisions at which a place is an area, not a spot."""


class Builder(Protocol):
    """Makes one layer out of parsed documents."""

    def __call__(
        self,
        parsed: Sequence[ParsedDocument],
        *,
        atlas: Atlas | None = None,
        modalities: frozenset[Modality] = DRAWN,
    ) -> Layer:
        """The layer, with all its columns even where nothing is found.

        Args:
            parsed: Documents in the order their rows shall have.
            atlas: Where polygons and seats of government come from; without one, only points
                are drawn.
            modalities: Events with another modality are left out.
        """
        ...


Cells = tuple[object, ...]
"""The cells of one row beyond `EVENT_COLUMNS`, in the order of their columns."""

Row = tuple[ParsedDocument, Cells, Outline]
"""A row about an event, as `layers.table.about_event` gives what it is about."""


def label_point(place: Place) -> Spot:
    """The point of a place; for an area it is where its label stands."""
    return spot_at(place.longitude, place.latitude)


def areas_or_points(table: Table, rows: NDArray[np.int64], atlas: Atlas | None) -> Coded[Outline]:
    """The area of each row's place where that is known no better than as such, else its point.

    Where the atlas has no polygon the label point stands in; the row's precision tells them apart.
    """
    import numpy as np

    def draw(place: Place) -> Outline:
        area = atlas.area(place.place_id) if atlas else None
        return label_point(place) if area is None else area

    place, grade, spot = (table.coded(name).pick(rows) for name in ("place", "grade", "spot"))
    coarse = np.flatnonzero(grade.flags(COARSE.__contains__))
    areas = place.pick(coarse).compact().mapped(draw)
    codes = spot.codes.copy()
    codes[coarse] = len(spot.values) + areas.codes
    return Coded([*spot.values, *areas.values], codes)


def lines_or_points(lines: Coded[Arcs | None], points: Coded[Spot | None]) -> Coded[Outline]:
    """For each row its line, or its point where it has none."""
    import numpy as np

    codes = np.where(lines.are_known(), lines.codes, len(lines.values) + points.codes)
    return Coded([*lines.values, *points.values], codes)


def points_and_lines(points: Coded[Outline], lines: Coded[Outline]) -> Coded[Outline]:
    """For each row its point, and after it its line."""
    import numpy as np

    codes = np.stack((points.codes, len(points.values) + lines.codes), axis=1).ravel()
    return Coded([*points.values, *lines.values], codes)


def make_event_layer(
    key: str,
    title: str,
    corpus: Corpus,
    rows: NDArray[np.int64],
    outlines: Sequence[Outline],
    atlas: Atlas | None = None,
) -> Layer:
    """A finished layer with the columns of `EVENT_COLUMNS`: some of all events, each with its outline."""
    return make_table_layer(key, title, corpus, event_table(corpus), rows, outlines, atlas)


def make_table_layer(
    key: str,
    title: str,
    corpus: Corpus,
    table: Table,
    rows: NDArray[np.int64],
    outlines: Sequence[Outline],
    atlas: Atlas | None,
    own_columns: tuple[str, ...] = (),
) -> Layer:
    """A finished layer of some rows of a table, with the columns of `EVENT_COLUMNS` and its own."""
    columns = {name: Picked(table, name, rows) for name in (*EVENT_COLUMNS, *own_columns)}
    return make_layer(key, title, Rows(columns=columns, outlines=outlines), corpus, atlas)


def make_figure_layer(
    key: str,
    title: str,
    rows: Iterable[Row],
    atlas: Atlas | None = None,
    own_columns: tuple[str, ...] = (),
) -> Layer:
    """A finished layer of rows one by one, with the columns of `EVENT_COLUMNS`, for layers of your own."""
    found = list(rows)
    table = event_table(corpus_of(subject for subject, _, _ in found))
    columns: dict[str, Sequence[object]] = {name: Picked(table, name) for name in EVENT_COLUMNS}
    columns |= {name: [cells[at] for _, cells, _ in found] for at, name in enumerate(own_columns)}
    outlines = [outline for _, _, outline in found]
    return make_layer(key, title, Rows(columns=columns, outlines=outlines), (), atlas)


def make_layer(
    key: str,
    title: str,
    rows: Rows,
    parsed: Sequence[ParsedDocument],
    atlas: Atlas | None,
    members: Sequence[tuple[str, ...]] = (),
) -> Layer:
    """A finished layer with the documents it is of, the view of borders and the sources of an atlas."""
    return Layer(
        key=key,
        title=title,
        frame=rows,
        worldview=atlas.worldview if atlas else Worldview.ISO,
        attribution=atlas.attribution if atlas else "",
        members=members,
        parsed=parsed,
    )
