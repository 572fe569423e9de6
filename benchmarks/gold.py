"""Gold corpora with their scorer, in a folder that the caller names. Not a benchmark by itself."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from runpy import run_path
from types import SimpleNamespace
from typing import Any


def load_scorer(path: Path) -> Any:
    """What a scorer's file defines, by name."""
    return SimpleNamespace(**run_path(str(path)))


def add_corpora(parser: ArgumentParser) -> None:
    """The arguments that name a folder with gold for places, and which of its corpora."""
    parser.add_argument(
        "folder", type=Path, help="folder with score_geoparsing.py and geoparsing/*.dev.jsonl"
    )
    parser.add_argument("--corpus", nargs="+", help="names of corpora, such as lgl; default all")


def open_corpora(folder: Path, names: Sequence[str] | None, program: str) -> tuple[Any, list[Path]] | None:
    """The scorer and the corpora of these names, or all; None, with a word about it, where one is missing."""
    paths = sorted((folder / "geoparsing").glob("*.dev.jsonl"))
    paths = [path for path in paths if not names or path.name.split(".")[0] in names]
    scorer = folder / "score_geoparsing.py"
    if not paths or not scorer.is_file():
        print(f"No scorer or corpus in {folder}: expected {program} FOLDER", file=sys.stderr)
        return None
    return load_scorer(scorer), paths
