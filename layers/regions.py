"""The regions layer: how much was reported per first-order division or country."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from geomap.codes import UNKNOWN, code_by_identity
from geomap.constants import DISPLACEMENT, Category, Modality, Precision, Unit, figure_key
from geomap.corpus import Corpus, corpus_of
from geomap.layer import Members, Outline, Picked, Rows
from geomap.models import Atlas, Layer, ParsedDocument, Place
from layers.base import DRAWN, make_layer
from layers.choice import Stated, select_figures
from layers.conflict import CONFLICT
from layers.subjects import of_events
from layers.table import event_table

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


@dataclass(slots=True, kw_only=True)
class _Tally:
    """A region that is drawn, and what was counted there besides events."""

    region: Place
    area: Outline
    displaced: list[float] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


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
    table = event_table(corpus)
    tallies = _Tallies(atlas)
    wanted = np.flatnonzero(table.coded("mood").flags(modalities.__contains__))
    found = table.coded("place").pick(wanted).compact().mapped(tallies.around)
    _count_figures(corpus, select_figures(corpus, modalities), tallies)
    ordered = tallies.ordered()
    ranks = {id(tally): rank for rank, tally in enumerate(ordered)}
    region = found.numbers(lambda some: [ranks.get(id(tally), UNKNOWN) for tally in some])
    order = np.argsort(region, kind="stable")[np.count_nonzero(region == UNKNOWN) :]
    rows, region = wanted[order], region[order]
    is_conflict = table.coded("quad").flags(CONFLICT.__contains__)[rows]
    conflict, cooperation = (
        np.bincount(region[are_meant], minlength=len(ordered)) for are_meant in (is_conflict, ~is_conflict)
    )
    members = Members(
        Picked(table, "event_id", rows), conflict + cooperation, [tally.others for tally in ordered]
    )
    cells: tuple[Sequence[object], ...] = (
        [tally.region.place_id for tally in ordered],
        [tally.region.name for tally in ordered],
        [tally.region.country_code for tally in ordered],
        conflict.tolist(),
        cooperation.tolist(),
        [max(tally.displaced, default=None) for tally in ordered],
    )
    columns = dict(zip(REGION_COLUMNS, cells, strict=True))
    drawn = Rows(columns=columns, outlines=[tally.area for tally in ordered])
    return make_layer("regions", "Regions", drawn, corpus, atlas, members)


def _count_figures(corpus: Corpus, stated: Stated, tallies: _Tallies) -> None:
    """Add the displaced persons to the tallies of the regions they come from or are in."""
    import numpy as np

    is_displaced = corpus.figures.category.pick(stated.figure).flags(DISPLACED.__contains__)
    are_persons = np.array([one.unit is Unit.PERSON for one in stated.figures(corpus)], dtype=bool)
    stated = stated.pick(is_displaced & are_persons)
    figures, causes = stated.figures(corpus), of_events(corpus, "place", stated.event)
    # Where they come from or are, but never where they went.
    homes = [one.origin or one.location or place for one, place in zip(figures, causes, strict=True)]
    found = code_by_identity(homes).mapped(tallies.around)
    events = of_events(corpus, "event_id", stated.event)
    documents = corpus.figures.spans.owner[stated.figure].tolist()
    for figure, tally, event_id, document in zip(figures, found, events, documents, strict=True):
        if tally:
            own = "displacement", corpus.documents["document_id"][document], figure.quote_start, figure.value
            tally.displaced.append(figure.value)
            tally.others.append(figure_key(*own) if event_id is None else event_id)


class _Tallies:
    """The tallies of all regions, each made when something there is first counted."""

    def __init__(self, atlas: Atlas | None) -> None:
        self._atlas = atlas
        self._by_region: dict[str, _Tally] = {}

    def ordered(self) -> list[_Tally]:
        """All of them, by the place_id of their regions."""
        return [self._by_region[place_id] for place_id in sorted(self._by_region)]

    def around(self, place: Place | None) -> _Tally | None:
        """The tally of the finest region with a polygon that holds a place."""
        if self._atlas is None or place is None:
            return None
        # Most are settlements.
        if place.feature_class != "P" and place.precision is Precision.WORLD_REGION:
            return None
        division = self._atlas.admin1_of(place)
        found = self._of(division) if division else None
        if found or (found := self._of(place)):
            return found
        country = self._atlas.country(place.country_iso3) if place.country_iso3 else None
        return self._of(country) if country else None

    def _of(self, region: Place) -> _Tally | None:
        """The tally of a region; None if it has no polygon."""
        tally = self._by_region.get(region.place_id)
        if tally is None and self._atlas:
            area = self._atlas.area(region.place_id)
            if area is not None:
                tally = self._by_region[region.place_id] = _Tally(region=region, area=area)
        return tally
