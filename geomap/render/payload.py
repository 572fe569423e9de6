"""The one payload a map carries: layers, cards and base map as columns, gzipped, in base64.

Nothing but ``A-Z a-z 0-9 + / =`` and ``.`` leaves `build_payload`, so its result can stand in any template or
page. Its parts have a ``.`` between them: what is drawn; the evidence behind it, which the script reads once
the map stands; and the base map, coarse and fine, which is the same for all maps. Each part is what
`geomap.render.packing` says: strings once in tables, rows as columns of numbers in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from geomap.codes import UNKNOWN, Coded, Gatherer, Numbers, distinct, find_numbers
from geomap.constants import EventType, Modality
from geomap.corpus import Corpus
from geomap.layer import Arcs, Members
from geomap.memory import no_collection
from geomap.models import Layer, ParsedDocument
from geomap.render.cards import CardTable, coded_figures, row_kinds
from geomap.render.cells import Columns, Known
from geomap.render.classes import class_bounds
from geomap.render.drawn import are_coarse, number_outlines
from geomap.render.encoding import GeometryTable, StringTable, encode_geometries, pack_geometries
from geomap.render.evidence import Said
from geomap.render.packing import Pack
from geomap.render.styles import HIDDEN_AT_FIRST, TYPE_INTENSITIES, style_table
from geomap.render.told import Told
from geomap.render.whereabouts import NOWHERE, find_whereabouts

if TYPE_CHECKING:
    from numpy.typing import NDArray

DATA_TYPE: Final = "application/octet-stream+base64"
"""The type of the script element that holds a payload in a page; no browser executes it."""

NO_ARROW: Final = 0
ARROW: Final = 1
DOUBLE_ARROW: Final = 2

COLUMNS: Final = ("card", "kind", "geometry", "place", "label", "size", "arrow", "coarse")
"""The columns of the rows of all layers, one layer after another.

``size`` is in hundredths, ``label`` the number of a string. ``place`` is 0 for that of the card, else the
number of a string above 1. ``geometry`` is 0 for the first geometry that any row of this place had, else how
far it lies behind the next new one, above 1.
"""

_THREADS: Final = 2
"""So many compress while the columns are made."""

_MOST_SIZE: Final = 2.0**45
"""Larger sizes are drawn as this one; in hundredths they are still whole numbers."""

_LABELLED = frozenset({"displacement", "economy"})
_ONE_SIDED_TYPES = frozenset(EventType) - {EventType.AGREE, EventType.COOPERATE}


def build_payload(
    layers: Sequence[Layer],
    *,
    documents: Sequence[ParsedDocument],
    page: dict[str, object],
    basemap: str = "",
) -> str:
    """The payload as text; the same input gives the same text.

    Args:
        layers: Layers in drawing order of their panel.
        documents: Parsed documents behind the layers, for the marks in quotes; may be empty.
        page: Settings for the script (theme, title, attribution...), plain JSON values.
        basemap: The encoded parts with the base map; "" for no drawn base map.
    """
    with no_collection(), ThreadPoolExecutor(_THREADS) as pool:
        drawn, evidence = Pack(pool), Pack(pool)
        _Book(layers, documents).pack_into(drawn, evidence, page)
        parts = drawn.finish(), evidence.finish()
        return ".".join((*[part() for part in parts], basemap))


class _Book:
    """What rows of all layers share, and the layers' tables."""

    def __init__(self, layers: Sequence[Layer], documents: Sequence[ParsedDocument]) -> None:
        self._layers, self._documents = layers, documents
        # Layers of these documents have read them.
        readings = (one.parsed for one in layers if isinstance(one.parsed, Corpus))
        self._told = Told(next((one for one in readings if one.is_of(documents)), documents))
        self._strings, self._geometries = StringTable(), GeometryTable()
        self._cards = CardTable(self._told, self._strings)
        known: Known = {}
        self._of_layers = [Columns(layer, known) for layer in layers]
        self._geometry = number_outlines(layers, self._of_layers, self._geometries)
        self._rows = {name: Gatherer() for name in COLUMNS}

    def pack_into(self, drawn: Pack, evidence: Pack, page: dict[str, object]) -> None:
        """Add everything to the two parts: what is drawn, and the evidence."""
        # What takes longest to compress comes before what the threads are done with in no time.
        pack_geometries(drawn, encode_geometries(self._geometries.outlines))
        tables = [
            self._add_rows(*one) for one in zip(self._layers, self._of_layers, self._geometry, strict=True)
        ]
        # A page with a list of its own filters by modality itself, and so needs them all.
        modalities = frozenset(Modality) if page.get("embedded") else frozenset({Modality.ACTUAL})
        self._cards.add_events(modalities)
        self._cards.evidence.pack_texts(evidence, self._cards.subjects.keys())
        for column, numbers in self._row_columns().items():
            drawn.numbers(f"row{column.title()}", numbers, as_differences=column == "card")
        self._pack_members(drawn)
        self._pack_documents(drawn)
        self._pack_whereabouts(drawn)
        self._cards.pack_into(drawn)
        drawn.add_head({"version": 3, "page": page, "styles": style_table(), "layers": tables})
        drawn.add_head({"strings": self._strings.strings})
        self._cards.evidence.pack_into(evidence)

    def _add_rows(self, layer: Layer, rows: Columns, geometry: NDArray[Any]) -> dict[str, object]:
        import numpy as np

        said: Coded[list[Said]] | None = None
        if layer.key in _LABELLED or layer.key == "regions" or "value" in layer.columns:
            said = coded_figures(layer.key, rows)
        labels = np.zeros(rows.count, dtype=np.int64)
        if said and layer.key in _LABELLED:
            labels = said.numbers(
                lambda found: self._strings.add_all([one[0][0] if one else None for one in found])
            )
        cards = self._cards.add_rows(layer.key, rows, said or ())
        sizes = _sizes(layer.key, rows, self._told.intensity[self._cards.column("told")[cards]])
        columns = {
            "card": cards,
            "kind": row_kinds(layer.key, rows),
            "geometry": geometry,
            "place": rows.coded_texts("place_name").numbers(self._strings.add_all),
            "label": labels,
            "size": np.rint(100 * np.clip(sizes, 0, _MOST_SIZE)).astype(np.int64),
            "arrow": _arrows(layer.key, rows),
            "coarse": are_coarse(rows).astype(np.int64),
        }
        for column, numbers in columns.items():
            self._rows[column].append(numbers)
        return {
            "key": layer.key,
            "title": layer.title,
            "size": rows.count,
            "total": len(distinct(cards)),
            "shown": layer.key not in HIDDEN_AT_FIRST,
            "classes": _classes(rows) if layer.key == "regions" else None,
            "members": bool(layer.members),
            "documents": layer.key == "places" and bool(self._documents),
        }

    def _row_columns(self) -> dict[str, NDArray[Any]]:
        """The columns of all rows, with places and geometries as `COLUMNS` says."""
        import numpy as np

        rows = {name: numbers.column() for name, numbers in self._rows.items()}
        place, geometry, index = rows["place"], rows["geometry"], np.arange(len(rows["place"]))
        following = 1 + np.maximum.accumulate(np.append(0, geometry))[:-1]
        first = np.zeros(place.max(initial=0) + 1, dtype=np.int64)
        first[place[::-1]] = index[::-1]
        is_known = (first[place] < index) & (geometry == geometry[first[place]])
        rows["geometry"] = np.where(is_known, 0, 1 + following - geometry)
        rows["place"] = np.where(place == self._cards.column("place")[rows["card"]], 0, 1 + place)
        return rows

    def _pack_members(self, pack: Pack) -> None:
        """Add for each row the cards it sums up, rising."""
        import numpy as np

        nothing = np.zeros(0, dtype=np.int64)
        first, rows, cards = 0, [nothing], [nothing]
        for layer in self._layers:
            for row, names in _members_of(layer):
                rows.append(first + row)
                cards.append(self._cards.subjects.find_cards(names))
            first += layer.count
        row, card = np.concatenate(rows), np.concatenate(cards)
        self._pack_lists(pack, "member", row[card != UNKNOWN], card[card != UNKNOWN])

    def _pack_documents(self, pack: Pack) -> None:
        """Add for each row of places the numbers of the documents that name it, rising."""
        import numpy as np

        first = 0
        rows: dict[Any, int] = {}
        for layer in self._layers:
            if layer.key == "places":
                rows = {key: row for row, key in enumerate(layer.cells("place_id"), start=first)}
            first += layer.count
        told = self._told
        of_mentions = find_numbers(rows, told.place_ids)[told.named_place]
        named = np.flatnonzero(told.are_first[told.named.owner] & (of_mentions != UNKNOWN))
        self._pack_lists(pack, "document", of_mentions[named], 1 + told.named.owner[named])

    def _pack_whereabouts(self, pack: Pack) -> None:
        """Add for each geometry, but for lines, which of ``whereabouts`` its place has.

        These are the numbers of two strings each, region and country; the first of them are nowhere.
        """
        import numpy as np

        known, numbers = find_whereabouts(self._told.places), Numbers()
        numbers[NOWHERE]
        within = np.zeros(1 + len(self._geometries.outlines), dtype=np.int64)
        for rows, geometry in zip(self._of_layers, self._geometry, strict=True):
            within[geometry] = rows.coded_texts("place_id").numbers(
                lambda found: [numbers[known.get(one or "", NOWHERE)] for one in found]
            )
        within[1:][[isinstance(outline, Arcs) for outline in self._geometries.outlines]] = 0
        pack.numbers("within", within)
        pack.numbers("whereabouts", self._strings.add_all(chain.from_iterable(numbers)))

    def _pack_lists(self, pack: Pack, name: str, rows: NDArray[Any], numbers: NDArray[Any]) -> None:
        """Add a list of numbers for each row of all layers, each number once and rising."""
        import numpy as np

        room = 1 + numbers.max(initial=0)
        pairs = distinct(rows * room + numbers)
        count = sum(layer.count for layer in self._layers)
        pack.numbers(f"{name}s", np.bincount(pairs // room, minlength=count), are_sizes=True)
        pack.numbers(name, pairs % room, as_differences=True)


def _members_of(layer: Layer) -> Iterator[tuple[NDArray[Any], Sequence[str]]]:
    """Rows of a layer, and the names of what they sum up, one for each."""
    import numpy as np

    members = layer.members
    listed: Sequence[Sequence[str]] = members
    if isinstance(members, Members):
        yield np.arange(len(members)).repeat(members.sizes), members.events
        listed = members.others
    sizes = np.array(list(map(len, listed)), dtype=np.int64)
    yield np.arange(len(listed)).repeat(sizes), list(chain.from_iterable(listed))


def _classes(regions: Columns) -> dict[str, list[int]]:
    """The classes of a choropleth, by what it shows."""

    people = regions.numbers("displaced", unknown=0)
    return {"events": class_bounds(_events_in(regions).tolist()), "people": class_bounds(people.tolist())}


def _events_in(regions: Columns) -> NDArray[Any]:

    conflict, cooperation = (
        regions.numbers(name, unknown=0) for name in ("conflict_events", "cooperation_events")
    )
    events: NDArray[Any] = conflict + cooperation
    return events


def _sizes(layer_key: str, rows: Columns, told: NDArray[Any]) -> NDArray[Any]:
    """What decides how large a row is drawn: a figure, a count, or the intensity of a conflict event."""
    import numpy as np

    if layer_key in _LABELLED:
        return rows.numbers("value", unknown=0)
    if layer_key == "places":
        return rows.numbers("mentions", unknown=1)
    if layer_key == "regions":
        return _events_in(rows)
    own = rows.numbers("intensity")
    types = rows.coded_texts("event_type")
    usual = np.array([TYPE_INTENSITIES.get(one or "", 0.0) for one in types.values], dtype=float)[types.codes]
    known = np.where(np.isnan(told), own, told)
    return np.abs(np.where(np.isnan(known), usual, known))


def _arrows(layer_key: str, rows: Columns) -> NDArray[Any]:
    """Which ends of a line carry an arrowhead."""
    import numpy as np

    if layer_key == "displacement":
        return np.full(rows.count, ARROW)
    acting, receiving = rows.coded_lists("actor_iso3"), rows.coded_lists("recipient_iso3")
    is_mutual = ~receiving.flags(len) & acting.flags(lambda countries: len(set(countries)) > 1)
    arrows = np.where(is_mutual, DOUBLE_ARROW, ARROW)
    if layer_key == "economy":
        arrows[~rows.coded_texts("event_type").flags(_ONE_SIDED_TYPES.__contains__)] = NO_ARROW
    return arrows
