"""Resolution by ranking: for each mention, score the places it may mean and choose the best."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from geomap.models import Candidate, Document, FoundSpan, Mention, Reason
from geomap.places.actors import ActorFinder
from geomap.places.bodies import SeatFinder
from geomap.places.calibration import calibrate, doubts, spread
from geomap.places.candidates import CandidateFinder, Option, Options
from geomap.places.demonyms import load_demonyms
from geomap.places.far_homonyms import find_far_homonyms
from geomap.places.features import FEATURES, Board, Context
from geomap.places.great_namesakes import prefer_great_namesakes
from geomap.places.outlets import OutletFinder
from geomap.places.senses import Sense, SenseFinder
from geomap.places.spots import SpotFinder
from geomap.places.state_offices import prefer_states
from geomap.places.strays import find_strays
from geomap.places.town_bodies import tell_home_towns
from geomap.places.unions import without_bodies
from geomap.places.weights import ResolverWeights, load_resolver_weights
from geomap.text.tokens import tokenize

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geomap.gazetteer.store import Gazetteer
    from geomap.reader.reading import DocumentReader

PASSES: Final = 3
_SHOWN: Final = 10
_TOLD: Final = 0.1
"""Evidence that adds less than this is not told as a reason."""

_CAPITALIZED: Final = re.compile(r"[^\W\d_a-z][\w’'-]*")


class RankingResolver:
    """Ranks candidates by weighted features. Keeps the protocol `models.Resolver`."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        *,
        weights: ResolverWeights | None = None,
        reader: DocumentReader | None = None,
    ) -> None:
        """Take the gazetteer to choose from, and other weights than those geomap ships, if wanted.

        With a reader, its trees tell more surely where a name stands for a government.
        """
        self._weights = weights or load_resolver_weights()
        self._column_weights = np.array([self._weights.ranking.get(name, 0.0) for name in FEATURES])
        self._demonyms = load_demonyms()
        self._senses = SenseFinder(CandidateFinder(gazetteer), self._demonyms)
        self._spots = SpotFinder(gazetteer)
        self._outlets = OutletFinder(gazetteer)
        self._seats = SeatFinder(gazetteer)
        self._neighbours = {
            place.country_code: gazetteer.neighbours(place.country_code)
            for place in gazetteer.countries()
            if place.country_code is not None
        }
        self._actors = ActorFinder(reader)

    def resolve(self, document: Document, spans: Sequence[FoundSpan]) -> tuple[Mention, ...]:
        """One mention per span, in the same order.

        ``place`` is None where the gazetteer knows none, or only far namesakes, which stay candidates.

        Mentions with the same name have the same sense. Candidates of equal score are ordered by
        population, then by place_id.
        """
        senses, numbers = self._senses.find(document, spans)
        context = self._context(document)
        tell_home_towns(senses, context.home.place if context.home is not None else None)
        board = Board(senses, context)
        scores = board.rank(self._column_weights, passes=PASSES)
        scores = prefer_great_namesakes(
            board,
            [senses[number].options.key[0] for number in board.numbers],
            scores,
            self._column_weights,
        )
        scores = prefer_states(document, spans, numbers, board, scores)
        answers: dict[int, tuple[Candidate, ...]] = {}
        best: dict[int, Option] = {}
        for row, number in enumerate(board.numbers):
            order, answers[number] = self._candidates(
                board, scores, int(board.starts[row]), int(board.starts[row + 1])
            )
            best[number] = board.options[order]
        far = find_far_homonyms(senses, best, context)
        kept = {number: option for number, option in best.items() if number not in far}
        far |= find_strays(senses, kept, context)
        mentions = [
            _mention(document, span, answers.get(number, ()), senses[number].options, is_far=number in far)
            for span, number in zip(spans, numbers, strict=True)
        ]
        return without_bodies(document.text, self._actors.mark(document, mentions))

    def lay_out(self, document: Document, senses: Sequence[Sense]) -> Board:
        """The candidates of a document's senses with all features that do not depend on scores."""
        return Board(senses, self._context(document))

    def _context(self, document: Document) -> Context:
        """What a document says as a whole."""
        return Context(
            title=self._title_units(document.title),
            hints=self._hints(document.text),
            home=self._outlets.find(document),
            seats=self._seats.find(document.text),
            neighbours=self._neighbours,
        )

    def find_senses(self, document: Document, spans: Sequence[FoundSpan]) -> tuple[list[Sense], list[int]]:
        """The senses of a document and the number of each span's sense."""
        return self._senses.find(document, spans)

    def _candidates(
        self, board: Board, scores: NDArray[np.float64], first: int, last: int
    ) -> tuple[int, tuple[Candidate, ...]]:
        """The best row of one sense, and its candidates, best first, with calibrated scores and reasons."""
        rows: Sequence[int] = range(first, last)
        if len(rows) > _SHOWN:
            least = np.partition(scores[first:last], -_SHOWN)[-_SHOWN]
            rows = [first + int(row) for row in np.flatnonzero(scores[first:last] >= least)]
        order = sorted(
            rows,
            key=lambda row: (-scores[row], -(board.places[row].population or 0), board.places[row].place_id),
        )
        ordered = [float(scores[row]) for row in order]
        facts = doubts(ordered, board.places[order[0]], is_part=board.options[order[0]].is_part)
        shown = spread(ordered, calibrate(facts, self._weights.calibration))
        added = np.round(board.values[order[:_SHOWN]] * self._column_weights, 2)
        reasons: list[list[Reason]] = [[] for _ in added]
        told, columns = np.nonzero(np.abs(added) >= _TOLD)
        for number, column, value in zip(
            told.tolist(), columns.tolist(), added[told, columns].tolist(), strict=True
        ):
            reasons[number].append(_reason(column, value))
        return order[0], tuple(
            Candidate(place=board.places[row], score=score, reasons=tuple(why))
            for row, score, why in zip(order[:_SHOWN], shown, reasons, strict=False)
        )

    def _hints(self, text: str) -> frozenset[str]:
        """The countries whose demonyms stand in a text."""
        words = {match.group().casefold() for match in _CAPITALIZED.finditer(text)}
        found = (self._demonyms.get(word) for word in words)
        return frozenset(demonym.country_code for demonym in found if demonym and demonym.country_code)

    def _title_units(self, title: str | None) -> frozenset[str]:
        """The countries ("US") and divisions ("US.Texas") that a title names."""
        if not title:
            return frozenset()
        units = set()
        for spot in self._spots.find(title, tokenize(title)):
            if spot.demonym is not None and spot.demonym.country_code:
                units.add(spot.demonym.country_code)
            if spot.facts is None or spot.facts.kind not in ("country", "admin1"):
                continue
            for code, admin1 in spot.facts.units:
                if spot.facts.kind == "country" and admin1 is None and code:
                    units.add(code)
                elif spot.facts.kind == "admin1" and admin1 is not None:
                    units.add(f"{code}.{admin1}")
        return frozenset(units)


@lru_cache(maxsize=1 << 14)
def _reason(column: int, value: float) -> Reason:
    return Reason(name=FEATURES[column], value=value)


def _mention(
    document: Document,
    span: FoundSpan,
    candidates: tuple[Candidate, ...],
    options: Options,
    *,
    is_far: bool,
) -> Mention:
    best = candidates[0] if candidates and not is_far else None
    return Mention(
        start=span.start,
        end=span.end,
        text=document.quote(span.start, span.end),
        score=span.score if best is None else round(span.score * best.score, 4),
        kind=span.kind,
        place=best.place if best is not None else None,
        candidates=candidates,
        candidate_count=options.count,
    )
