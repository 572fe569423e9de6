"""The table of data files in data/README.md with their rows and checksums; part of `build_data.py`."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

_BEGIN = "<!-- table of files: begin -->"
_END = "<!-- table of files: end -->"
_HEADER = ("file", "what", "source", "licence", "date", "rows", "sha256")


def renew_table(data: Path) -> int:
    """Renew rows and checksums of all files, keep what people wrote, add a line for a new file.

    Returns:
        The number of files listed.
    """
    readme = data / "README.md"
    text = readme.read_text(encoding="utf-8")
    before, _, rest = text.partition(_BEGIN)
    table, _, after = rest.partition(_END)
    known = {row["file"]: row for row in parse_table(table)}
    lines = ["| " + " | ".join(_HEADER) + " |", "|" + "---|" * len(_HEADER)]
    names = list(data_files(data))
    for name in names:
        row = known.get(name, {})
        cells = [
            name,
            row.get("what") or name.rsplit("/", 1)[-1].split(".")[0].replace("_", " "),
            row.get("source") or "compiled by the geomap authors",
            row.get("licence") or "MIT",
            row.get("date") or "2026-11",
            str(count_rows(data / name)),
            hashlib.sha256((data / name).read_bytes()).hexdigest(),
        ]
        lines.append("| " + " | ".join(cells) + " |")
    readme.write_text(before + _BEGIN + "\n" + "\n".join(lines) + "\n" + _END + after, encoding="utf-8")
    return len(names)


def data_files(data: Path) -> Iterator[str]:
    """The names of all data files relative to the data folder, sorted; the README is not one."""
    for path in sorted(data.rglob("*")):
        is_hidden = any(part.startswith(".") for part in path.relative_to(data).parts)
        if path.is_file() and path.name != "README.md" and not is_hidden:
            yield path.relative_to(data).as_posix()


def parse_table(text: str) -> list[dict[str, str]]:
    """The rows of a Markdown table with the columns of this one."""
    rows = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
        if len(cells) == len(_HEADER) and cells[0] != "file" and not cells[0].startswith("--"):
            rows.append(dict(zip(_HEADER, cells, strict=True)))
    return rows


def count_rows(path: Path) -> int:
    """Rows of a table, entries of a JSON file, places or polygons of a binary file; a network is one."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            lines = (line for line in file if not line.startswith(("# ", "#\n")))
            return sum(1 for _ in csv.reader(lines)) - 1
    if path.name.endswith(".json.gz"):
        return _count_values(json.loads(gzip.decompress(path.read_bytes())))
    if path.suffix == ".json":
        return _count_values(json.loads(path.read_bytes()))
    if path.suffix == ".marisa":
        from marisa_trie import Trie

        return len(Trie().mmap(str(path)))
    if path.suffix == ".bin":
        from geomap.gazetteer.sections import SectionFile

        sections = SectionFile(path)
        return len(sections.column("identifier" if path.name == "places.bin" else "start")) - (
            path.name != "places.bin"
        )
    return 1 if path.suffix == ".onnx" else len(path.read_text(encoding="utf-8").splitlines())


def _count_values(value: object) -> int:
    return (
        sum(len(part) for part in value.values() if hasattr(part, "__len__"))
        if isinstance(value, dict)
        else len(value)
        if isinstance(value, list)
        else 1
    )
