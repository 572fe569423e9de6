"""Where to look for an event that a telling may repeat: not every pair is compared.

Candidates are found by place and day, by sides and day, by numbers, and by rare words that near-identical
sentences must share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import chain, combinations
from math import ceil
from typing import TypeAlias

import numpy as np

from geomap.constants import EventType, Precision
from geomap.events.merging.sameness import NEAR_WORDING
from geomap.events.merging.telling import Telling
from geomap.models import Event

_RARE = 8
"""A word in no more sentences than this leads to few enough candidates by itself."""

_WITHOUT_MODE = (EventType.SANCTION, EventType.CONSULT, EventType.COOPERATE)
"""What two sides do on a day, whether or not its mode is told."""

Key: TypeAlias = tuple[Hashable, ...]


def wording_keys(tellings: Sequence[Telling]) -> list[list[int]]:
    """Rare words, and pairs of less rare ones, as numbers: near-identical sentences must share one of these.

    The n - 0.6 n + 2 rarest of n words hold two of the common ones if six tenths are common. A key that
    one telling has alone leads nowhere and is left out.
    """
    frequencies = Counter(word for telling in tellings for word in telling.words)
    ranks = {
        word: rank
        for rank, word in enumerate(sorted(frequencies, key=lambda word: (frequencies[word], word)))
    }
    count_of = [frequencies[word] for word in ranks]
    keys: list[list[int]] = []
    for telling in tellings:
        ordered = sorted(ranks[word] for word in telling.words)
        prefix = ordered[: len(ordered) - ceil(NEAR_WORDING * len(ordered)) + 2]
        rare = [rank for rank in prefix if 1 < count_of[rank] <= _RARE]
        pairs = combinations([rank for rank in prefix if count_of[rank] > _RARE], 2)
        single = [rank * len(ranks) + rank for rank in rare]
        keys.append(single + [first * len(ranks) + second for first, second in pairs])
    found, counts = np.unique(np.fromiter(chain.from_iterable(keys), np.int64), return_counts=True)
    shared = set(found[counts > 1].tolist())
    return [[key for key in those if key in shared] for those in keys]


def standing_keys(telling: Telling) -> list[Key]:
    """Where an event that stays can be found."""
    event, place = telling.event, telling.event.location
    region = _region_of(event)
    places: list[Key] = []
    if place is not None and region is not None:
        if event.precision is Precision.ADMIN1:
            places = [("admin1", *region)]
        else:
            places = [("spot", place.place_id), ("inside", *region)]
            places += [("site", *region)] if event.precision is Precision.SITE else []
    return [*_dated(telling, places), *number_keys(telling), *_dated(telling, _pair_keys(telling))]


def seeking_keys(telling: Telling) -> list[Key]:
    """Where an event that this telling may repeat would stand."""
    event, place = telling.event, telling.event.location
    region = _region_of(event)
    places: list[Key] = []
    if place is not None and region is not None:
        if event.precision is Precision.ADMIN1:
            places = [("admin1", *region), ("inside", *region)]
        else:
            kind = "inside" if event.precision is Precision.SITE else "site"
            places = [("spot", place.place_id), ("admin1", *region), (kind, *region)]
    return [*_dated(telling, places), *number_keys(telling), *_dated(telling, _pair_keys(telling))]


def _region_of(event: Event) -> tuple[str | None, str | None] | None:
    """The country and first-order division of a place finer than a country."""
    place = event.location
    if place is None or event.precision in (Precision.COUNTRY, Precision.WORLD_REGION):
        return None
    return place.country_code, place.admin1_code or place.admin1


def _pair_keys(telling: Telling) -> list[Key]:
    codes = sorted(telling.codes[0] | telling.codes[1])
    is_telling = telling.event.mode or telling.event.event_type in _WITHOUT_MODE
    pair: list[Key] = [("sides", *codes)] if len(codes) > 1 and is_telling else []
    return pair + [("person", name) for name in sorted(telling.leavers)]


def number_keys(telling: Telling) -> list[Key]:
    event = telling.event
    return [("number", event.modality, *count) for count in sorted(telling.counts)]


def _dated(telling: Telling, keys: Sequence[Key]) -> list[Key]:
    """The keys once for each day that the event may have happened on."""
    event = telling.event
    return [(event.modality, day, *key) for day in telling.days for key in keys]
