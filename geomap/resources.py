"""Where geomap's own files are: in a checkout or inside the installed wheel.

The environment variable ``GEOMAP_DATA`` names another data folder; it is read here and nowhere else.
"""

import csv
import os
from collections.abc import Iterator
from pathlib import Path

from geomap.errors import DamagedDataError, MissingDataError

DATA_VARIABLE = "GEOMAP_DATA"
_PACKAGE = Path(__file__).resolve().parent


def data_folder() -> Path:
    """The folder that holds gazetteer, boundaries, lexicon and ontology."""
    chosen = os.environ.get(DATA_VARIABLE)
    if chosen:
        return Path(chosen)
    return _shipped("data", "_data")


def data_path(name: str) -> Path:
    """The path of one data file, such as ``"lexicon/triggers.csv"``.

    Raises:
        MissingDataError: If there is no such file.
    """
    path = data_folder() / name
    if not path.exists():
        raise MissingDataError(name, str(data_folder()))
    return path


def seeds_folder() -> Path:
    """The folder of example stories that come with geomap."""
    return _shipped("seeds", "_seeds")


def read_rows(name: str, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV data file whose header must hold `columns`.

    Lines that start with ``# `` are comments; ``#pact`` may begin a row. Values are stripped; a missing value
    is "".

    Raises:
        MissingDataError: If there is no such file.
        DamagedDataError: If a column is missing or a row has another number of fields.
    """
    with data_path(name).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(line for line in file if not line.startswith(("# ", "#\n")))
        missing = set(columns) - set(reader.fieldnames or ())
        if missing:
            raise DamagedDataError(name, f"column missing: {', '.join(sorted(missing))}")
        for number, row in enumerate(reader, start=2):
            if None in row or None in row.values():
                raise DamagedDataError(name, f"row {number} has another number of fields than the header")
            yield {key: value.strip() for key, value in row.items()}


def _shipped(checkout_name: str, wheel_name: str) -> Path:
    in_wheel = _PACKAGE / wheel_name
    return in_wheel if in_wheel.is_dir() else _PACKAGE.parent / checkout_name
