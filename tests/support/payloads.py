"""What a payload says, read back in Python as the script reads it in the browser."""

from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from geomap.render.encoding import STEPS_PER_DEGREE
from geomap.render.packing import decode_payload
from geomap.render.words import fill


@dataclass(frozen=True)
class ReadCard:
    """One card as a reader sees it."""

    key: str
    title: str
    where: str
    when: str
    score: float | None
    quote: str
    marks: list[tuple[int, int, int]]
    figures: list[tuple[str, str]]
    source: str
    published: str
    url: str
    reports: int
    note: str
    others: list[list[str]]
    reasons: list[tuple[str, float, str]]


def read_cards(payload: str) -> dict[str, ReadCard]:
    """The cards of a payload by their keys, in order."""
    drawn, evidence, *_ = decode_payload(payload)
    keys = evidence["columns"]["ids"]
    return {key: _read_card(number, key, drawn, evidence) for number, key in enumerate(keys)}


def layer_column(drawn: dict[str, Any], layer: int, name: str) -> list[int]:
    """One column of a layer."""
    start, end = _span([one["size"] for one in drawn["layers"]], layer)
    column: list[int] = drawn["columns"][f"row{name.title()}"][start:end]
    return column


def geometry_numbers(drawn: dict[str, Any]) -> list[list[int]]:
    """For each layer the numbers of its rows' geometries."""
    cards, first, following, found = drawn["columns"]["cardPlace"], {}, 1, []
    for layer in range(len(drawn["layers"])):
        numbers = []
        rows = zip(*(layer_column(drawn, layer, name) for name in ("card", "place", "geometry")), strict=True)
        for card, place, code in rows:
            name = place - 1 if place else cards[card]
            number = following + 1 - code if code else first[name]
            following += number == following
            first.setdefault(name, number)
            numbers.append(number)
        found.append(numbers)
    return found


@dataclass(frozen=True)
class ReadGeometry:
    """One geometry; positions are (longitude, latitude) in degrees, rings are closed."""

    points: list[tuple[float, float]]
    lines: list[list[tuple[float, float]]]
    rings: list[list[tuple[float, float]]]
    label: tuple[float, float] | None


def read_geometries(columns: dict[str, Any]) -> list[ReadGeometry]:
    """The geometries of a part, without the one that is none."""
    positions = iter(_read_positions(columns))
    paths, rings = _read_paths(columns, "path"), _read_rings(columns)
    sizes = iter(columns["lineSize"])
    found = []
    for index, count in enumerate(columns["rings"]):
        points = [next(positions) for _ in range(columns["points"][index])]
        lines = [
            [next(positions), next(positions)] if next(sizes) == 2 else _scaled(next(paths), STEPS_PER_DEGREE)
            for _ in range(columns["lines"][index])
        ]
        closed = [[*ring, ring[0]] for ring in (next(rings) for _ in range(count))]
        label = next(positions) if count else None
        found.append(ReadGeometry(points, lines, closed, label))
    return found


def _scaled(path: list[tuple[int, int]], steps: int) -> list[tuple[float, float]]:
    return [(x / steps, y / steps) for x, y in path]


def _read_positions(columns: dict[str, Any]) -> list[tuple[float, float]]:
    following, found = 0, []
    for behind in columns["at"]:
        number = following - behind
        following += behind == 0
        found.append((columns["x"][number] / STEPS_PER_DEGREE, columns["y"][number] / STEPS_PER_DEGREE))
    return found


def _read_paths(columns: dict[str, Any], name: str) -> Any:
    points = iter(zip(columns[f"{name}X"], columns[f"{name}Y"], strict=True))
    for size in columns[f"{name}Size"]:
        yield [next(points) for _ in range(size)]


def _read_rings(columns: dict[str, Any]) -> Any:
    paths, grids, codes = _read_paths(columns, "arc"), iter(columns["arcGrid"]), iter(columns["ringArc"])
    arcs: list[list[tuple[float, float]]] = []
    for size in columns["ringArcs"]:
        ring = []
        for code in (next(codes) for _ in range(size)):
            if not code:
                arcs.append(_scaled(next(paths), 2 ** next(grids)))
            arc = arcs[-((code + 1) // 2) or -1]
            ring += arc[:0:-1] if code % 2 else arc[:-1]
        yield ring


def _read_card(number: int, key: str, drawn: dict[str, Any], evidence: dict[str, Any]) -> ReadCard:
    own = {
        name: drawn["columns"][f"card{name.title()}"][number] for name in ("title", "where", "time", "score")
    }
    first, second, place = (
        drawn["strings"][drawn["columns"][f"card{name.title()}"][number]]
        for name in ("first", "second", "place")
    )
    columns, strings = evidence["columns"], evidence["strings"]
    source = columns["source"][number]
    mark = _run(columns["mark"], columns["marks"], number, 3)
    marks = zip(accumulate(mark[::3]), mark[1::3], mark[2::3], strict=True)
    said = [strings[one] for one in _run(columns["figure"], columns["figures"], number, 2)]
    reason = [
        _run(columns[f"reason{name}"], columns["reasons"], number, 1) for name in ("Name", "Score", "Why")
    ]
    name, published = (strings[one] for one in columns["sources"][2 * source : 2 * source + 2])
    return ReadCard(
        key=key,
        title=fill(drawn["patterns"][own["title"]], first, second),
        where=fill(drawn["patterns"][own["where"]], place),
        when=drawn["times"][own["time"]],
        score=(own["score"] - 1) / 100 if own["score"] else None,
        quote=columns["quotes"][columns["quote"][number]],
        marks=[(begin, begin + length, what) for begin, length, what in marks],
        figures=list(zip(said[::2], said[1::2], strict=True)),
        source=name,
        published=published,
        url=columns["sourceUrl"][source],
        reports=columns["count"][number],
        note=strings[columns["note"][number]],
        others=evidence["others"].get(str(number), []),
        reasons=[
            (strings[name], score / 100, strings[why]) for name, score, why in zip(*reason, strict=True)
        ],
    )


def _run(flat: list[int], sizes: list[int], number: int, width: int) -> list[int]:
    start, end = _span(sizes, number)
    return flat[width * start : width * end]


def _span(sizes: list[int], number: int) -> tuple[int, int]:
    """Where a run begins and ends."""
    (span,) = list(pairwise(accumulate(sizes, initial=0)))[number : number + 1]
    return span
