"""The look of a layer in QGIS: rules by what an event is and by its geometry, in the colors of the map.

A table of a GeoPackage may hold points, lines and areas, which QGIS opens as one layer each; every
rule therefore names the geometry it draws, and the same style serves all three.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from geomap.constants import COLORS, STOCKS, QuadClass

_VERSION = "3.22.0"
_POINT, _LINE, _AREA = "Point", "Line", "Polygon"
_PLAIN = COLORS["place"]
_STOCKS = ", ".join(f"'{category.value}'" for category in sorted(STOCKS))

_BY_FIGURE = 'min(25, max(2.5, 0.012 * sqrt(coalesce("value", 0))))'
"""A diameter in millimetres, so that the circle's area follows the number of people."""
_BY_AMOUNT = 'max(0.4, min(4, 0.45 * log10(coalesce("value", 0) / 1000000 + 1)))'
_BY_MENTIONS = 'min(6, 1.6 + 0.6 * sqrt("mentions"))'


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What one rule draws: the rows a filter chooses, with a mark at points, a line, a hatch in areas."""

    label: str
    color: str
    where: str = ""
    mark: str = "circle"
    is_hollow: bool = False
    is_dashed: bool = False
    width_mm: float = 0.5
    hatch_degrees: int = 45
    size_mm: float = 3.0
    size: str = ""
    width: str = ""


def _quad(quad_class: QuadClass, label: str, **look: object) -> _Look:
    chosen = {"where": f"\"quad_class\" = '{quad_class.value}'", "color": COLORS[quad_class.value]}
    return _Look(label=label, **(chosen | look))  # type: ignore[arg-type]  # each field has its own type


_EVENTS: Final = (
    _quad(QuadClass.MATERIAL_CONFLICT, "Material conflict", width_mm=0.7),
    _quad(QuadClass.VERBAL_CONFLICT, "Verbal conflict", is_hollow=True, is_dashed=True),
    _quad(QuadClass.VERBAL_COOPERATION, "Verbal cooperation", mark="diamond", hatch_degrees=135),
    _quad(
        QuadClass.MATERIAL_COOPERATION,
        "Material cooperation",
        mark="square",
        width_mm=0.9,
        hatch_degrees=135,
    ),
    _Look(label="Other", color=_PLAIN, where="ELSE"),
)
_LOOKS: Final[Mapping[str, tuple[_Look, ...]]] = {
    "displacement": (
        _Look(
            label="People displaced over a period",
            color=COLORS["displacement"],
            where=f'"category" IS NULL OR "category" NOT IN ({_STOCKS})',
            size=_BY_FIGURE,
        ),
        _Look(
            label="People displaced at a date",
            color=COLORS["displacement"],
            where=f'"category" IN ({_STOCKS})',
            is_hollow=True,
            size=_BY_FIGURE,
        ),
    ),
    "economy": (
        _Look(
            label="Trade, aid, sanctions, investment",
            color=COLORS["economy"],
            mark="square",
            width=_BY_AMOUNT,
            hatch_degrees=135,
        ),
    ),
    "places": (_Look(label="Place mentioned", color=_PLAIN, size=_BY_MENTIONS),),
}

_REGION_CLASSES: Final = ((1, 1, 0.12), (2, 4, 0.28), (5, 9, 0.45), (10, None, 0.65))
"""From how many events to how many, and how opaque a region is filled then."""


def layer_qml(key: str) -> str:
    """The style of the layer with this key as a QML document; other keys look like event layers."""
    if key == "regions":
        return _document(_region_rules())
    return _document(
        (look.label, _filter(look.where, kind), _symbol(look, kind))
        for look in _LOOKS.get(key, _EVENTS)
        for kind in (_POINT, _LINE, _AREA)
    )


def _filter(where: str, kind: str) -> str:
    geometry = f"geometry_type($geometry) = '{kind}'"
    if where == "ELSE":
        known = ", ".join(f"'{quad_class.value}'" for quad_class in QuadClass)
        where = f'"quad_class" IS NULL OR "quad_class" NOT IN ({known})'
    return f"({where}) AND {geometry}" if where else geometry


def _document(rules: Iterable[tuple[str, str, Element]]) -> str:
    root = Element("qgis", version=_VERSION, styleCategories="Symbology")
    renderer = SubElement(root, "renderer-v2", type="RuleRenderer", symbollevels="0", enableorderby="0")
    tree, symbols = SubElement(renderer, "rules", key="geomap"), SubElement(renderer, "symbols")
    for number, (label, where, symbol) in enumerate(rules):
        SubElement(
            tree,
            "rule",
            key=f"geomap-{number}",
            symbol=str(number),
            label=label,
            filter=where,
            checknoelse="0",
        )
        symbol.set("name", str(number))
        symbols.append(symbol)
    SubElement(root, "blendMode").text = "0"
    indent(root, space=" ")
    return (
        f"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n{tostring(root, encoding='unicode')}\n"
    )


def _region_rules() -> Iterable[tuple[str, str, Element]]:
    count = '("conflict_events" + "cooperation_events")'
    for low, high, opacity in _REGION_CLASSES:
        label = f"{low} event" if high == 1 else f"{low}–{high} events" if high else f"{low} or more events"
        where = f"{count} >= {low}" + (f" AND {count} <= {high}" if high else "")
        yield label, where, _fill(COLORS["region"], opacity=opacity)
    yield "Displaced people only", f"{count} = 0", _fill(COLORS["displacement"], opacity=0.28)


def _symbol(look: _Look, kind: str) -> Element:
    if kind == _POINT:
        return _marker(look)
    return _line(look) if kind == _LINE else _hatched(look)


def _marker(look: _Look) -> Element:
    symbol = Element("symbol", type="marker", alpha="1", clip_to_extent="1", force_rhr="0")
    options = {
        "name": look.mark,
        "color": _rgba(look.color, 0.0 if look.is_hollow else 0.85),
        "outline_color": _rgba(look.color if look.is_hollow else "#FFFFFF"),
        "outline_style": "solid",
        "outline_width": "0.6" if look.is_hollow else "0.25",
        "outline_width_unit": "MM",
        "size": f"{look.size_mm:g}",
        "size_unit": "MM",
        "scale_method": "diameter",
    }
    _add_layer(symbol, "SimpleMarker", options, {"size": look.size})
    return symbol


def _line(look: _Look) -> Element:
    symbol = Element("symbol", type="line", alpha="0.9", clip_to_extent="1", force_rhr="0")
    options = {
        "line_color": _rgba(look.color),
        "line_style": "dash" if look.is_dashed else "solid",
        "line_width": f"{look.width_mm:g}",
        "line_width_unit": "MM",
        "capstyle": "round",
        "joinstyle": "round",
    }
    _add_layer(symbol, "SimpleLine", options, {"outlineWidth": look.width})
    return symbol


def _hatched(look: _Look) -> Element:
    """An area in which something happened somewhere: light fill, diagonal hatch, dashed outline."""
    symbol = _fill(look.color, opacity=0.18, outline="dash")
    pattern = {
        "angle": str(look.hatch_degrees),
        "color": _rgba(look.color, 0.55),
        "distance": "2.4",
        "distance_unit": "MM",
        "line_width": "0.25",
        "line_width_unit": "MM",
    }
    hatch = _add_layer(symbol, "LinePatternFill", pattern, {})
    stroke = Element("symbol", type="line", name="@0@1", alpha="1", clip_to_extent="1", force_rhr="0")
    options = {"line_color": _rgba(look.color, 0.55), "line_width": "0.25", "line_width_unit": "MM"}
    _add_layer(stroke, "SimpleLine", options, {})
    hatch.append(stroke)
    return symbol


def _fill(color: str, *, opacity: float, outline: str = "solid") -> Element:
    symbol = Element("symbol", type="fill", alpha="1", clip_to_extent="1", force_rhr="0")
    options = {
        "color": _rgba(color, opacity),
        "style": "solid",
        "outline_color": _rgba(color, 0.8),
        "outline_style": outline,
        "outline_width": "0.26",
        "outline_width_unit": "MM",
    }
    _add_layer(symbol, "SimpleFill", options, {})
    return symbol


def _add_layer(
    symbol: Element, name: str, options: Mapping[str, str], expressions: Mapping[str, str]
) -> Element:
    layer = SubElement(symbol, "layer", {"class": name, "enabled": "1", "locked": "0", "pass": "0"})
    table = SubElement(layer, "Option", type="Map")
    for key, value in options.items():
        SubElement(table, "Option", type="QString", name=key, value=value)
    given = {key: expression for key, expression in expressions.items() if expression}
    if given:
        _add_expressions(layer, given)
    return layer


def _add_expressions(layer: Element, expressions: Mapping[str, str]) -> None:
    defined = SubElement(SubElement(layer, "data_defined_properties"), "Option", type="Map")
    SubElement(defined, "Option", type="QString", name="name", value="")
    properties = SubElement(defined, "Option", type="Map", name="properties")
    for key, expression in expressions.items():
        one = SubElement(properties, "Option", type="Map", name=key)
        SubElement(one, "Option", type="bool", name="active", value="true")
        SubElement(one, "Option", type="QString", name="expression", value=expression)
        SubElement(one, "Option", type="int", name="type", value="3")
    SubElement(defined, "Option", type="QString", name="type", value="collection")


def _rgba(color: str, opacity: float = 1.0) -> str:
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return f"{red},{green},{blue},{round(255 * opacity)}"
