"""How the map looks: colors, marks and line styles as data, for the light and the dark theme.

The script in ``static/`` knows shapes but no meaning: which kind of row has which color, mark and
legend words is decided here and travels in the payload.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from geomap.constants import COLORS, EventType, Precision, QuadClass


class Theme(StrEnum):
    """Which palette a map uses; ``auto`` follows the reader's system."""

    LIGHT = "light"
    DARK = "dark"
    AUTO = "auto"


class Mark(StrEnum):
    """The shapes the script can draw at a point."""

    CIRCLE = "circle"
    RING = "ring"
    DIAMOND = "diamond"
    SQUARE = "square"
    DOT = "dot"


class Kind(StrEnum):
    """What a row on the map is, as far as its look goes."""

    MATERIAL_CONFLICT = "material_conflict"
    VERBAL_CONFLICT = "verbal_conflict"
    VERBAL_COOPERATION = "verbal_cooperation"
    MATERIAL_COOPERATION = "material_cooperation"
    DISPLACEMENT_FLOW = "displacement_flow"
    DISPLACEMENT_STOCK = "displacement_stock"
    ECONOMY = "economy"
    PLACE = "place"
    REGION = "region"


@dataclass(frozen=True, slots=True, kw_only=True)
class KindStyle:
    """The look of one kind of row: fill, line and text colors for both themes, mark, line.

    ``line_px`` is the width of a line in pixels (for the economy layer the amount decides instead).
    ``is_dashed`` holds for lines; the outline of an uncertain area is always dashed.
    ``hatch`` is the direction of an uncertain area's hatch: 1 rises, -1 falls to the right.
    """

    label: str
    mark: Mark
    fill: str
    line: str
    text: str
    dark_line: str
    dark_text: str
    line_px: float = 2.0
    is_dashed: bool = False
    hatch: int = 1


KIND_STYLES: Final[dict[Kind, KindStyle]] = {
    Kind.MATERIAL_CONFLICT: KindStyle(
        label="Material conflict",
        mark=Mark.CIRCLE,
        fill=COLORS["material_conflict"],
        line=COLORS["material_conflict"],
        text="#A34700",
        dark_line="#E8772A",
        dark_text="#F2A064",
        line_px=2.6,
    ),
    Kind.VERBAL_CONFLICT: KindStyle(
        label="Verbal conflict",
        mark=Mark.RING,
        fill=COLORS["verbal_conflict"],
        line="#D08F00",
        text="#8A5F00",
        dark_line=COLORS["verbal_conflict"],
        dark_text="#F0BC4E",
        line_px=2.0,
        is_dashed=True,
    ),
    Kind.VERBAL_COOPERATION: KindStyle(
        label="Verbal cooperation",
        mark=Mark.DIAMOND,
        fill=COLORS["verbal_cooperation"],
        line="#2F8FC4",
        text="#1F6C98",
        dark_line=COLORS["verbal_cooperation"],
        dark_text="#8CCBF0",
        line_px=1.8,
        hatch=-1,
    ),
    Kind.MATERIAL_COOPERATION: KindStyle(
        label="Material cooperation",
        mark=Mark.SQUARE,
        fill=COLORS["material_cooperation"],
        line=COLORS["material_cooperation"],
        text="#00704F",
        dark_line="#1DB98C",
        dark_text="#5FD3B0",
        line_px=3.4,
        hatch=-1,
    ),
    Kind.DISPLACEMENT_FLOW: KindStyle(
        label="People displaced over a period",
        mark=Mark.CIRCLE,
        fill=COLORS["displacement"],
        line="#B65E90",
        text="#8E3B6B",
        dark_line=COLORS["displacement"],
        dark_text="#E5A9CA",
        line_px=2.4,
    ),
    Kind.DISPLACEMENT_STOCK: KindStyle(
        label="People displaced at a date",
        mark=Mark.RING,
        fill=COLORS["displacement"],
        line="#B65E90",
        text="#8E3B6B",
        dark_line=COLORS["displacement"],
        dark_text="#E5A9CA",
        line_px=2.4,
    ),
    Kind.ECONOMY: KindStyle(
        label="Trade, aid, sanctions, investment",
        mark=Mark.SQUARE,
        fill=COLORS["economy"],
        line=COLORS["economy"],
        text="#5E5200",
        dark_line="#B5A22E",
        dark_text="#D6C65C",
        hatch=-1,
    ),
    Kind.PLACE: KindStyle(
        label="Place mentioned",
        mark=Mark.DOT,
        fill=COLORS["place"],
        line=COLORS["place"],
        text="#464E58",
        dark_line="#A7B0BA",
        dark_text="#B8C0C9",
    ),
    Kind.REGION: KindStyle(
        label="Events per region",
        mark=Mark.SQUARE,
        fill=COLORS["region"],
        line=COLORS["region"],
        text="#42467C",
        dark_line="#9296D6",
        dark_text="#B4B7E6",
    ),
}
"""The Okabe-Ito based palette; every kind differs in mark or line as well as in color."""

PALETTES: Final[dict[Theme, dict[str, str]]] = {
    Theme.LIGHT: {
        "land": "#F5F3EC",
        "sea": "#DDE8EE",
        "border": "#B9B4A7",
        "coast": "#C9CFCB",
        "disputed": "#6B6B6B",
        "country": "#8C877A",
        "label": "#2B2E33",
        "halo": "#FFFFFF",
    },
    Theme.DARK: {
        "land": "#23272B",
        "sea": "#15191D",
        "border": "#4A5157",
        "coast": "#3A4147",
        "disputed": "#8A8A8A",
        "country": "#7E868D",
        "label": "#E8EAEC",
        "halo": "#15191D",
    },
}
"""The base map and labels in both themes."""

FILL_OPACITY: Final = 0.18
"""Opacity of the fill of an area whose event happened somewhere inside it."""

LAYER_KINDS: Final[dict[str, Kind]] = {
    "economy": Kind.ECONOMY,
    "places": Kind.PLACE,
    "regions": Kind.REGION,
}
"""Layers whose rows all look alike; the others look by quad class or figure category."""

HIDDEN_AT_FIRST: Final = frozenset({"regions"})
"""Layers that are off until the reader turns them on."""


COARSE: Final = frozenset({Precision.ADMIN1, Precision.COUNTRY, Precision.WORLD_REGION})
"""Precisions that are drawn as a hatched area."""

TYPE_INTENSITIES: Final[dict[str, float]] = {
    EventType.REQUEST: 0.0,
    EventType.REJECT: -2.0,
    EventType.THREATEN: -3.5,
    EventType.PROTEST: -5.0,
    EventType.MOBILIZE: -5.5,
    EventType.SANCTION: -6.0,
    EventType.COERCE: -7.0,
    EventType.ASSAULT: -9.0,
}
"""PLOVER v0.8's scores of conflict types, for rows whose own intensity is not at hand."""


@lru_cache(maxsize=256)
def event_kind(layer_key: str, quad_class: str | None, *, is_stock: bool = False) -> Kind:
    """How a row of a layer looks; a row without a quad class looks like a place."""
    if layer_key == "displacement":
        return Kind.DISPLACEMENT_STOCK if is_stock else Kind.DISPLACEMENT_FLOW
    if layer_key in LAYER_KINDS:
        return LAYER_KINDS[layer_key]
    return Kind(quad_class) if quad_class in frozenset(QuadClass) else Kind.PLACE


def style_table() -> dict[str, object]:
    """All styles as plain JSON values, for the payload."""
    kinds = [
        {
            "key": kind.value,
            "label": style.label,
            "mark": style.mark.value,
            "light": [style.fill, style.line, style.text],
            "dark": [style.fill, style.dark_line, style.dark_text],
            "width": style.line_px,
            "dashed": style.is_dashed,
            "hatch": style.hatch,
        }
        for kind, style in KIND_STYLES.items()
    ]
    palettes = {theme.value: palette for theme, palette in PALETTES.items()}
    return {"kinds": kinds, "palettes": palettes, "opacity": FILL_OPACITY}
