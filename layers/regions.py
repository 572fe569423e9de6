"""The regions layer: how much was reported per first-order division or country."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from geomap.codes import code_by_identity
from geomap.constants import DISPLACEMENT, Category, Modality, Precision, Unit, figure_key
from geomap.corpus import Corpus, corpus_of
from geomap.layer import Members, Outline, Picked, Rows
from geomap.models import Atlas, Layer, ParsedDocument, Place
from layers.base import DRAWN, make_layer
from layers.choice import Stated, select_figures
from layers.conflict import CONFLICT
from layers.subjects import of_events
from layers.table import Table, event_table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

REGION_COLUMNS: Final = (
    "place_id",
    "place_name",
    "country_code",
    "conflict_events",
    "cooperation_events",
    "displaced",
)
DISPLACED: Final = DISPLACEMENT - {Category.RETURNS}
"""Categories that count people away from home; who returned no longer is."""


def _no_rows() -> NDArray[np.int64]:
    import numpy as np

    return np.zeros(0, dtype=np.int64)


@dataclass(slots=True, kw_only=True)
class _Tally:
    """What was counted in one region so far; its events are rows of the table of events."""

    region: Place
    area: Outline
    rows: NDArray[np.int64] = field(default_factory=_no_rows)
    conflict_events: int = 0
    displaced: list[float] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    @property
    def cooperation_events(self) -> int:
        """The events that are no conflict."""
        return len(self.rows) - self.conflict_events


def build_regions(
    parsed: Sequence[ParsedDocument],
    *,
    atlas: Atlas | None = None,
    modalities: frozenset[Modality] = DRAWN,
) -> Layer:
    """One polygon per first-order division, or per country where no more is known, ordered by place_id.

    A country's row counts only what is known no better than to be in that country, or what lies in
    a division without a polygon; it is not the sum of its divisions. ``displaced`` is the largest
    single figure of persons displaced from or in the region, never a sum, for reports repeat and
    contradict each other; households and returns are left out; missing where there is no figure.
    Without an atlas there are no polygons and therefore no rows.
    """
    import numpy as np

    corpus = corpus_of(parsed)
    tallies = _tally(corpus, atlas, modalities) if atlas else {}
    ordered = [tallies[place_id] for place_id in sorted(tallies)]
    members = Members(
        Picked(event_table(corpus), "event_id", np.concatenate([_no_rows(), *(one.rows for one in ordered)])),
        np.array([len(tally.rows) for tally in ordered], dtype=np.int64),
        [tally.others for tally in ordered],
    )
    cells: tuple[Sequence[object], ...] = (
        [tally.region.place_id for tally in ordered],
        [tally.region.name for tally in ordered],
        [tally.region.country_code for tally in ordered],
        [tally.conflict_events for tally in ordered],
        [tally.cooperation_events for tally in ordered],
        [max(tally.displaced, default=None) for tally in ordered],
    )
    columns = dict(zip(REGION_COLUMNS, cells, strict=True))
    rows = Rows(columns=columns, outlines=[tally.area for tally in ordered])
    return make_layer("regions", "Regions", rows, corpus, atlas, members)


def _tally(corpus: Corpus, atlas: Atlas, modalities: frozenset[Modality]) -> dict[str, _Tally]:
    tallies: dict[str, _Tally] = {}
    _count_events(event_table(corpus), modalities, atlas, tallies)
    _count_figures(corpus, select_figures(corpus, modalities), atlas, tallies)
    return tallies


def _count_figures(corpus: Corpus, stated: Stated, atlas: Atlas, tallies: dict[str, _Tally]) -> None:
    """Add the displaced persons to the tallies of the regions they come from or are in."""
    import numpy as np

    is_displaced = corpus.figures.category.pick(stated.figure).flags(DISPLACED.__contains__)
    are_persons = np.array([one.unit is Unit.PERSON for one in stated.figures(corpus)], dtype=bool)
    stated = stated.pick(is_displaced & are_persons)
    figures, causes = stated.figures(corpus), of_events(corpus, "place", stated.event)
    # Where they come from or are, but never where they went.
    homes = [one.origin or one.location or place for one, place in zip(figures, causes, strict=True)]
    found = code_by_identity(homes).mapped(lambda home: _tally_of(home, atlas, tallies) if home else None)
    events = of_events(corpus, "event_id", stated.event)
    documents = corpus.figures.spans.owner[stated.figure].tolist()
    for figure, tally, event_id, document in zip(figures, found, events, documents, strict=True):
        if tally:
            own = "displacement", corpus.documents["document_id"][document], figure.quote_start, figure.value
            tally.displaced.append(figure.value)
            tally.others.append(figure_key(*own) if event_id is None else event_id)


def _count_events(
    table: Table, modalities: frozenset[Modality], atlas: Atlas, tallies: dict[str, _Tally]
) -> None:
    """Add the events of these modalities to the tallies of their regions."""
    import numpy as np

    wanted = np.flatnonzero(table.coded("mood").flags(modalities.__contains__))
    places = table.coded("place").pick(wanted).compact()
    regions = places.mapped(lambda place: _tally_of(place, atlas, tallies) if place else None)
    known = list(tallies.values())
    numbers = {id(tally): number for number, tally in enumerate(known)}
    region = regions.numbers(lambda found: [numbers.get(id(tally), -1) for tally in found])
    is_conflict = table.coded("quad").flags(CONFLICT.__contains__)[wanted]
    rows = np.argsort(region, kind="stable")[np.count_nonzero(region < 0) :]
    counts = np.bincount(region[rows], minlength=len(known))
    conflicts = np.bincount(region[rows[is_conflict[rows]]], minlength=len(known))
    for tally, end, count, conflict in zip(known, np.cumsum(counts), counts, conflicts, strict=True):
        tally.rows, tally.conflict_events = wanted[rows[end - count : end]], int(conflict)


def _tally_of(place: Place, atlas: Atlas, tallies: dict[str, _Tally]) -> _Tally | None:
    """The tally of the finest region with a polygon that holds a place."""
    if place.precision is Precision.WORLD_REGION:
        return None
    for region in _around(place, atlas):
        if region.place_id in tallies:
            return tallies[region.place_id]
        area = atlas.area(region.place_id)
        if area is not None:
            return tallies.setdefault(region.place_id, _Tally(region=region, area=area))
    return None


def _around(place: Place, atlas: Atlas) -> Iterator[Place]:
    """The regions that may hold a place, finest first; each is looked up when it is asked for."""
    division = atlas.admin1_of(place)
    if division is not None:
        yield division
    yield place
    country = atlas.country(place.country_iso3) if place.country_iso3 else None
    if country is not None:
        yield country
