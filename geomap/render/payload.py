"""The one payload a map carries: layers, cards and base map as JSON, gzipped, in base64.

Nothing but ``A-Z a-z 0-9 + / =`` leaves `encode_payload`, so its result can stand in any template or
page. The layout is columnar: strings once in a table, rows as columns of indexes into it, coordinates
as whole ten-thousandths of a degree, each as the difference to the one before (longitude, latitude).
"""

import base64
import gzip
import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from geomap.constants import EventType, Modality
from geomap.models import Layer, ParsedDocument
from geomap.render import words
from geomap.render.cards import (
    Card,
    Evidence,
    collect_evidence,
    row_card,
    row_figures,
    row_kind,
    unplaced_cards,
)
from geomap.render.cells import Row, layer_rows, number_of, text_of, texts_of
from geomap.render.styles import COARSE, HIDDEN_AT_FIRST, TYPE_INTENSITIES, Kind, style_table

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

DATA_TYPE: Final = "application/octet-stream+base64"
"""The type of the script element that holds a payload in a page; no browser executes it."""

STEPS_PER_DEGREE: Final = 10_000
"""Resolution of coordinates in the payload: 1e-4 degrees, about 11 metres."""

NO_ARROW: Final = 0
ARROW: Final = 1
DOUBLE_ARROW: Final = 2

COLUMNS: Final = ("card", "kind", "geometry", "place", "label", "size", "arrow", "coarse")
"""The columns of a layer in the payload; place and label are numbers of strings."""

_LABELLED = frozenset({"displacement", "economy"})
_AREA_CODES = ("PCL", "TERR", "ADM", "CONT", "RGN")
_ONE_SIDED_TYPES = frozenset(EventType) - {EventType.AGREE, EventType.COOPERATE}
_KIND_INDEX = {kind: index for index, kind in enumerate(Kind)}


class StringTable:
    """Every distinct string once; number 0 stands for unknown."""

    def __init__(self) -> None:
        self.strings: list[str] = [""]
        self._indexes: dict[str, int] = {"": 0}

    def add(self, text: str | None) -> int:
        """The number of a string; 0 for None and ""."""
        if not text:
            return 0
        index = self._indexes.setdefault(text, len(self.strings))
        if index == len(self.strings):
            self.strings.append(text)
        return index


class GeometryTable:
    """Every distinct geometry once; number 0 stands for none."""

    def __init__(self) -> None:
        self.geometries: list[object] = [None]
        self._indexes: dict[bytes, int] = {}

    def add(self, geometry: "BaseGeometry | None") -> int:
        """The number of a geometry; 0 for None and empty ones."""
        if geometry is None or geometry.is_empty:
            return 0
        index = self._indexes.setdefault(geometry.wkb, len(self.geometries))
        if index == len(self.geometries):
            self.geometries.append(encode_geometry(geometry))
        return index


def build_payload(
    layers: Sequence[Layer],
    *,
    documents: Sequence[ParsedDocument],
    page: dict[str, object],
    basemap_json: str | None,
) -> str:
    """The payload as base64 text; the same input gives the same text.

    Args:
        layers: Layers in drawing order of their panel.
        documents: Parsed documents behind the layers, for the marks in quotes; may be empty.
        page: Settings for the script (theme, title, attribution...), plain JSON values.
        basemap_json: The base map's JSON text, or None for no drawn base map.
    """
    evidence = collect_evidence(documents)
    strings, geometries = StringTable(), GeometryTable()
    cards: dict[str, Card] = {}
    areas = _known_areas(layers)
    tables = [_layer_table(layer, evidence, cards, (strings, geometries), areas) for layer in layers]
    # A page with a list of its own filters by modality itself, and so needs them all.
    modalities = frozenset(Modality) if page.get("embedded") else frozenset({Modality.ACTUAL})
    for card in unplaced_cards(documents, cards, modalities=modalities):
        cards[card.key] = card
    content: dict[str, object] = {
        "version": 1,
        "page": page,
        "styles": style_table(),
        "layers": tables,
        "cards": _card_table(cards.values(), strings),
        "geometries": geometries.geometries,
        "strings": strings.strings,
    }
    body = _json(content)
    # The base map is JSON text already; parsing and writing it again would cost more than all the rest.
    return encode_payload(f'{body[:-1]},"basemap":{basemap_json or "null"}}}')


def encode_payload(text: str) -> str:
    """A text as base64 of its gzipped UTF-8 bytes, without a time stamp."""
    # Half a surrogate pair cannot be written as UTF-8; a question mark stands for it.
    content = gzip.compress(text.encode("utf-8", "replace"), compresslevel=6, mtime=0)
    return base64.b64encode(content).decode("ascii")


def decode_payload(payload: str) -> str:
    """The text that `encode_payload` was given."""
    return gzip.decompress(base64.b64decode(payload)).decode("utf-8")


def encode_geometry(geometry: "BaseGeometry") -> list[object]:
    """A geometry as [points, lines, polygons, label point], all flat and delta-coded.

    ``points`` is one flat list over all points; ``lines`` one list per line; ``polygons`` a list of
    rings per polygon, outer ring first; the label point lies inside the largest polygon.
    """
    from shapely import Polygon

    points: list[tuple[float, ...]] = []
    lines: list[list[int]] = []
    polygons: list[list[list[int]]] = []
    shapes = list(_parts(geometry))
    for part in shapes:
        if part.geom_type == "Point":
            points.extend(part.coords)
        elif isinstance(part, Polygon):
            polygons.append([encode_coordinates(ring.coords) for ring in (part.exterior, *part.interiors)])
        else:
            lines.append(encode_coordinates(part.coords))
    areas = [part for part in shapes if isinstance(part, Polygon)]
    label = (
        encode_coordinates(max(areas, key=lambda area: area.area).representative_point().coords)
        if areas
        else []
    )
    return [encode_coordinates(points), lines, polygons, label]


def encode_coordinates(coordinates: Iterable[Sequence[float]]) -> list[int]:
    """Positions (longitude, latitude) in degrees as one flat list of delta-coded whole steps."""
    flat: list[int] = []
    x, y = 0, 0
    for longitude, latitude, *_ in coordinates:
        to_x, to_y = round(longitude * STEPS_PER_DEGREE), round(latitude * STEPS_PER_DEGREE)
        flat += (to_x - x, to_y - y)
        x, y = to_x, to_y
    return flat


def _parts(geometry: "BaseGeometry") -> Iterable["BaseGeometry"]:
    if hasattr(geometry, "geoms"):
        for part in geometry.geoms:
            yield from _parts(part)
    elif not geometry.is_empty:
        yield geometry


def _layer_table(
    layer: Layer,
    evidence: Evidence,
    cards: dict[str, Card],
    tables: tuple[StringTable, GeometryTable],
    areas: dict[str, "BaseGeometry"],
) -> dict[str, object]:
    strings, geometries = tables
    numbers = {key: number for number, key in enumerate(cards)}
    columns: dict[str, list[float]] = {name: [] for name in COLUMNS}
    for index, (row, shape) in enumerate(zip(layer_rows(layer), layer.frame.geometry.tolist(), strict=True)):
        card = row_card(layer.key, index, row, evidence)
        known = cards.setdefault(card.key, card)
        known.figures += [phrase for phrase in card.figures if phrase not in known.figures]
        cells = (
            numbers.setdefault(card.key, len(numbers)),
            _KIND_INDEX[row_kind(layer.key, row)],
            geometries.add(_drawn_shape(layer.key, row, shape, areas)),
            strings.add(text_of(row, "place_name")),
            strings.add(_label(layer.key, row)),
            _size(layer.key, row, evidence),
            _arrow(layer.key, row),
            int(_is_coarse(row)),
        )
        for name, cell in zip(COLUMNS, cells, strict=True):
            columns[name].append(cell)
    is_shown = layer.key not in HIDDEN_AT_FIRST
    return {"key": layer.key, "title": strings.add(layer.title), "shown": is_shown, **columns}


def _known_areas(layers: Sequence[Layer]) -> dict[str, "BaseGeometry"]:
    """The polygons of places that any layer has, by place_id."""
    areas: dict[str, BaseGeometry] = {}
    for layer in layers:
        if "place_id" not in layer.frame.columns:
            continue
        for place_id, shape in zip(layer.frame["place_id"], layer.frame.geometry, strict=True):
            if isinstance(place_id, str) and shape is not None and shape.geom_type.endswith("Polygon"):
                areas.setdefault(place_id, shape)
    return areas


def _drawn_shape(
    layer_key: str, row: Row, shape: "BaseGeometry | None", areas: dict[str, "BaseGeometry"]
) -> "BaseGeometry | None":
    """The row's shape, or the outline of its area where it has no more than that area's label point."""
    is_label_point = shape is not None and shape.geom_type == "Point" and _is_coarse(row)
    if not is_label_point or layer_key == "places":
        return shape
    return areas.get(text_of(row, "place_id") or "", shape)


def _label(layer_key: str, row: Row) -> str | None:
    """The words drawn beside a row on the map itself: a figure, or nothing."""
    figures = row_figures(layer_key, row) if layer_key in _LABELLED else []
    return figures[0][0] if figures else None


def _size(layer_key: str, row: Row, evidence: Evidence) -> float:
    """What decides how large a row is drawn: a figure, a count, or the intensity of a conflict event."""
    if layer_key in _LABELLED:
        return number_of(row, "value") or 0
    if layer_key == "places":
        return number_of(row, "mentions") or 1
    if layer_key == "regions":
        return sum(number_of(row, name) or 0 for name in ("conflict_events", "cooperation_events"))
    found = evidence.events.get(text_of(row, "event_id") or "")
    intensity = found[1].intensity if found else number_of(row, "intensity")
    if intensity is None:
        intensity = TYPE_INTENSITIES.get(text_of(row, "event_type") or "", 0.0)
    return round(abs(intensity), 2)


def _arrow(layer_key: str, row: Row) -> int:
    """Which ends of a line carry an arrowhead."""
    if layer_key == "displacement":
        return ARROW
    event_type = text_of(row, "event_type")
    if layer_key == "economy" and event_type not in _ONE_SIDED_TYPES:
        return NO_ARROW
    if not texts_of(row, "recipient_iso3") and len(set(texts_of(row, "actor_iso3"))) > 1:
        return DOUBLE_ARROW
    return ARROW


def _is_coarse(row: Row) -> bool:
    """Whether a row is about an area, so that a point for it is a label's position and no known spot."""
    code = text_of(row, "feature_code") or ""
    return text_of(row, "precision") in COARSE or code.startswith(_AREA_CODES)


def _card_table(cards: Iterable[Card], strings: StringTable) -> list[list[object]]:
    """One list per card, in the order of `CARD_FIELDS`, each field in its JSON form."""
    return [
        [
            strings.add(card.key),
            strings.add(card.layer),
            _KIND_INDEX[card.kind],
            strings.add(card.title),
            strings.add(card.where),
            strings.add(card.when),
            card.day.toordinal() if card.day else 0,
            strings.add(card.quote),
            [number for mark in card.marks for number in mark],
            [strings.add(part) for said in card.figures for part in said],
            strings.add(card.source),
            strings.add(card.published),
            strings.add(card.url),
            card.reports,
            None if card.score is None else round(card.score, 3),
            strings.add(words.score_word(card.score) if card.score is not None else None),
            strings.add(card.note),
            [
                [strings.add(name), round(score, 3), strings.add("; ".join(why))]
                for name, score, why in card.reasons
            ],
        ]
        for card in cards
    ]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
