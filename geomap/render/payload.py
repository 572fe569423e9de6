"""The one payload a map carries: layers, cards and base map as JSON, gzipped, in base64.

Nothing but ``A-Z a-z 0-9 + / =`` and one ``.`` leaves `build_payload`, so its result can stand in any
template or page. It has two parts, with the ``.`` between them: what is drawn, and the evidence behind it,
which the script reads once the map stands. Both are columnar: strings once in a table, rows as columns of
indexes into it, coordinates as `geomap.render.encoding` says.
"""

import base64
import gc
import gzip
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from geomap.constants import EventType, Modality
from geomap.models import Layer, ParsedDocument
from geomap.render import words
from geomap.render.cards import (
    Card,
    Evidence,
    card_key,
    collect_evidence,
    row_card,
    row_figures,
    row_kind,
    unplaced_cards,
)
from geomap.render.cells import Row, layer_rows, number_of, text_of, texts_of
from geomap.render.classes import class_bounds
from geomap.render.encoding import GeometryTable, StringTable, differences
from geomap.render.styles import COARSE, HIDDEN_AT_FIRST, TYPE_INTENSITIES, Kind, style_table

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

DATA_TYPE: Final = "application/octet-stream+base64"
"""The type of the script element that holds a payload in a page; no browser executes it."""

NO_ARROW: Final = 0
ARROW: Final = 1
DOUBLE_ARROW: Final = 2

COLUMNS: Final = ("card", "kind", "geometry", "place", "label", "size", "arrow", "coarse")
"""The columns of a layer in the payload; place and label are numbers of strings."""

_LABELLED = frozenset({"displacement", "economy"})
_AREA_CODES = ("PCL", "TERR", "ADM", "CONT", "RGN")
_ONE_SIDED_TYPES = frozenset(EventType) - {EventType.AGREE, EventType.COOPERATE}
_KIND_INDEX = {kind: index for index, kind in enumerate(Kind)}


def build_payload(
    layers: Sequence[Layer],
    *,
    documents: Sequence[ParsedDocument],
    page: dict[str, object],
    basemap_json: str | None,
) -> str:
    """The payload as text; the same input gives the same text.

    Args:
        layers: Layers in drawing order of their panel.
        documents: Parsed documents behind the layers, for the marks in quotes; may be empty.
        page: Settings for the script (theme, title, attribution...), plain JSON values.
        basemap_json: The base map's JSON text, or None for no drawn base map.
    """
    with _no_collection():
        drawn, evidence = _payload_texts(layers, documents, page)
    # The base map is JSON text already; parsing and writing it again would cost more than all the rest.
    drawn = f'{drawn[:-1]},"basemap":{basemap_json or "null"}}}'
    return f"{encode_payload(drawn)}.{encode_payload(evidence)}"


def _payload_texts(
    layers: Sequence[Layer], documents: Sequence[ParsedDocument], page: dict[str, object]
) -> tuple[str, str]:
    evidence = collect_evidence(documents)
    strings, geometries = StringTable(), GeometryTable()
    cards: dict[str, Card] = {}
    areas = _known_areas(layers)
    tables = [_layer_table(layer, evidence, cards, (strings, geometries), areas) for layer in layers]
    # A page with a list of its own filters by modality itself, and so needs them all.
    modalities = frozenset(Modality) if page.get("embedded") else frozenset({Modality.ACTUAL})
    for card in unplaced_cards(documents, cards, modalities=modalities):
        cards[card.key] = card
    numbers = {key: number for number, key in enumerate(cards)}
    for layer, table in zip(layers, tables, strict=True):
        table["members"] = [_numbers_of(keys, numbers) for keys in layer.members] or None
        if layer.key == "places":
            table["documents"] = _documents_of(layer, evidence)
    content: dict[str, object] = {
        "version": 2,
        "page": page,
        "styles": style_table(),
        "layers": tables,
        "cards": _card_table(cards.values(), strings, evidence),
        "geometries": geometries.geometries,
        "strings": strings.strings,
    }
    return _json(content), _json(_evidence_table(cards.values()))


def encode_payload(text: str) -> str:
    """A text as base64 of its gzipped UTF-8 bytes, without a time stamp."""
    # Half a surrogate pair cannot be written as UTF-8; a question mark stands for it.
    content = gzip.compress(text.encode("utf-8", "replace"), compresslevel=6, mtime=0)
    return base64.b64encode(content).decode("ascii")


def decode_payload(payload: str) -> tuple[str, ...]:
    """The texts of a payload's parts."""
    return tuple(gzip.decompress(base64.b64decode(part)).decode("utf-8") for part in payload.split("."))


def _layer_table(
    layer: Layer,
    evidence: Evidence,
    cards: dict[str, Card],
    tables: tuple[StringTable, GeometryTable],
    areas: dict[str, "BaseGeometry"],
) -> dict[str, object]:
    strings, geometries = tables
    numbers = {key: number for number, key in enumerate(cards)}
    rows: list[tuple[float, ...]] = []
    for index, (row, shape) in enumerate(zip(layer_rows(layer), layer.frame.geometry.tolist(), strict=True)):
        key = card_key(layer.key, index, row)
        known = cards.get(key)
        if known is None:
            cards[key] = row_card(layer.key, index, row, evidence)
        else:
            known.figures += [said for said in row_figures(layer.key, row) if said not in known.figures]
        rows.append(
            (
                numbers.setdefault(key, len(numbers)),
                _KIND_INDEX[row_kind(layer.key, row)],
                geometries.add(_drawn_shape(layer.key, row, shape, areas)),
                strings.add(text_of(row, "place_name")),
                strings.add(_label(layer.key, row)),
                _size(layer.key, row, evidence),
                _arrow(layer.key, row),
                int(_is_coarse(row)),
            )
        )
    columns = (
        dict(zip(COLUMNS, map(list, zip(*rows, strict=True)), strict=True))
        if rows
        else {name: [] for name in COLUMNS}
    )
    columns["card"] = differences(columns["card"])
    is_shown = layer.key not in HIDDEN_AT_FIRST
    return {
        "key": layer.key,
        "title": strings.add(layer.title),
        "shown": is_shown,
        "columns": columns,
        "classes": _classes(layer) if layer.key == "regions" else None,
    }


def _classes(layer: Layer) -> dict[str, list[int]]:
    """The classes of a choropleth, by what it shows."""
    frame = layer.frame
    events = [
        conflict + cooperation
        for conflict, cooperation in zip(frame["conflict_events"], frame["cooperation_events"], strict=True)
    ]
    people = frame["displaced"].tolist() if "displaced" in frame.columns else []
    return {"events": class_bounds(events), "people": class_bounds([one or 0 for one in people])}


def _numbers_of(keys: Iterable[str], numbers: Mapping[str, int]) -> list[int]:
    return differences(sorted(numbers[key] for key in keys if key in numbers))


def _documents_of(layer: Layer, evidence: Evidence) -> list[list[int]] | None:
    """For each place the numbers of the documents that name it; None without documents."""
    named: dict[str, dict[int, None]] = {}
    for number, parsed in enumerate(evidence.documents.values(), start=1):
        for mention in parsed.mentions:
            if mention.place:
                named.setdefault(mention.place.place_id, {})[number] = None
    if not named:
        return None
    return [differences(list(named.get(place_id, ()))) for place_id in layer.frame["place_id"]]


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


def _card_table(cards: Iterable[Card], strings: StringTable, evidence: Evidence) -> dict[str, list[object]]:
    """What the map needs of the cards before any is opened, as columns."""
    numbers = {key: number for number, key in enumerate(evidence.documents, start=1)}
    columns: dict[str, list[object]] = {
        name: [] for name in ("title", "where", "when", "kind", "day", "days", "score", "document", "isEvent")
    }
    for card in cards:
        day = card.day.toordinal() if card.day else 0
        cells = (
            strings.add(card.title),
            strings.add(card.where),
            strings.add(card.when),
            _KIND_INDEX[card.kind],
            day,
            card.last_day.toordinal() - day if card.last_day else 0,
            None if card.score is None else round(card.score, 3),
            numbers.get(card.document_id or "", 0),
            int(card.is_event),
        )
        for column, cell in zip(columns.values(), cells, strict=True):
            column.append(cell)
    return columns


def _evidence_table(cards: Iterable[Card]) -> dict[str, object]:
    """What a card says when it is opened, as columns, with strings of its own.

    What hardly repeats (``id``, ``quote``, ``url``) stands in its column as it is.
    """
    strings = StringTable()
    columns: dict[str, list[object]] = {
        name: []
        for name in (
            "id", "quote", "marks", "figures", "source", "published", "url", "count", "others", "scoreWord",
            "note", "reasons",
        )
    }  # fmt: skip
    for card in cards:
        cells = (
            card.key,
            card.quote or "",
            _mark_numbers(card),
            [strings.add(part) for said in card.figures for part in said],
            strings.add(card.source),
            strings.add(card.published),
            card.url or "",
            card.reports,
            [[strings.add(part) for part in other] for other in card.others],
            strings.add(words.score_word(card.score) if card.score is not None else None),
            strings.add(card.note),
            [
                number
                for name, score, why in card.reasons
                for number in (strings.add(name), round(100 * score), strings.add("; ".join(why)))
            ],
        )
        for column, cell in zip(columns.values(), cells, strict=True):
            column.append(cell)
    return {"strings": strings.strings, "columns": columns}


def _mark_numbers(card: Card) -> list[int]:
    """Flat (start as the difference to the one before, length, what) of each mark in a quote."""
    starts = differences([start for start, _, _ in card.marks])
    marks = zip(starts, card.marks, strict=True)
    return [number for gap, (start, end, what) in marks for number in (gap, end - start, what)]


@contextmanager
def _no_collection() -> Iterator[None]:
    """Puts off the search for unreachable objects: there are none, and it would look at all rows often."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
