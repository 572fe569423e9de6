"""A map as a picture of lines and marks (SVG), for paper: no script, no browser, nothing fetched.

Marks carry the numbers of the events they stand for. Every text in the picture is escaped, and nothing
of a document but those numbers and the names of countries from our own files gets into it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from math import cos, radians
from typing import TYPE_CHECKING, Any, Final

from geomap.constants import Worldview
from geomap.geo import Box
from geomap.render.basemaps import read_natural_earth
from geomap.render.styles import FILL_OPACITY, KIND_STYLES, PALETTES, Kind, Mark, Theme

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

WIDTH: Final = 1000
HEIGHT: Final = 560

_STEPS_PER_DEGREE = 100
_MARGIN = 0.14
_LEAST_DEGREES = 4.0
_MAX_LATITUDE = 85.0
_SIZE = 7
_STEP = 2 * _SIZE + 3
_FONT = 13
_SIGN = 0.62
"""Width of a sign of a number, as a share of the font's size."""

_MAX_NUMBERS = 6
_MAX_NAMES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One thing on the sketch: a point, line or area with its look and the number of its event, if any."""

    geometry: BaseGeometry
    kind: Kind
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """The part of the world on show and how it lies on the page; longitudes run on past 180."""

    west: float
    south: float
    east: float
    north: float

    @property
    def stretch(self) -> float:
        """How much narrower a degree of longitude is here than one of latitude."""
        return max(0.2, cos(radians((self.south + self.north) / 2)))

    @property
    def scale(self) -> float:
        """Pixels per degree of latitude."""
        return HEIGHT / (self.north - self.south)

    def point(self, longitude: float, latitude: float) -> tuple[float, float]:
        """A position on the page, in pixels from its upper left corner."""
        x = (longitude - self.west) * self.stretch * self.scale
        return round(x, 1), round((self.north - latitude) * self.scale, 1)


def draw_sketch(drawn: Sequence[Drawn], *, worldview: Worldview = Worldview.ISO) -> str:
    """The sketch as one ``<svg>`` element; the same things give the same text.

    Args:
        drawn: What is shown; the part of the world is chosen to hold all of it.
        worldview: Whose borders are drawn.
    """
    frame = _frame_of([_bounds(one.geometry) for one in drawn])
    basemap = read_natural_earth()
    palette = PALETTES[Theme.LIGHT]
    parts = [
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{palette["sea"]}"/>',
        *_draw_basemap(basemap, frame, worldview),
        *_draw_country_names(basemap["labels"], frame, [at for *_, at in _anchors(drawn, frame)]),
    ]
    for one in drawn:
        parts += _draw_extent(one, frame)
    parts += _draw_marks(drawn, frame)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' aria-label="Map of the events, numbered as in the table" font-family="system-ui, sans-serif">'
        f"<defs>{''.join(_hatches())}</defs>{''.join(parts)}</svg>"
    )


def _bounds(geometry: BaseGeometry) -> Box:
    west, south, east, north = geometry.bounds
    return west, south, east, north


def _frame_of(boxes: Sequence[Box]) -> _Frame:
    """The part of the world that holds some boxes, in the page's proportions; the world for none."""
    if not boxes:
        boxes = [(-180.0, -56.0, 180.0, 78.0)]
    west, east = _narrowest([(west, east) for west, _, east, _ in boxes])
    south = max(-_MAX_LATITUDE, min(south for _, south, _, _ in boxes))
    north = min(_MAX_LATITUDE, max(north for _, _, _, north in boxes))
    stretch = max(0.2, cos(radians((south + north) / 2)))
    tall = max(_LEAST_DEGREES, (north - south) * (1 + 2 * _MARGIN))
    wide = max(_LEAST_DEGREES, (east - west) * (1 + 2 * _MARGIN)) * stretch
    tall = max(tall, wide * HEIGHT / WIDTH)
    wide = tall * WIDTH / HEIGHT / stretch
    middle, center = (west + east) / 2, (south + north) / 2
    return _Frame(
        west=middle - wide / 2, east=middle + wide / 2, south=center - tall / 2, north=center + tall / 2
    )


def _narrowest(spans: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """West and east of the narrowest strip that holds all spans; it may cross the antimeridian."""
    starts = sorted(spans)
    gaps = []
    reach = starts[0][1]
    for (_, end), (start, _) in pairwise(starts):
        reach = max(reach, end)
        gaps.append((start - reach, reach, start))
    reach = max(end for _, end in starts)
    outer = starts[0][0] + 360 - reach
    widest = max(gaps, default=(0.0, 0.0, 0.0))
    if widest[0] > outer and widest[0] > 0:
        return widest[2], widest[1] + 360
    return starts[0][0], min(reach, starts[0][0] + 360)


def _shifted(geometry: BaseGeometry, frame: _Frame) -> Iterator[BaseGeometry]:
    """What of a geometry lies in the frame, once for each turn round the Earth that reaches into it."""
    from shapely import clip_by_rect
    from shapely.affinity import translate

    for turn in (-360, 0, 360):
        west, south, east, north = geometry.bounds
        if west + turn > frame.east or east + turn < frame.west or south > frame.north or north < frame.south:
            continue
        moved = translate(geometry, xoff=turn) if turn else geometry
        clipped = clip_by_rect(moved, frame.west - 1, frame.south - 1, frame.east + 1, frame.north + 1)
        if not clipped.is_empty:
            yield clipped


def _path(geometry: BaseGeometry, frame: _Frame) -> str:
    """The drawing commands of lines and outlines, thinned to what can be seen."""
    from shapely import get_parts

    commands = []
    for part in get_parts(geometry.simplify(0.6 / frame.scale, preserve_topology=False)):
        rings = [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
        for ring in rings:
            points = [frame.point(longitude, latitude) for longitude, latitude, *_ in ring.coords]
            if len(points) > 1:
                end = "Z" if part.geom_type == "Polygon" else ""
                commands.append("M" + "L".join(f"{x:g} {y:g}" for x, y in points) + end)
    return "".join(commands)


def _draw_basemap(basemap: Mapping[str, Any], frame: _Frame, worldview: Worldview) -> Iterator[str]:
    from shapely import LineString, Polygon

    palette = PALETTES[Theme.LIGHT]
    land = [Polygon(_decode(rings[0]), [_decode(ring) for ring in rings[1:]]) for rings in basemap["land"]]
    yield f'<path fill="{palette["land"]}" stroke="{palette["coast"]}" stroke-width="0.8" d="'
    yield "".join(_path(part, frame) for shape in land for part in _shifted(shape, frame))
    yield f'"/><path fill="none" stroke="{palette["border"]}" stroke-width="0.9" d="'
    lines = basemap["borders"].get(worldview.value) or basemap["borders"][Worldview.ISO.value]
    borders = [LineString(_decode(line)) for line in lines]
    yield "".join(_path(part, frame) for shape in borders for part in _shifted(shape, frame))
    yield f'"/><path fill="url(#disputed)" stroke="{palette["disputed"]}" stroke-width="0.7"'
    yield ' stroke-dasharray="4 3" d="'
    disputed = [Polygon(_decode(ring)) for area in basemap["disputed"] for ring in area.get("rings", ())]
    yield "".join(_path(part, frame) for shape in disputed for part in _shifted(shape, frame))
    yield '"/>'


def _decode(numbers: Sequence[int]) -> list[tuple[float, float]]:
    """The positions of a line: whole hundredths of a degree, each as the difference to the one before."""
    points, longitude, latitude = [], 0, 0
    for step_east, step_north in zip(numbers[::2], numbers[1::2], strict=True):
        longitude, latitude = longitude + step_east, latitude + step_north
        points.append((longitude / _STEPS_PER_DEGREE, latitude / _STEPS_PER_DEGREE))
    return points


def _draw_country_names(
    labels: Iterable[Sequence[Any]], frame: _Frame, marks: Iterable[tuple[float, float]]
) -> Iterator[str]:
    """The names of countries, great ones first, as far as they do not stand on marks or each other."""
    taken = [(x + _STEP, y, 1.5 * _STEP) for x, y in marks]
    most = len(taken) + _MAX_NAMES
    for name, _, longitude, latitude, rank in sorted(labels, key=lambda label: (label[4], label[0])):
        for turn in (-360, 0, 360):
            x, y = frame.point(longitude + turn, latitude)
            half = len(name) * _FONT * 0.3
            is_inside = half < x < WIDTH - half and _FONT < y < HEIGHT - _FONT
            is_free = all(
                abs(y - other) > _FONT * 1.4 or abs(x - at) > half + wide for at, other, wide in taken
            )
            if is_inside and is_free and len(taken) < most and rank <= 6:
                taken.append((x, y, half))
                color = PALETTES[Theme.LIGHT]["country"]
                yield (
                    f'<text x="{x:g}" y="{y:g}" fill="{color}" font-size="{_FONT}" text-anchor="middle"'
                    f' letter-spacing="0.5">{escape(name)}</text>'
                )


def _hatches() -> Iterator[str]:
    looks = {kind.value: style.line for kind, style in KIND_STYLES.items()}
    for name, color in (looks | {"disputed": PALETTES[Theme.LIGHT]["disputed"]}).items():
        opacity = 0.35 if name == "disputed" else 0.5
        yield (
            f'<pattern id="{name}" width="7" height="7" patternUnits="userSpaceOnUse"'
            f' patternTransform="rotate(45)"><path d="M0 0V7" stroke="{color}" stroke-width="1.4"'
            f' stroke-opacity="{opacity}"/></pattern>'
        )


def _draw_extent(one: Drawn, frame: _Frame) -> Iterator[str]:
    """A line or an area; points are drawn on top of all of them."""
    style = KIND_STYLES[one.kind]
    dash = ' stroke-dasharray="6 4"' if style.is_dashed else ""
    for part in _shifted(one.geometry, frame):
        if "Polygon" in part.geom_type:
            yield (
                f'<path fill="{style.fill}" fill-opacity="{FILL_OPACITY}" d="{_path(part, frame)}"/>'
                f'<path fill="url(#{one.kind.value})" stroke="{style.line}" stroke-width="1"'
                f' stroke-dasharray="5 3" d="{_path(part, frame)}"/>'
            )
        elif "Line" in part.geom_type:
            yield (
                f'<path fill="none" stroke="{style.line}" stroke-width="{style.line_px:g}"'
                f' stroke-opacity="0.8"{dash} d="{_path(part, frame)}"/>'
            )


def _anchors(drawn: Iterable[Drawn], frame: _Frame) -> Iterator[tuple[Drawn, bool, tuple[float, float]]]:
    """Where points and areas have their mark or number, and whether it is a point."""
    for one in drawn:
        for part in _shifted(one.geometry, frame):
            if "Line" not in part.geom_type:
                anchor = part.representative_point()
                yield one, part.geom_type == "Point", frame.point(anchor.x, anchor.y)


def _draw_marks(drawn: Iterable[Drawn], frame: _Frame) -> Iterator[str]:
    """A mark for each kind of event at each place, side by side, and the numbers beside them."""
    places: dict[tuple[float, float], dict[Kind, None]] = {}
    numbers: dict[tuple[float, float], list[int]] = {}
    for one, is_point, at in _anchors(drawn, frame):
        near = next((other for other in (*places, *numbers) if _is_near(at, other)), at)
        if is_point:
            places.setdefault(near, {})[one.kind] = None
        if one.number is not None:
            numbers.setdefault(near, []).append(one.number)
    for (x, y), kinds in sorted(places.items()):
        for index, kind in enumerate(sorted(kinds, key=list(Kind).index)):
            yield draw_mark(kind, x + index * _STEP, y)
    yield from _draw_numbers(numbers, {at: len(kinds) for at, kinds in places.items()})


def _draw_numbers(
    numbers: Mapping[tuple[float, float], Sequence[int]], marks: Mapping[tuple[float, float], int]
) -> Iterator[str]:
    """The numbers beside their marks, where they stand on no others and on no other mark if that can be.

    Args:
        numbers: Those of each place, which is a position on the page.
        marks: How many marks stand at a place, side by side.
    """
    taken = [_room_of_marks(at, count) for at, count in marks.items()]
    for at, found in sorted(numbers.items()):
        words = _numbers(found)
        width = len(words) * _FONT * _SIGN
        spots = list(_spots(_room_of_marks(at, marks.get(at, 0)), width))
        x, y = next((spot for spot in spots if _is_free(_room(*spot, width), taken)), spots[0])
        taken.append(_room(x, y, width))
        yield (
            f'<text x="{round(x, 1):g}" y="{round(y, 1):g}" font-size="{_FONT}" font-weight="600"'
            f' fill="{PALETTES[Theme.LIGHT]["label"]}" stroke="#fff" stroke-width="3"'
            f' paint-order="stroke">{escape(words)}</text>'
        )


def _spots(marks: Box, width: float) -> Iterator[tuple[float, float]]:
    """Where numbers of a width may begin: right of their marks, left, below and above, inside the picture."""
    left, top, right, bottom = marks
    middle, line = (top + bottom) / 2 + 4.5, _FONT + 1
    rows = (middle, middle + line, middle - line)
    found = [(x, y) for y in rows for x in (right + 1, left - width - 1)]
    found += [((left + right - width) / 2, y) for y in (bottom + line, top - 5)]
    inside = [(x, y) for x, y in found if 0 < x < WIDTH - width and _FONT < y < HEIGHT - 4]
    yield from inside or [(min(max(x, 0), WIDTH - width), y) for x, y in found[:1]]


def _room_of_marks(at: tuple[float, float], count: int) -> Box:
    x, y = at
    return x - _SIZE, y - _SIZE, x + _SIZE + max(0, count - 1) * _STEP, y + _SIZE


def _room(x: float, y: float, width: float) -> Box:
    return x, y - _FONT + 2, x + width, y + 2


def _is_free(room: Box, taken: Iterable[Box]) -> bool:
    return all(
        room[2] <= left or room[0] >= right or room[3] <= top or room[1] >= bottom
        for left, top, right, bottom in taken
    )


def _is_near(left: tuple[float, float], right: tuple[float, float]) -> bool:
    return abs(left[0] - right[0]) < _STEP and abs(left[1] - right[1]) < _STEP * 0.7


def _numbers(found: Iterable[int]) -> str:
    """Numbers as a reader expects them: "1, 4", "2–5, 9", and "…" after the sixth part."""
    runs: list[list[int]] = []
    for number in sorted(set(found)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = [
        f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs[:_MAX_NUMBERS]
    ]
    return ", ".join(words) + (" …" if len(runs) > _MAX_NUMBERS else "")


def draw_mark(kind: Kind, x: float, y: float) -> str:
    """The mark of a kind of event around a position, in pixels."""
    style = KIND_STYLES[kind]
    look = f'fill="{style.fill}" stroke="#fff" stroke-width="1.5"'
    if style.mark is Mark.RING:
        return (
            f'<circle cx="{x:g}" cy="{y:g}" r="{_SIZE - 1}" fill="#fff" fill-opacity="0.6"'
            f' stroke="{style.line}" stroke-width="3"/>'
        )
    if style.mark is Mark.SQUARE:
        half = _SIZE - 1
        return f'<rect x="{x - half:g}" y="{y - half:g}" width="{2 * half}" height="{2 * half}" {look}/>'
    if style.mark is Mark.DIAMOND:
        return f'<path d="M{x:g} {y - _SIZE:g}l{_SIZE} {_SIZE}l-{_SIZE} {_SIZE}l-{_SIZE} -{_SIZE}Z" {look}/>'
    return f'<circle cx="{x:g}" cy="{y:g}" r="{_SIZE if style.mark is Mark.CIRCLE else 4}" {look}/>'
