"""Compare what the default pipeline finds in the seed stories with their hand-checked gold.

Run ``python scripts/check_seeds.py`` in a checkout. The comparison itself is a set of pure functions
over `ParsedDocument`; seeds/README.md describes the gold files. Gold is complete for places; for events
and figures it holds what a careful reader expects, and guards hold what must not be found.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from seed_gold import (
    Gold,
    GoldEvent,
    GoldFigure,
    GoldMention,
    GoldPoint,
    Guard,
    load_gold,
    read_stories,
    read_story,
)

from geomap.constants import MentionKind
from geomap.geo import distance_m
from geomap.models import Actor, Event, Figure, Mention, ParsedDocument, Place
from geomap.resources import seeds_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many of how many, and the names of the rest with the reason."""

    found: int
    total: int
    missed: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """From 0 to 1; nothing asked for counts as all found."""
        return self.found / self.total if self.total else 1.0


Report = dict[str, Tally]
"""One tally per key of `MEASURES`."""

MEASURES: Final = ("recall", "demonyms", "precision", "places", "events", "figures", "guards")
"""Toponyms found, demonyms found, mentions that are right, toponyms within max_km, and the rest."""


def is_at(place: Place | None, point: GoldPoint) -> bool:
    """Whether a place is the one meant: near enough, in the country and of the precision asked for."""
    if place is None:
        return False
    length_m = distance_m(place.longitude, place.latitude, point.longitude, point.latitude)
    return (
        length_m <= point.max_km * 1000
        and point.country_code in (None, place.country_code)
        and point.precision in (None, place.precision.value)
    )


def compare(gold: Gold, parsed: ParsedDocument) -> Report:
    """Hold one parsed document against its gold; the keys are `MEASURES`."""
    wanted = [item for item in gold.mentions if not item.optional]
    toponyms = [item for item in wanted if item.kind is MentionKind.TOPONYM]
    demonyms = [item for item in wanted if item.kind is MentionKind.DEMONYM]
    located = [item for item in toponyms if item.point is not None]
    return {
        "recall": _tally(toponyms, parsed.mentions),
        "demonyms": _tally(demonyms, parsed.mentions),
        "precision": _precision(gold.mentions, parsed.mentions),
        "places": _places(located, parsed.mentions),
        "events": _by_reason((item.name, missing_event(item, parsed.events)) for item in gold.events),
        "figures": _by_reason((item.words, missing_figure(item, parsed.figures)) for item in gold.figures),
        "guards": _by_reason((guard.reason, breach(guard, parsed)) for guard in gold.guards),
    }


def missing_event(gold: GoldEvent, events: Iterable[Event]) -> str | None:
    """Why no event is the one asked for, after the closest one; None if there is one.

    Closest is the event with the asked words in its quote and the fewest differences.
    """
    differences = [
        _event_differences(gold, event) for event in events if gold.words.lower() in event.quote.lower()
    ]
    return _fewest(differences, "no event in that sentence")


def _event_differences(gold: GoldEvent, event: Event) -> list[str]:
    checks = {
        f"type {event.event_type.value}": event.event_type.value in gold.types_accepted,
        f"modality {event.modality.value}": event.modality.value == gold.modality,
        f"mode {event.mode}": gold.mode in (None, event.mode),
        f"sides {_said_codes(event.actors)} to {_said_codes(event.recipients)}": _has_sides(gold, event),
        f"place {_said_place(event)}": gold.place is None or _is_placed(event, gold.place),
        f"date {event.date_start}..{event.date_end}": gold.date is None or _is_dated(event, gold.date),
    }
    return [difference for difference, is_right in checks.items() if not is_right]


def _has_sides(gold: GoldEvent, event: Event) -> bool:
    actors, recipients = _codes(event.actors), _codes(event.recipients)
    if gold.mutual:
        return {*gold.actors, *gold.recipients} <= actors | recipients
    return set(gold.actors) <= actors and set(gold.recipients) <= recipients


def _is_placed(event: Event, point: GoldPoint) -> bool:
    return is_at(event.location, point) and point.precision in (None, event.precision)


def _is_dated(event: Event, day: date) -> bool:
    start, end = event.date_start, event.date_end
    return start is not None and start <= day <= (end or start)


def missing_figure(gold: GoldFigure, figures: Iterable[Figure]) -> str | None:
    """Why no figure is the one asked for, after the closest one with its value; None if there is one."""
    differences = [
        _figure_differences(gold, figure)
        for figure in figures
        if abs(figure.value - gold.value) <= 1e-6 * gold.value and gold.words.lower() in figure.quote.lower()
    ]
    return _fewest(differences, "no such number")


def _figure_differences(gold: GoldFigure, figure: Figure) -> list[str]:
    origin, destination = figure.origin or figure.location, figure.destination or figure.location
    checks = {
        f"upper number {figure.value_high}": figure.value_high == gold.value_high,
        f"unit {figure.unit.value}": figure.unit.value == gold.unit,
        f"category {figure.category.value}": figure.category.value in gold.category,
        f"quantifier {figure.quantifier.value}": figure.quantifier.value in gold.quantifier,
        f"currency {figure.currency}": figure.currency == gold.currency,
        f"origin {origin and origin.name}": gold.origin is None or is_at(origin, gold.origin),
        f"destination {destination and destination.name}": (
            gold.destination is None or is_at(destination, gold.destination)
        ),
    }
    return [difference for difference, is_right in checks.items() if not is_right]


def breach(guard: Guard, parsed: ParsedDocument) -> str | None:
    """What was found that must not be; None if the guard holds.

    Raises:
        ValueError: If the guard is of an unknown kind.
    """
    if guard.kind == "place_text":
        names = {text.casefold() for text in guard.texts}
        wrong = [item.text for item in parsed.mentions if item.place and item.text.casefold() in names]
    elif guard.kind == "event":
        wrong = [
            f"{item.event_type} at {item.trigger_start}" for item in parsed.events if _is_caught(guard, item)
        ]
    elif guard.kind == "event_count":
        caught = [item.event_type.value for item in parsed.events if _is_caught(guard, item)]
        wrong = [str(len(caught))] if guard.most is not None and len(caught) > guard.most else []
    elif guard.kind == "figure":
        wrong = [item.text for item in parsed.figures if guard.value in (None, item.value, item.value_high)]
    else:
        raise ValueError(f"Unknown guard {guard.kind!r}. Expected place_text, event, event_count or figure.")
    return ", ".join(wrong) or None


def _is_caught(guard: Guard, event: Event) -> bool:
    quote = event.quote.lower()
    trigger = quote[event.trigger_start - event.start : event.trigger_end - event.start]
    return (
        (not guard.event_types or event.event_type.value in guard.event_types)
        and set(guard.actors) <= _codes(event.actors)
        and set(guard.recipients) <= _codes(event.recipients)
        and guard.modality in (None, event.modality.value)
        and (guard.words or "").lower() in quote
        and (guard.trigger or "").lower() in trigger
    )


def _tally(wanted: Sequence[GoldMention], mentions: Sequence[Mention]) -> Tally:
    missed = [f"{item.text!r} at {item.start}" for item in wanted if _match(item, mentions) is None]
    return Tally(found=len(wanted) - len(missed), total=len(wanted), missed=tuple(missed))


def _precision(gold: Sequence[GoldMention], mentions: Sequence[Mention]) -> Tally:
    allowed = {(item.start, item.end) for item in gold if item.optional}
    counted = [item for item in mentions if not any(_overlap(item, span) for span in allowed)]
    spans = [(item.start, item.end) for item in gold if not item.optional]
    wrong = [
        f"{item.text!r} at {item.start}" for item in counted if not any(_overlap(item, s) for s in spans)
    ]
    return Tally(found=len(counted) - len(wrong), total=len(counted), missed=tuple(wrong))


def _places(wanted: Sequence[GoldMention], mentions: Sequence[Mention]) -> Tally:
    missed = []
    for item in wanted:
        mention = _match(item, mentions)
        place = mention.place if mention else None
        if item.point is not None and not is_at(place, item.point):
            said = f"{place.name} ({place.feature_code}, {place.country_code})" if place else "nothing"
            missed.append(f"{item.text!r} at {item.start}: {said}, not {item.name}")
    return Tally(found=len(wanted) - len(missed), total=len(wanted), missed=tuple(missed))


def _match(gold: GoldMention, mentions: Sequence[Mention]) -> Mention | None:
    """The first mention that shares a letter with the name; "Kharkiv region" is as good as "Kharkiv"."""
    return next((item for item in mentions if _overlap(item, (gold.start, gold.end))), None)


def _overlap(mention: Mention, span: tuple[int, int]) -> bool:
    return mention.start < span[1] and span[0] < mention.end


def _by_reason(results: Iterable[tuple[str, str | None]]) -> Tally:
    rows = list(results)
    missed = tuple(f"{name}: {reason}" for name, reason in rows if reason is not None)
    return Tally(found=len(rows) - len(missed), total=len(rows), missed=missed)


def _fewest(differences: Sequence[list[str]], otherwise: str) -> str | None:
    if not differences:
        return otherwise
    return "; ".join(sorted(differences, key=len)[0]) or None


def _codes(sides: Iterable[Actor]) -> set[str]:
    return {side.country_iso3 for side in sides if side.country_iso3}


def _said_codes(sides: Iterable[Actor]) -> str:
    return "+".join(sorted(_codes(sides))) or "-"


def _said_place(event: Event) -> str:
    return f"{event.location.name} ({event.precision})" if event.location else "unknown"


def add_up(reports: Iterable[Report]) -> Report:
    """All stories together, counted by item and not by story."""
    rows = list(reports)
    return {
        key: Tally(found=sum(row[key].found for row in rows), total=sum(row[key].total for row in rows))
        for key in MEASURES
    }


def below_floor(total: Report, floors: dict[str, float]) -> list[str]:
    """The measures whose share, from 0 to 1, lies below its floor."""
    return [key for key in MEASURES if total[key].share < floors.get(key, 0.0)]


def table_row(name: str, report: Report) -> str:
    """One line of the table."""
    cells = (f"{report[key].found}/{report[key].total}".rjust(10) for key in MEASURES)
    return name.ljust(22) + "".join(cells)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 1 if a measure over all stories lies below its floor, else 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--quiet", action="store_true", help="print the table without what was missed")
    for key in MEASURES:
        parser.add_argument(f"--{key}", type=float, default=0.0, metavar="FLOOR", help="a share from 0 to 1")
    options = parser.parse_args(arguments)
    reports = _parse_all(seeds_folder())
    print(" " * 22 + "".join(key.rjust(10) for key in MEASURES))
    for name, report in reports.items():
        print(table_row(name, report))
    total = add_up(reports.values())
    print(table_row("all", total))
    if not options.quiet:
        _print_missed(reports)
    low = below_floor(total, {key: getattr(options, key) for key in MEASURES})
    for key in low:
        print(f"Below the floor: {key} {total[key].share:.3f} < {getattr(options, key)}")
    return 1 if low else 0


def _parse_all(folder: Path) -> dict[str, Report]:
    from geomap.pipeline import Pipeline

    pipeline = Pipeline.default()
    reports = {}
    for row in read_stories(folder):
        name = Path(row["file"]).stem
        gold = load_gold(folder / "gold" / f"{name}.json")
        reports[name] = compare(gold, pipeline.parse(read_story(folder, row)))
    return reports


def _print_missed(reports: dict[str, Report]) -> None:
    for name, report in reports.items():
        for key in MEASURES:
            for line in report[key].missed:
                print(f"{name}  {key}: {line}")


if __name__ == "__main__":
    sys.exit(main())
