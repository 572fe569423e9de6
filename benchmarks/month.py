"""A month of events out of other tools' tables: how fast a map of them is made, and one to look at.

Reads exports of ACLED, UCDP GED and GDELT 2 by path, each known by its columns, and turns rows into
geomap's records. Quotes are composed from the rows' own cells, never copied. Every date is moved into
one month, and rows are used again, on other days, until there are enough events.

    python benchmarks/month.py acled.csv ucdp.csv gdelt.csv --events 10000 -o month.html
"""

from __future__ import annotations

import argparse
import calendar
import csv
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from typing import Final

from geomap.constants import Category, EventType, Modality, Precision, Quantifier, Unit
from geomap.events.lists.ontology import intensity_of, plover_of, quad_class_of
from geomap.gazetteer.store import Gazetteer, open_gazetteer
from geomap.models import Actor, Document, Event, Figure, Mention, ParsedDocument, Place
from geomap.render.folium_map import MapSettings
from geomap.render.html import write_html
from layers import build_layers

_ACLED_TYPES: Final = {
    "Protests": EventType.PROTEST,
    "Riots": EventType.PROTEST,
    "Battles": EventType.ASSAULT,
    "Explosions/Remote violence": EventType.ASSAULT,
    "Violence against civilians": EventType.ASSAULT,
    "Strategic developments": EventType.MOBILIZE,
}
_COARSE_GDELT: Final = {"1": Precision.COUNTRY, "2": Precision.ADMIN1, "5": Precision.ADMIN1}
_SCORE: Final = 0.8
"""Rows of people who code by hand carry no score; every event here has this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What every table's row comes down to."""

    key: str
    event_type: EventType
    mode: str | None
    actor: tuple[str, str | None]
    recipient: tuple[str, str | None]
    doing: str
    place_name: str
    longitude: float
    latitude: float
    precision: Precision
    day: date
    source: str
    deaths: int = 0


def read_reports(path: Path) -> Iterator[Report]:
    """The usable rows of one table."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream)
        columns = set(rows.fieldnames or ())
        for marker, read in READERS.items():
            if marker in columns:
                yield from filter(None, map(read, rows))
                return
    raise SystemExit(f"{path}: no table of ACLED, UCDP GED or GDELT 2. Expected their own column names.")


def _from_acled(row: dict[str, str]) -> Report | None:
    event_type = _ACLED_TYPES.get(row["event_type"])
    if event_type is None:
        return None
    exactness = row["geo_precision"][:1]
    return Report(
        key=f"acled:{row['event_id_cnty']}",
        event_type=event_type,
        mode="riot" if row["event_type"] == "Riots" else None,
        actor=(row["actor1"] or "Unnamed people", None),
        recipient=(row["actor2"], None),
        doing=f"were in a {row['sub_event_type'].lower()}",
        place_name=row["admin1"] if exactness == "3" else row["location"],
        longitude=float(row["longitude"]),
        latitude=float(row["latitude"]),
        precision=Precision.ADMIN1 if exactness == "3" else Precision.SETTLEMENT,
        day=date.fromisoformat(row["event_date"]),
        source="ACLED",
        deaths=int(float(row["fatalities"] or 0)),
    )


def _from_ucdp(row: dict[str, str]) -> Report:
    exactness = row["where_prec"][:1]
    coarse = {"4": Precision.ADMIN1, "5": Precision.ADMIN1, "6": Precision.COUNTRY, "7": Precision.COUNTRY}
    names = {Precision.ADMIN1: row["adm_1"], Precision.COUNTRY: row["country"]}
    precision = coarse.get(exactness, Precision.SETTLEMENT)
    return Report(
        key=f"ucdp:{row['id']}",
        event_type=EventType.ASSAULT,
        mode=None,
        actor=(row["side_a"], None),
        recipient=(row["side_b"], None),
        doing="fought",
        place_name=names.get(precision) or row["where_coordinates"],
        longitude=float(row["longitude"]),
        latitude=float(row["latitude"]),
        precision=precision,
        day=date.fromisoformat(row["date_start"][:10]),
        source="UCDP GED",
        deaths=int(float(row["best"] or 0)),
    )


def _from_gdelt(row: dict[str, str]) -> Report | None:
    meaning = plover_of(row["EventCode"])
    if meaning is None or not row["ActionGeo_Lat"] or not row["Actor1Name"]:
        return None
    text = row["SQLDATE"]
    return Report(
        key=f"gdelt:{row['GLOBALEVENTID']}",
        event_type=meaning.event_type,
        mode=meaning.mode,
        actor=(row["Actor1Name"].title(), row["Actor1CountryCode"] or None),
        recipient=(row["Actor2Name"].title(), row["Actor2CountryCode"] or None),
        doing=f"did what GDELT codes as “{row['CAMEOCodeDescription'].strip().rstrip(',').lower()}” towards",
        place_name=row["ActionGeo_FullName"].partition(",")[0],
        longitude=float(row["ActionGeo_Long"]),
        latitude=float(row["ActionGeo_Lat"]),
        precision=_COARSE_GDELT.get(row["ActionGeo_Type"], Precision.SETTLEMENT),
        day=date(int(text[:4]), int(text[4:6]), int(text[6:8])),
        source="GDELT",
    )


READERS: Final[dict[str, Callable[[dict[str, str]], Report | None]]] = {
    "event_id_cnty": _from_acled,
    "dyad_name": _from_ucdp,
    "GLOBALEVENTID": _from_gdelt,
}
"""How rows are read, by a column that only that table has."""


def parsed_of(report: Report, gazetteer: Gazetteer) -> ParsedDocument:
    """A report as a document of one sentence with its event, and the dead as a figure."""
    place = _place_of(report, gazetteer)
    actor, recipient = report.actor[0], report.recipient[0]
    doing = f"{actor} {report.doing} {recipient}".rstrip() + " in "
    text = doing + place.name
    mention = Mention(start=len(doing), end=len(text), text=place.name, score=1.0, place=place)
    deaths = f"{report.deaths:,}"
    tail = f"; {deaths} reported killed." if report.deaths else "."
    start = len(text) + 2
    quote = text + tail
    figure = Figure(
        value=report.deaths,
        unit=Unit.PERSON,
        category=Category.DEATHS,
        quantifier=Quantifier.EXACT,
        start=start,
        end=start + len(deaths),
        text=deaths,
        quote=quote,
        quote_start=0,
    ) if report.deaths else None  # fmt: skip
    sides = [
        (Actor(name=name, start=0, end=len(name), country_iso3=code or _home(name, place)),) if name else ()
        for name, code in (report.actor, report.recipient)
    ]
    trigger = len(actor) + 1
    event = Event(
        event_id=report.key,
        event_type=report.event_type,
        mode=report.mode,
        quad_class=quad_class_of(report.event_type),
        modality=Modality.ACTUAL,
        start=0,
        end=len(quote),
        quote=quote,
        trigger_start=trigger,
        trigger_end=trigger + len(report.doing),
        score=_SCORE,
        intensity=intensity_of(report.event_type, report.mode),
        actors=sides[0],
        recipients=sides[1],
        location=place,
        precision=report.precision,
        date_start=report.day,
        date_end=report.day,
        figures=(0,) if figure else (),
    )
    document = Document(document_id=report.key, text=quote, source=report.source, published=report.day)
    figures = (figure,) if figure else ()
    return ParsedDocument(document=document, mentions=(mention,), events=(event,), figures=figures)


def _place_of(report: Report, gazetteer: Gazetteer) -> Place:
    """The row's own point, or the division or country there if the row knows no more."""
    here = gazetteer.reverse(report.longitude, report.latitude)
    if report.precision is Precision.COUNTRY and here.country:
        return here.country
    if report.precision is Precision.ADMIN1 and here.admin1:
        return here.admin1
    country = here.country
    return Place(
        place_id=f"{report.longitude:.4f},{report.latitude:.4f}",
        name=report.place_name or "an unnamed place",
        longitude=report.longitude,
        latitude=report.latitude,
        feature_class="P" if report.precision is Precision.SETTLEMENT else "A",
        feature_code="PPL" if report.precision is Precision.SETTLEMENT else "ADM1",
        country_code=country.country_code if country else None,
        country_iso3=country.country_iso3 if country else None,
        admin1=here.admin1.name if here.admin1 else None,
    )


def _home(name: str, place: Place) -> str | None:
    return place.country_iso3 if name.startswith("Government of") else None


def month_of(reports: list[Report], count: int, year: int, month: int) -> Iterator[Report]:
    """So many reports on days of one month; a row used again keeps everything but its key and day."""
    length = calendar.monthrange(year, month)[1]
    for number, report in enumerate(islice(cycle(reports), count)):
        turn = number // len(reports)
        day = date(year, month, (report.day.day - 1 + 7 * turn) % length + 1)
        yield replace(report, key=f"{report.key}/{turn}", day=day)


def main() -> None:
    """Write the map and print how long each step took."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("tables", nargs="+", type=Path, metavar="TABLE.csv")
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--month", default="2024-05", metavar="YYYY-MM")
    parser.add_argument("-o", "--output", type=Path, default=Path("month.html"))
    options = parser.parse_args()
    year, month = (int(part) for part in options.month.split("-"))
    moments = [time.perf_counter()]
    gazetteer = open_gazetteer()
    reports = [report for path in options.tables for report in read_reports(path)]
    moments.append(time.perf_counter())
    parsed = [parsed_of(one, gazetteer) for one in month_of(reports, options.events, year, month)]
    moments.append(time.perf_counter())
    layers = build_layers(parsed, atlas=gazetteer)
    moments.append(time.perf_counter())
    title = f"{options.events:,} events, {calendar.month_name[month]} {year}"
    write_html(layers, options.output, documents=parsed, settings=MapSettings(title=title))
    moments.append(time.perf_counter())
    for name, start, end in zip(("read", "records", "layers", "map"), moments, moments[1:], strict=False):
        print(f"{name:8} {end - start:7.2f} s")
    rows = ", ".join(f"{layer.key} {len(layer.frame):,}" for layer in layers)
    print(f"rows     {rows}\nbytes    {options.output.stat().st_size:,}", file=sys.stdout)


if __name__ == "__main__":
    main()
