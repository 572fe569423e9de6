"""How fast and in how much memory `geomap gazetteer build` makes a table, on rows of the true format.

    python benchmarks/gazetteer_build.py [--rows N] [--names-per-row X] [--json]

Generates allCountries.txt and alternateNamesV2.txt, first with a quarter of N places and then with N, builds
each in a process of its own, and prints places per second and the peak of that process' memory. What
follows for the full dump, 13 million places, is extrapolated along the line through the two sizes; the table
says so. In the full dump fewer names differ than in the generated one (see "different names").
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from geomap.gazetteer.sections import SectionFile

FULL_ROWS: Final = 13_000_000
_ROOT: Final = Path(__file__).resolve().parent.parent
_SYLLABLES: Final = "ka ri mo ten lu sha bo vi ne dor gan pol mir esk az ul tan ber khar kiv ost wald".split()
_ENDINGS: Final = ("", "", "", "ville", " Creek", " Hill", " Mountain", " Lake", " School", "ovka")
_FEATURES: Final = (
    ("P", "PPL", 0.40),
    ("H", "STM", 0.17),
    ("T", "HLL", 0.13),
    ("S", "SCH", 0.20),
    ("L", "LCTY", 0.05),
    ("A", "ADM3", 0.05),
)
_COUNTRIES: Final = ("US.CA", "UA.07", "CN.08", "IN.07", "FR.11", "ML.09", "BR.27", "RU.48", "TR.34", "ID.30")
_SCRIPTS: Final = ("en", "ru", "ar", "zh", "fr", "")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; a build that fails ends it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--rows", type=int, default=1_000_000, metavar="N", help="places (default: 1,000,000)"
    )
    parser.add_argument(
        "--names-per-row",
        type=float,
        default=1.2,
        metavar="X",
        help="alternate names per place (default: 1.2)",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object per size")
    options = parser.parse_args(arguments)
    results = []
    for row_count in (options.rows // 4, options.rows):
        with TemporaryDirectory(prefix="gazetteer-build-") as folder:
            source = Path(folder) / "dump"
            source.mkdir()
            write_dump(source, row_count, round(row_count * options.names_per_row))
            results.append(measure(source, Path(folder) / "out", row_count))
    results.append(extrapolate(*results))
    for result in results:
        print(json.dumps(result) if options.json else _as_table(result))
    return 0


def _as_table(result: dict[str, float | str]) -> str:
    cells = [f"{value:,}" if not isinstance(value, str) else value for value in result.values()]
    return "\n".join(f"{key:22}  {cell}" for key, cell in zip(result, cells, strict=True)) + "\n"


def write_dump(folder: Path, row_count: int, name_count: int) -> None:
    """Write allCountries.txt and alternateNamesV2.txt; the same numbers give the same files."""
    generator = random.Random(2026)
    codes = [(feature_class, code) for feature_class, code, _ in _FEATURES]
    weights = [weight for _, _, weight in _FEATURES]
    with (folder / "allCountries.txt").open("w", encoding="utf-8", newline="\n") as file:
        for number in range(1, row_count + 1):
            name = make_name(generator)
            feature_class, feature_code = generator.choices(codes, weights)[0]
            country, _, admin1 = generator.choice(_COUNTRIES).partition(".")
            people = int(generator.paretovariate(1) * 100) if feature_class in "PA" else 0
            latitude, longitude = generator.uniform(-60, 75), generator.uniform(-180, 180)
            position = f"{latitude:.5f}\t{longitude:.5f}\t{feature_class}\t{feature_code}"
            inside = f"{country}\t\t{admin1}\t\t\t\t{min(people, 9_000_000)}"
            file.write(f"{number}\t{name}\t{name}\t\t{position}\t{inside}\t\t0\tEtc/UTC\t2026-01-01\n")
    with (folder / "alternateNamesV2.txt").open("w", encoding="utf-8", newline="\n") as file:
        for number in range(1, name_count + 1):
            geonameid = generator.randint(1, row_count)
            language = generator.choice(_SCRIPTS)
            file.write(f"{number}\t{geonameid}\t{language}\t{make_name(generator)}\t\t\t\t\t\t\n")


def make_name(generator: random.Random) -> str:
    """A name of two to four syllables, a third of the time with a second word, so that names recur."""
    stem = "".join(generator.choices(_SYLLABLES, k=generator.choice((2, 3, 3, 4)))).capitalize()
    second = (
        f" {''.join(generator.choices(_SYLLABLES, k=2)).capitalize()}" if generator.random() < 0.4 else ""
    )
    return stem + second + generator.choice(_ENDINGS)


def measure(source: Path, out: Path, row_count: int) -> dict[str, float | str]:
    """Build in a subprocess: seconds, places per second, peak memory, and how many names differ."""
    environment = os.environ | {"PYTHONPATH": str(_ROOT)}
    environment.pop("GEOMAP_DATA", None)
    command = [sys.executable, "-m", "geomap", "gazetteer", "build", "--quiet"]
    begin = time.perf_counter()
    process = subprocess.Popen([*command, "--geonames", str(source), "--out", str(out)], env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    if os.waitstatus_to_exitcode(status):
        raise SystemExit("the build failed")
    return {
        "how": "measured",
        "places": row_count,
        "different names": len(SectionFile(out / "gazetteer" / "places.bin").column("first")),
        "seconds": round(seconds, 1),
        "places per second": round(row_count / seconds),
        "peak memory, MB": round(usage.ru_maxrss / 1024),
        "size of the table, MB": round(
            sum(path.stat().st_size for path in (out / "gazetteer").iterdir()) / 2**20
        ),
    }


def extrapolate(small: dict[str, float | str], large: dict[str, float | str]) -> dict[str, float | str]:
    """The same figures for the full dump, along the line through two sizes."""
    result: dict[str, float | str] = {"how": "extrapolated from the two above", "places": FULL_ROWS}
    span = float(large["places"]) - float(small["places"])
    for key in ("different names", "seconds", "peak memory, MB", "size of the table, MB"):
        slope = (float(large[key]) - float(small[key])) / span
        result[key] = round(float(large[key]) + slope * (FULL_ROWS - float(large["places"])))
    return result


if __name__ == "__main__":
    raise SystemExit(main())
