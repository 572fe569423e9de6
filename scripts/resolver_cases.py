"""Gold documents laid out for `fit_resolver.py`: the candidates of every name and which are right."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from runpy import run_path
from types import SimpleNamespace
from typing import Any

from geomap.gazetteer.store import open_gazetteer
from geomap.models import Document, FoundSpan, Place
from geomap.places.candidates import is_country
from geomap.places.features import Board
from geomap.places.outlets import host_of
from geomap.places.resolve import RankingResolver

GoldMention = tuple[int | None, frozenset[int], frozenset[int]]
"""The row of the name on the board, None without candidates; the candidates near enough; the exact ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A document laid out, with its gold: per mention the row of its name on the board and the right ones."""

    corpus: str
    fold: int
    board: Board
    mentions: tuple[GoldMention, ...]
    with_home: bool


def read_cases(folder: Path, folds: int) -> list[Case]:
    """All documents of all corpora, with the home of their outlet and without."""
    scorer = SimpleNamespace(**run_path(str(folder / "score_geoparsing.py")))
    resolver = RankingResolver(open_gazetteer())
    cases = []
    for path in sorted((folder / "geoparsing").glob("*.dev.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for with_home in (True, False):
                cases.append(_case(resolver, scorer, path.name.split(".")[0], row, folds, with_home))
    return cases


def _case(
    resolver: RankingResolver,
    scorer: SimpleNamespace,
    corpus: str,
    row: dict[str, Any],
    folds: int,
    with_home: bool,
) -> Case:
    source = row.get("source") or ""
    document = Document(
        document_id=str(row["id"]),
        text=row["text"],
        title=row.get("title"),
        source=source if with_home and source else None,
    )
    toponyms = row["toponyms"]
    spans = [FoundSpan(start=toponym["start"], end=toponym["end"]) for toponym in toponyms]
    senses, numbers = resolver.find_senses(document, spans)
    board = resolver.lay_out(document, senses)
    rows = {number: index for index, number in enumerate(board.numbers)}
    mentions: list[GoldMention] = []
    for toponym, number in zip(toponyms, numbers, strict=True):
        if not scorer.has_point(toponym):
            continue
        if number not in rows:
            mentions.append((None, frozenset[int](), frozenset[int]()))
            continue
        first, last = board.starts[rows[number]], board.starts[rows[number] + 1]
        right = {
            candidate
            for candidate in range(first, last)
            if scorer.haversine(
                toponym["lat"],
                toponym["lon"],
                board.places[candidate].latitude,
                board.places[candidate].longitude,
            )
            <= scorer.limit(toponym)
        }
        mentions.append((rows[number], frozenset(right), frozenset(_exact(board.places, right, toponym))))
    key = host_of(source) if corpus == "lgl" else document.document_id
    fold = int(sha256((key or document.document_id).encode()).hexdigest(), 16) % folds
    return Case(corpus=corpus, fold=fold, board=board, mentions=tuple(mentions), with_home=with_home)


def _exact(places: Sequence[Place], right: set[int], toponym: dict[str, Any]) -> set[int]:
    """Of the candidates near enough, the very place of the gold, else those of its kind, else all."""
    identifier = f"geonames:{toponym.get('geonameid')}"
    same = {row for row in right if places[row].place_id == identifier}
    if same:
        return same
    code = toponym.get("fcode") or ""
    if code:
        kinds = {
            row
            for row in right
            if places[row].feature_class == toponym.get("fclass", code[:1])
            and is_country(places[row]) == code.startswith("PCL")
        }
        return kinds or right
    return right
