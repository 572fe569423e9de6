"""How fast reports of the same events are merged, on events made for the purpose.

    python benchmarks/merge.py [--events N] [--json]

Makes N events (default 20,000) in three settings: "spread" over 120 countries and a year, "busy" in one
country within a month, and "copied", where every sentence is told five times in nearly the same words.
Prints, for each, the seconds that `merge_reports` takes, how many events stay, and how many should.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from time import perf_counter
from typing import Final

from geomap.constants import EventType, Modality, QuadClass
from geomap.events.merging.merge import merge_reports
from geomap.models import Actor, Document, Event, ParsedDocument, Place

_TELLINGS: Final = 5
_PER_DOCUMENT: Final = 4
_SYLLABLES: Final = "ka ri mo ten lu sha bo vi ne dor gan pol mir esk az ul tan ber khar kiv ost wald".split()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--events", type=int, default=20_000, metavar="N", help="events (default: 20,000)")
    parser.add_argument("--json", action="store_true", help="print one JSON object per setting")
    options = parser.parse_args(arguments)
    for name, make in SETTINGS.items():
        parsed, expected = make(options.events)
        started = perf_counter()
        merged = merge_reports(parsed)
        seconds = perf_counter() - started
        kept = sum(len(one.events) for one in merged)
        row = {"setting": name, "events": options.events, "seconds": round(seconds, 2), "kept": kept}
        row["expected"] = expected
        print(json.dumps(row) if options.json else "  ".join(f"{key} {value}" for key, value in row.items()))
    return 0


def make_spread(count: int) -> tuple[list[ParsedDocument], int]:
    """Events all over the world and the year, every fifth told again in other words."""
    chance = random.Random(1)
    events = [
        _event(number, country=number % 120, day=chance.randrange(366), chance=chance)
        for number in range(count * _TELLINGS // (_TELLINGS + 1))
    ]
    again = [_told_again(event, chance, share=0.0) for event in events[::_TELLINGS]]
    return _documents([*events, *again[: count - len(events)]]), len(events)


def make_busy(count: int) -> tuple[list[ParsedDocument], int]:
    """Events of one country within a month at 3,000 spots, so that many share a day and a region."""
    chance = random.Random(2)
    events = [_event(number, country=1, day=chance.randrange(30), chance=chance) for number in range(count)]
    spots = {(event.location.place_id, event.date_start, event.mode) for event in events if event.location}
    return _documents(events), len(spots)


def make_copied(count: int) -> tuple[list[ParsedDocument], int]:
    """Sentences that agencies and papers repeat with a word or two changed, without dates."""
    chance = random.Random(3)
    events = [
        _event(number, country=number % 120, day=None, chance=chance) for number in range(count // _TELLINGS)
    ]
    copies = [_told_again(event, chance, share=0.9) for event in events for _ in range(_TELLINGS - 1)]
    return _documents([*events, *copies]), len(events)


SETTINGS: Final[dict[str, Callable[[int], tuple[list[ParsedDocument], int]]]] = {
    "spread": make_spread,
    "busy": make_busy,
    "copied": make_copied,
}


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.randrange(1, 4)))


def _event(number: int, *, country: int, day: int | None, chance: random.Random) -> Event:
    code = f"{chr(65 + country // 26)}{chr(65 + country % 26)}"
    spot = chance.randrange(3_000)
    place = Place(
        place_id=f"{code}:{spot}",
        name=f"Place {spot}",
        longitude=country - 60.0,
        latitude=(spot % 100) / 2,
        feature_class="P",
        feature_code="PPL",
        country_code=code,
        country_iso3=code + "X",
        admin1_code=f"{spot % 20}",
    )
    when = date(2024, 1, 1) + timedelta(days=day) if day is not None else None
    quote = " ".join(_word(chance) for _ in range(24)) + "."
    return Event(
        event_id=f"e{number}",
        event_type=EventType.ASSAULT,
        quad_class=QuadClass.MATERIAL_CONFLICT,
        modality=Modality.ACTUAL,
        start=0,
        end=len(quote),
        quote=quote,
        trigger_start=0,
        trigger_end=2,
        score=0.8,
        intensity=-9.0,
        mode=chance.choice(("aerial", "artillery", "firearms")),
        actors=(Actor(name=f"Army {code}", start=0, end=4, country_iso3=code + "X"),),
        location=place,
        precision=place.precision,
        date_start=when,
        date_end=when,
    )


def _told_again(event: Event, chance: random.Random, *, share: float) -> Event:
    """The same event with about a share of its words kept."""
    words = [word if chance.random() < share else _word(chance) for word in event.quote.split()]
    quote = " ".join(words)
    return replace(event, event_id=f"{event.event_id}-{chance.random()}", quote=quote, end=len(quote))


def _documents(events: Sequence[Event]) -> list[ParsedDocument]:
    """The events spread over documents so that no document tells one twice."""
    count = max(1, len(events) // _PER_DOCUMENT)
    return [
        ParsedDocument(
            document=Document(document_id=f"d{number}", text=""), events=tuple(events[number::count])
        )
        for number in range(count)
    ]


if __name__ == "__main__":
    sys.exit(main())
