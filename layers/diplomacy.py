"""The diplomacy layer: what countries say to each other and agree on, and where forces stand down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from geomap.codes import Coded, combine
from geomap.constants import EventType, Modality, Precision
from geomap.corpus import Corpus, corpus_of
from geomap.layer import Arcs, Outline
from geomap.models import Atlas, Event, Layer, ParsedDocument
from layers.base import DRAWN, make_event_layer, points_and_lines
from layers.table import event_table
from layers.ties import Tie, TieLines, countries_of, ties_of_rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DIPLOMACY: Final = frozenset(
    {
        EventType.AGREE,
        EventType.CONSULT,
        EventType.SUPPORT,
        EventType.CONCEDE,
        EventType.COOPERATE,
        EventType.RETREAT,
        EventType.REQUEST,
        EventType.REJECT,
        EventType.ACCUSE,
        EventType.THREATEN,
    }
)
"""Concessions and withdrawals are among them since they are in no other layer."""

_STANDING_DOWN: Final = frozenset({"withdraw", "release", "ceasefire", "disarm", "access"})
"""Modes of RETREAT by which a conflict wanes; to resign is none."""


def build_diplomacy(
    parsed: Sequence[ParsedDocument],
    *,
    atlas: Atlas | None = None,
    modalities: frozenset[Modality] = DRAWN,
) -> Layer:
    """Up to two rows per event between countries: a point row and a line row with the same event_id.

    An event is between countries if its actors and recipients belong to two countries or more, or if it is
    a consultation, held or planned, that takes an actor to a place in another country. A visit at home is
    shown too, as its point alone, since readers look for a president's journey to the front; and so is a
    ceasefire, withdrawal or release within one country or by a group that belongs to none. The point is that
    of the event's place, also of a coarse one (the precision tells). The line is the great circle from the
    actor's seat to the place, if this lies in the recipient's country and is known better than as the whole
    country, else to the recipient's seat; a visit that its host tells of comes from the guest's. A mutual tie
    is drawn once, and several ties of one event are parts of one geometry. An event without a place has only
    its line, and without an atlas there are no lines.
    """
    corpus = corpus_of(parsed)
    rows, outlines = _drawn(corpus, modalities, TieLines(atlas))
    return make_event_layer("diplomacy", "Diplomacy", corpus, rows, outlines, atlas)


def _drawn(
    corpus: Corpus, modalities: frozenset[Modality], lines: TieLines
) -> tuple[NDArray[np.int64], Coded[Outline]]:
    """The events that are drawn, some of them twice, as a point and as a line, and as what."""
    import numpy as np

    table = event_table(corpus)
    is_wanted = table.coded("mood").flags(modalities.__contains__)
    found = np.flatnonzero(is_wanted & table.coded("type").flags(DIPLOMACY.__contains__))
    place, grade, spots, modes = (
        table.coded(name).pick(found) for name in ("place", "grade", "spot", "mode")
    )
    ties = ties_of_rows(table, found)
    is_spot = ~grade.flags(lambda grade: grade is Precision.COUNTRY)
    # A place that is in no receiving country changes no line.
    is_led_to = is_spot & _are_hosts(ties, place.grouped(lambda place: place and place.country_iso3))
    led_to = Coded([*place.values, None], np.where(is_led_to, place.codes, len(place.values)))
    arcs = combine(ties, led_to).mapped(lambda tie: lines.between(*tie))
    own_arcs: list[Arcs | None] = []
    # Those who praise somebody side by side are drawn where they do, without a line between them.
    is_tied = ties.flags(bool) | table.coded("acting_countries").pick(found).flags(lambda them: len(them) > 1)
    # Who visits whom is asked of the event.
    asked = np.flatnonzero(~is_tied | modes.flags(lambda mode: mode == "visit"))
    for at in asked.tolist():
        event = table["event"][found[at]]
        own = _turned(ties[at] or _visits(event), event)
        own_arcs.append(lines.between(own, place[at] if is_spot[at] else None))
        is_tied[at] = bool(own) or _is_visit_at_home(event) or _is_standing_down(event)
    lined = arcs.codes.copy()
    lined[asked] = len(arcs.values) + np.arange(len(asked))
    drawn = points_and_lines(spots, Coded([*arcs.values, *own_arcs], lined))
    shown = np.flatnonzero(is_tied.repeat(2) & drawn.are_known())
    return found.repeat(2)[shown], drawn.pick(shown)


def _are_hosts(ties: Coded[tuple[Tie, ...]], countries: Coded[str | None]) -> NDArray[np.bool_]:
    """Whether a country is one of those that ties lead to, for each of a column of both."""
    import numpy as np

    numbers = {country: number for number, country in enumerate(countries.values)}
    are_hosts = np.zeros((len(ties.values), len(countries.values)), dtype=bool)
    for number, found in enumerate(ties.values):
        for _, host in found:
            if host in numbers:
                are_hosts[number, numbers[host]] = True
    is_host: NDArray[np.bool_] = are_hosts[ties.codes, countries.codes]
    return is_host


def _turned(ties: tuple[Tie, ...], event: Event) -> tuple[Tie, ...]:
    """Ties that go from guest to host, where the host tells of a visit."""
    is_hosted = event.mode == "visit" and event.is_hosted
    return tuple((guest, host) for host, guest in ties) if is_hosted else ties


def _is_visit_at_home(event: Event) -> bool:
    """Whether somebody visits a known place of their own country, as a president the front."""
    return _is_meeting(event) and event.mode == "visit" and bool(event.actors)


def _is_standing_down(event: Event) -> bool:
    """Whether forces cease fire, withdraw, disarm, let relief pass or set somebody free."""
    return event.event_type is EventType.RETREAT and event.mode in _STANDING_DOWN


def _is_meeting(event: Event) -> bool:
    """Whether an event is a meeting, held or planned."""
    is_planned = event.event_type is EventType.AGREE and event.mode is not None
    return is_planned or event.event_type is EventType.CONSULT


def _visits(event: Event) -> tuple[Tie, ...]:
    """The ties of a consultation that names no counterpart, from its actors to the country it is held in."""
    host = event.location.country_iso3 if event.location else None
    if not _is_meeting(event) or host is None:
        return ()
    return tuple((actor, host) for actor in countries_of(event.actors) if actor != host)
