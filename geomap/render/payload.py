"""The one payload a map carries: layers, cards and base map as columns, gzipped, in base64.

Nothing but ``A-Z a-z 0-9 + / =`` and ``.`` leaves `build_payload`, so its result can stand in any template or
page. Its parts have a ``.`` between them: what is drawn; the evidence behind it, which the script reads once
the map stands; and the base map, coarse and fine, which is the same for all maps. Each part is what
`geomap.render.packing` says: strings once in tables, rows as columns of numbers in them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from geomap.constants import EventType, Modality
from geomap.layer import Outline
from geomap.memory import no_collection
from geomap.models import Layer, ParsedDocument
from geomap.render.cards import FIGURE_CELLS, CardTable, row_figures, row_kinds
from geomap.render.cells import Columns, Memo
from geomap.render.classes import class_bounds
from geomap.render.encoding import GeometryTable, StringTable, is_area, is_point
from geomap.render.evidence import Evidence, collect_evidence
from geomap.render.packing import Pack, encode_part
from geomap.render.styles import COARSE, HIDDEN_AT_FIRST, TYPE_INTENSITIES, style_table

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

_LABELLED = frozenset({"displacement", "economy"})
_AREA_CODES = ("PCL", "TERR", "ADM", "CONT", "RGN")
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
    with no_collection():
        drawn, evidence = _Book(layers, documents).pack(page)
    return ".".join((encode_part(drawn), encode_part(evidence), basemap))


class _Book:
    """What rows of all layers share, and the layers' tables."""

    def __init__(self, layers: Sequence[Layer], documents: Sequence[ParsedDocument]) -> None:
        self._layers, self._documents = layers, documents
        self._evidence = collect_evidence(documents)
        self._strings, self._geometries = StringTable(), GeometryTable()
        self._cards = CardTable(self._evidence, self._strings)
        self._areas = _known_areas(layers)
        self._first_of_place: dict[int, int] = {}
        self._next_geometry = 1
        self._rows: dict[str, list[int]] = {name: [] for name in COLUMNS}
        self._pack = Pack()

    def pack(self, page: dict[str, object]) -> tuple[list[bytes], list[bytes]]:
        """The two parts: what is drawn, and the evidence."""
        tables = [self._add_rows(layer) for layer in self._layers]
        # A page with a list of its own filters by modality itself, and so needs them all.
        modalities = frozenset(Modality) if page.get("embedded") else frozenset({Modality.ACTUAL})
        self._cards.add_events(self._documents, modalities)
        for column, numbers in self._rows.items():
            self._pack.numbers(f"row{column.title()}", numbers, as_differences=column == "card")
        self._pack_lists("member", [self._members_of(layer) for layer in self._layers])
        self._pack_lists("document", [_documents_of(layer, self._evidence) for layer in self._layers])
        self._geometries.pack_into(self._pack)
        head: dict[str, object] = {
            "version": 3,
            "page": page,
            "styles": style_table(),
            "layers": tables,
            **self._cards.pack_into(self._pack),
            "strings": self._strings.strings,
        }
        return self._pack.finish(head), self._cards.evidence.pack()

    def _add_rows(self, layer: Layer) -> dict[str, object]:
        rows = Columns(layer)
        labels = [0] * rows.count
        said: list[Sequence[tuple[str, str]]] = []
        if layer.key in _LABELLED or layer.key == "regions" or "value" in layer.columns:
            said = [row_figures(layer.key, rows.row(index, FIGURE_CELLS)) for index in range(rows.count)]
        if layer.key in _LABELLED:
            labels = [self._strings.add(figures[0][0]) if figures else 0 for figures in said]
        cards = self._cards.add_rows(layer.key, rows, said)
        coarse = _are_coarse(rows)
        places = list(map(self._strings.add, rows.texts("place_name")))
        of_card = self._cards.columns["place"]
        columns: dict[str, list[int]] = {
            "card": cards,
            "kind": row_kinds(layer.key, rows),
            "geometry": self._geometry_codes(places, self._drawn_outlines(layer, rows, coarse)),
            "place": [
                0 if place == of_card[card] else 1 + place for place, card in zip(places, cards, strict=True)
            ],
            "label": labels,
            "size": [round(100 * size) for size in _sizes(layer.key, rows, self._evidence)],
            "arrow": _arrows(layer.key, rows),
            "coarse": list(map(int, coarse)),
        }
        for column, numbers in columns.items():
            self._rows[column] += numbers
        return {
            "key": layer.key,
            "title": layer.title,
            "size": rows.count,
            "total": len(set(cards)),
            "shown": layer.key not in HIDDEN_AT_FIRST,
            "classes": _classes(layer) if layer.key == "regions" else None,
            "members": bool(layer.members),
            "documents": layer.key == "places" and bool(self._documents),
        }

    def _drawn_outlines(self, layer: Layer, rows: Columns, coarse: Sequence[bool]) -> Sequence[Outline]:
        """The rows' outlines, or that of an area where a row has no more than the area's label point."""
        drawn = layer.outlines()
        if layer.key == "places" or not any(coarse):
            return drawn
        areas = self._areas
        return [
            areas[place_id] if is_coarse and place_id in areas and is_point(outline) else outline
            for outline, is_coarse, place_id in zip(drawn, coarse, rows.texts("place_id"), strict=True)
        ]

    def _geometry_codes(self, places: Sequence[int], outlines: Sequence[Outline]) -> list[int]:
        first, following, codes = self._first_of_place, self._next_geometry, []
        for place, number in zip(places, self._geometries.add(outlines), strict=True):
            if first.get(place) == number:
                codes.append(0)
                continue
            codes.append(1 + following - number)
            first.setdefault(place, number)
            following += number == following
        self._next_geometry = following
        return codes

    def _members_of(self, layer: Layer) -> list[list[int]]:
        """For each row the cards it sums up."""
        numbers = self._cards.numbers
        return [sorted(numbers[key] for key in keys if key in numbers) for keys in layer.members]

    def _pack_lists(self, name: str, lists: Sequence[Sequence[Sequence[int]]]) -> None:
        """Add a list of numbers for each row of each layer; a layer without lists has empty ones."""
        of_rows = [
            numbers
            for layer, of_layer in zip(self._layers, lists, strict=True)
            for numbers in (of_layer or [()] * layer.count)
        ]
        self._pack.numbers(f"{name}s", list(map(len, of_rows)), are_sizes=True)
        self._pack.numbers(name, [number for numbers in of_rows for number in numbers], as_differences=True)


def _classes(layer: Layer) -> dict[str, list[int]]:
    """The classes of a choropleth, by what it shows."""
    rows = Columns(layer)
    events, people = _events_in(rows), rows.numbers("displaced")
    return {"events": class_bounds(events), "people": class_bounds([one or 0 for one in people])}


def _events_in(regions: Columns) -> list[float]:
    counts = regions.numbers("conflict_events"), regions.numbers("cooperation_events")
    return [(conflict or 0) + (cooperation or 0) for conflict, cooperation in zip(*counts, strict=True)]


def _documents_of(layer: Layer, evidence: Evidence) -> list[list[int]]:
    """For each place the numbers of the documents that name it; empty elsewhere and without documents."""
    if layer.key != "places" or not evidence.documents:
        return []
    places = layer.cells("place_id")
    named: dict[str, dict[int, None]] = {place_id: {} for place_id in places}
    for number, parsed in enumerate(evidence.documents.values(), start=1):
        for mention in parsed.mentions:
            if mention.place and mention.place.place_id in named:
                named[mention.place.place_id][number] = None
    return [list(named[place_id]) for place_id in places]


def _known_areas(layers: Sequence[Layer]) -> Mapping[str | None, Outline]:
    """The polygons of places that any layer has, by place_id."""
    areas: dict[str | None, Outline] = {}
    for layer in layers:
        for place_id, outline in zip(layer.cells("place_id"), layer.outlines(), strict=True):
            if is_area(outline) and isinstance(place_id, str):
                areas.setdefault(place_id, outline)
    return areas


def _sizes(layer_key: str, rows: Columns, evidence: Evidence) -> list[float]:
    """What decides how large a row is drawn: a figure, a count, or the intensity of a conflict event."""
    if layer_key in _LABELLED:
        return [value or 0 for value in rows.numbers("value")]
    if layer_key == "places":
        return [count or 1 for count in rows.numbers("mentions")]
    if layer_key == "regions":
        return _events_in(rows)
    types, intensities = rows.texts("event_type"), rows.numbers("intensity")
    sizes: list[float] = []
    for index, key in enumerate(rows.texts("event_id")):
        found = evidence.events.get(key or "")
        intensity = found[1].intensity if found else intensities[index]
        sizes.append(abs(TYPE_INTENSITIES.get(types[index] or "", 0.0) if intensity is None else intensity))
    return sizes


def _arrows(layer_key: str, rows: Columns) -> list[int]:
    """Which ends of a line carry an arrowhead."""
    if layer_key == "displacement":
        return [ARROW] * rows.count
    recipients, actors = rows.lists("recipient_iso3"), rows.lists("actor_iso3")
    return [
        _arrow(layer_key, event_type, is_mutual=not received and len(set(acted)) > 1)
        for event_type, received, acted in zip(rows.texts("event_type"), recipients, actors, strict=True)
    ]


def _arrow(layer_key: str, event_type: str | None, *, is_mutual: bool) -> int:
    if layer_key == "economy" and event_type not in _ONE_SIDED_TYPES:
        return NO_ARROW
    return DOUBLE_ARROW if is_mutual else ARROW


def _are_coarse(rows: Columns) -> list[bool]:
    """Whether each row is about an area, so that a point for it is a label's position and no known spot."""
    known = Memo[tuple[str | None, str | None], bool](
        lambda key: key[0] in COARSE or (key[1] or "").startswith(_AREA_CODES)
    )
    pairs = zip(rows.texts("precision"), rows.texts("feature_code"), strict=True)
    return [known[pair] for pair in pairs]
