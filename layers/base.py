"""What all layers share: what a builder is, and how rows become a layer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, Protocol

from geomap.constants import Modality, Precision, Worldview
from geomap.corpus import Corpus
from geomap.layer import Outline, Picked, Rows, Spot
from geomap.models import Atlas, Layer, ParsedDocument, Place
from layers.table import EVENT_COLUMNS, Subject, event_table, spot_at, table_of_subjects, transposed

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

Row = tuple[Subject, Cells, Outline]
"""A row about an event or a figure."""


def label_point(place: Place) -> Spot:
    """The point of a place; for an area it is where its label stands."""
    return spot_at(place.longitude, place.latitude)


def area_or_point(place: Place, precision: Precision | None, atlas: Atlas | None) -> Outline:
    """The area of a place known no better than as such, else its point.

    Where the atlas has no polygon the label point stands in; the row's precision tells them apart.
    """
    area = atlas.area(place.place_id) if atlas and precision in COARSE else None
    return label_point(place) if area is None else area


def make_event_layer(
    key: str,
    title: str,
    corpus: Corpus,
    rows: NDArray[np.int64],
    outlines: Sequence[Outline],
    atlas: Atlas | None = None,
) -> Layer:
    """A finished layer with the columns of `EVENT_COLUMNS`: some of all events, each with its outline."""
    table = event_table(corpus)
    columns = {name: Picked(table, name, rows) for name in EVENT_COLUMNS}
    return make_layer(key, title, Rows(columns=columns, outlines=outlines), corpus, atlas)


def make_figure_layer(
    key: str,
    title: str,
    rows: Iterable[Row],
    atlas: Atlas | None = None,
    own_columns: tuple[str, ...] = (),
) -> Layer:
    """A finished layer of rows about figures or events, with the columns of `EVENT_COLUMNS` and its own."""
    subjects, cells, outlines = transposed(list(rows), 3)
    table = table_of_subjects(subjects)
    columns: dict[str, Sequence[object]] = {name: Picked(table, name) for name in EVENT_COLUMNS}
    columns.update(zip(own_columns, transposed(cells, len(own_columns)), strict=True))
    return make_layer(key, title, Rows(columns=columns, outlines=outlines), (), atlas)


def make_place_layer(
    key: str,
    title: str,
    corpus: Corpus,
    columns: tuple[str, ...],
    rows: Iterable[tuple[object, ...]],
    atlas: Atlas | None,
    members: Sequence[tuple[str, ...]] = (),
) -> Layer:
    """A finished layer of rows about places; their cells follow `columns`, and the last is the outline."""
    *cells, outlines = transposed(list(rows), len(columns) + 1)
    found = Rows(columns=dict(zip(columns, cells, strict=True)), outlines=outlines)
    return make_layer(key, title, found, corpus, atlas, members)


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
