"""What each command does. Every function takes parsed options and returns an exit code."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from geomap.cli.streams import (
    DONE,
    NOTHING_USABLE,
    Tally,
    open_rows,
    say,
    with_progress,
    write_lines,
)
from geomap.constants import Modality, Worldview
from geomap.errors import (
    CorrectionStoreError,
    GeomapError,
    InvalidOptionError,
    InvalidRecordError,
    UnreadableDocumentError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from geomap.crew import Settings
    from geomap.models import FoundSpan, Layer, ParsedDocument
    from geomap.pipeline import Pipeline


def run_map(options: argparse.Namespace) -> int:
    """Write one self-contained HTML map, or a picture of it."""
    from pathlib import Path

    from geomap.render.folium_map import MapSettings
    from geomap.render.html import write_html
    from geomap.render.picture import SIZE, find_browser, write_picture

    is_picture = Path(options.output).suffix.lower() == ".png"
    if is_picture:
        find_browser()  # better said before reading than after
    elif options.size:
        raise InvalidOptionError(
            "size", "x".join(map(str, options.size)), "an output that ends in .png with it"
        )
    tally = Tally(is_quiet=options.quiet)
    parsed, layers = _layers_of(options, tally)
    if not layers:
        return NOTHING_USABLE
    settings = MapSettings(theme=options.theme, basemap=options.tiles or options.basemap)
    if is_picture:
        write_picture(layers, options.output, documents=parsed, settings=settings, size=options.size or SIZE)
    else:
        write_html(layers, options.output, documents=parsed, settings=settings)
    tally.note(f"{options.output}: {_summary(parsed)}")
    return tally.code()


def run_brief(options: argparse.Namespace) -> int:
    """Write a brief for printing: numbers, map, events, figures and their sentences."""
    from dataclasses import replace
    from datetime import date

    from geomap.app.headline import make_headline
    from geomap.files import write_bytes
    from geomap.render.brief import render_brief

    tally = Tally(is_quiet=options.quiet)
    parsed, layers = _layers_of(options, tally)
    if not layers:
        return NOTHING_USABLE
    wanted = _modalities(options)
    shown = [
        replace(one, events=tuple(event for event in one.events if event.modality in wanted))
        for one in parsed
    ]
    page = render_brief(shown, layers, made=date.today(), numbers=make_headline(shown), title=options.title)
    write_bytes(options.output, page.encode("utf-8"))
    tally.note(f"{options.output}: {_summary(shown)}")
    return tally.code()


def run_layers(options: argparse.Namespace) -> int:
    """Write one file per layer."""
    from geomap.export import write_layers

    tally = Tally(is_quiet=options.quiet)
    parsed, layers = _layers_of(options, tally)
    if not layers:
        return NOTHING_USABLE
    write_layers(layers, options.output, format=options.format)
    tally.note(f"{options.output}: {len(layers)} layers from {_summary(parsed)}")
    return tally.code()


def run_parse(options: argparse.Namespace) -> int:
    """Write everything found, one document a line."""
    from geomap.app.phrases import number_words
    from geomap.events.merging.merge import merge_reports
    from geomap.export.listing import parsed_to_table
    from geomap.export.records import parsed_to_json
    from geomap.render.words import word_of

    def line_of(parsed: ParsedDocument) -> str:
        if options.format == "table":
            return parsed_to_table(parsed, say_event=word_of, say_figure=number_words)
        return json.dumps(parsed_to_json(parsed), ensure_ascii=False) + "\n"

    tally = Tally(is_quiet=options.quiet)
    stream: Iterable[ParsedDocument] = _parse_stream(options, _settings_of(options).open(), tally)
    if options.merge:
        stream = merge_reports(tuple(stream))
    write_lines(map(line_of, stream), options.output)
    return tally.code()


def run_resolve(options: argparse.Namespace) -> int:
    """Resolve mentions whose spans the input carries."""
    tally = Tally(is_quiet=options.quiet)
    write_lines(_resolved_lines(options, tally), options.output)
    return tally.code()


def _resolved_lines(options: argparse.Namespace, tally: Tally) -> Iterator[str]:
    from geomap.export.records import mention_to_json
    from geomap.text.read import read_json_rows

    pipeline = _settings_of(options).open()
    with open_rows(options.input) as stream:
        for item in with_progress(read_json_rows(stream, options.input), options.quiet):
            try:
                if isinstance(item, UnreadableDocumentError):
                    raise item
                row, document = item
                mentions = pipeline.resolve(document, _spans_of(row.get("mentions"), document.document_id))
            except GeomapError as error:
                tally.complain(error)
                continue
            tally.used += 1
            answers = [mention_to_json(mention) for mention in mentions]
            result = {"id": row.get("id"), "document_id": document.document_id, "mentions": answers}
            yield json.dumps(result, ensure_ascii=False) + "\n"


def run_geocode(options: argparse.Namespace) -> int:
    """Look names up, offline; what is unknown online too if asked to."""
    from geomap.gazetteer.queries import find_answers
    from geomap.gazetteer.store import open_gazetteer

    gazetteer = open_gazetteer(Worldview(options.worldview))
    ask_online = _online_asker(options)
    tally = Tally(is_quiet=options.quiet)

    def find(name: str, *, is_fuzzy: bool) -> list[dict[str, Any]]:
        codes = [options.country] if options.country else []
        found = find_answers(gazetteer, name, country_codes=codes, near=options.near, is_fuzzy=is_fuzzy)
        return [answer.fields() for answer in found]

    for name in options.names:
        found = find(name, is_fuzzy=options.fuzzy)
        try:
            found = found or ask_online(name)
        except OSError as error:
            tally.complain(error)
            continue
        if not found:
            similar = [] if options.fuzzy else find(name, is_fuzzy=True)
            hint = f" Hint: did you mean {similar[0]['name']!r}?" if similar else ""
            tally.complain(LookupError(f"no place called {name!r} in the gazetteer.{hint}"))
            continue
        tally.used += 1
        for fields in found[: options.limit]:
            _print_place(name, fields, options.json)
    return tally.code()


def _online_asker(options: argparse.Namespace) -> Callable[[str], list[dict[str, Any]]]:
    """What asks the online service that was named; it finds nothing where none was.

    It raises an OSError if the service gives no answer.
    """
    if not options.online:
        return lambda _: []
    from geopy.exc import GeopyError

    from geomap.gazetteer.queries import known_codes
    from geomap.gazetteer.store import open_gazetteer
    from geomap.geocoding.online import open_online

    fallback = open_online(options.online)
    codes = known_codes(open_gazetteer(), [options.country] if options.country else [])

    def ask(name: str) -> list[dict[str, Any]]:
        try:
            return [location.raw for location in fallback.geocode(name, country_codes=codes)]
        except GeopyError as error:
            raise ConnectionError(f"{name!r}: {options.online} gave no answer: {error}") from error

    return ask


def run_reverse(options: argparse.Namespace) -> int:
    """Say what is at a position: settlement, admin-1, country."""
    from geomap.export.records import place_to_json
    from geomap.gazetteer.store import open_gazetteer
    from geomap.geo import check_coordinates

    check_coordinates(options.longitude, options.latitude)
    here = open_gazetteer(Worldview(options.worldview)).reverse(options.longitude, options.latitude)
    parts = {"settlement": here.settlement, "admin1": here.admin1, "country": here.country}
    if here.area is not None:
        parts["area"] = here.area
    if options.json:
        found = {key: place and place_to_json(place) for key, place in parts.items()}
        print(json.dumps(found, ensure_ascii=False))
    else:
        for key, place in parts.items():
            print(f"{key:10}  {f'{place.name} ({place.place_id})' if place else '-'}")
    return DONE if any(parts.values()) else NOTHING_USABLE


def run_app(options: argparse.Namespace) -> int:
    """Open the page in a browser."""
    from geomap.app.launch import address_of, launch

    print(f"geomap: the page is at {address_of(options.port)} (Ctrl+C ends it)", flush=True)
    return launch(options.inputs, port=options.port, opens_browser=not options.no_browser)


def run_gazetteer_info(options: argparse.Namespace) -> int:
    """Say what place data is installed."""
    from geomap.gazetteer.store import open_gazetteer

    for key, value in open_gazetteer(Worldview(options.worldview)).describe().items():
        print(f"{key:24}  {value}")
    return DONE


def run_gazetteer_build(options: argparse.Namespace) -> int:
    """Make a data folder from GeoNames' dump; 3 if rows of it were left out."""
    from pathlib import Path

    from geomap.gazetteer.grow import grow_gazetteer

    tally = Tally(is_quiet=options.quiet)

    def watch(items: Iterable[str], title: str) -> Iterator[str]:
        return with_progress(items, options.quiet, title=title, unit=" lines")

    growth = grow_gazetteer(
        Path(options.geonames),
        Path(options.out),
        natural_earth=Path(options.natural_earth) if options.natural_earth else None,
        watch=watch,
    )
    tally.used = growth.place_count
    tally.left_out = len(growth.complaints)
    for complaint in growth.complaints:
        say(complaint)
    done = "was complete already" if growth.was_there else "is complete"
    tally.note(f"{options.out} {done}: {growth.place_count:,} places. Use it with GEOMAP_DATA={options.out}")
    return tally.code()


def _settings_of(options: argparse.Namespace) -> Settings:
    from geomap.crew import Settings

    return Settings(
        worldview=Worldview(options.worldview),
        min_score=options.min_score,
        merges_repeats=not getattr(options, "no_merge", False),
    )


def _parse_stream(options: argparse.Namespace, pipeline: Pipeline, tally: Tally) -> Iterator[ParsedDocument]:
    """Parse the inputs in their order; what cannot be read is reported and left out."""
    from geomap.crew import Crew, default_jobs
    from geomap.text.read import read_documents

    correct = _corrector(options, pipeline)
    crew = Crew(pipeline, helpers=(options.jobs or default_jobs()) - 1, settings=_settings_of(options))
    outcomes = crew.read(read_documents(options.inputs, published=options.published))
    for outcome in with_progress(outcomes, options.quiet):
        if isinstance(outcome, UnreadableDocumentError):
            tally.complain(outcome)
            continue
        try:
            parsed = correct(outcome)
        except CorrectionStoreError:
            raise
        except GeomapError as error:
            name = outcome.document.document_id
            tally.complain(UnreadableDocumentError(name, str(error), "Please report this text."))
            continue
        tally.used += 1
        yield parsed


def _corrector(options: argparse.Namespace, pipeline: Pipeline) -> Callable[[ParsedDocument], ParsedDocument]:
    """What applies the kept corrections to a document, if that was asked for."""
    if not options.corrected:
        return lambda parsed: parsed
    from geomap.corrections import CorrectionStore, apply_corrections, hash_text
    from geomap.events.lists.ontology import load_ontology

    store, scale = CorrectionStore(), load_ontology()

    def correct(parsed: ParsedDocument) -> ParsedDocument:
        kept = store.active([hash_text(parsed.document.text)])
        return apply_corrections(parsed, kept, places=pipeline.atlas, scale=scale).parsed

    return correct


def _layers_of(
    options: argparse.Namespace, tally: Tally
) -> tuple[tuple[ParsedDocument, ...], tuple[Layer, ...]]:
    """Everything parsed and the layers to show; no layers where no text names a known place."""
    from geomap.events.merging.merge import merge_reports
    from layers import build_layers

    pipeline = _settings_of(options).open()
    parsed = tuple(_parse_stream(options, pipeline, tally))
    if not any(mention.place for one in parsed for mention in one.mentions):
        if parsed:
            say(f"no place found in {_count(len(parsed), 'document')}: nothing to map, nothing was written.")
        return parsed, ()
    if not options.no_merge:
        parsed = merge_reports(parsed)
    return parsed, build_layers(parsed, atlas=pipeline.atlas, modalities=_modalities(options))


def _modalities(options: argparse.Namespace) -> frozenset[Modality]:
    return frozenset(Modality(value) for value in options.modality or [Modality.ACTUAL])


def _spans_of(given: object, document_id: str) -> list[FoundSpan]:
    from geomap.models import FoundSpan

    if not isinstance(given, list):
        raise InvalidRecordError(
            f"Document {document_id!r}: no list 'mentions'. Expected [{{start, end}}, ...]."
        )
    spans = []
    for mention in given:
        try:
            spans.append(FoundSpan(start=int(mention["start"]), end=int(mention["end"])))
        except (TypeError, KeyError, ValueError) as error:
            raise InvalidRecordError(
                f"Document {document_id!r}: mention {mention!r}."
                " Expected numbers 'start' and 'end' with start < end."
            ) from error
    return spans


def _summary(parsed: Sequence[ParsedDocument]) -> str:
    places = {mention.place.place_id for one in parsed for mention in one.mentions if mention.place}
    events = sum(len(one.events) for one in parsed)
    figures = sum(len(one.figures) for one in parsed)
    counts = ((len(parsed), "document"), (len(places), "place"), (events, "event"), (figures, "figure"))
    return ", ".join(_count(count, word) for count, word in counts) + "."


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def _print_place(name: str, fields: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print(json.dumps({"query": name, **fields}, ensure_ascii=False))
        return
    where = f"{fields['longitude']:.4f} {fields['latitude']:.4f}"
    if fields.get("online"):
        print(f"{fields['address']}  {where}  online: {fields['attribution']}")
        return
    inside = ", ".join(str(fields[key]) for key in ("admin1", "country_code") if fields.get(key))
    print(f"{fields['name']}  ({inside})  {fields['feature_code']}  {where}  {fields['place_id']}")
