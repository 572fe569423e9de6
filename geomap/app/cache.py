"""What the page remembers, by content, so that nothing is worked out twice.

Parsed documents, findings and maps are immutable, so sessions may share them; the keys are digests of
the documents themselves, so nobody finds a document they do not already hold.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

import streamlit as st

from geomap.app.choices import Choices, find_choices
from geomap.app.digests import digest, digest_document
from geomap.app.filters import Filters, LayerIndex, apply_filters
from geomap.app.headline import Number, make_headline
from geomap.app.own_figures import own_figure_ids
from geomap.app.warming import shared_pipeline
from geomap.constants import Modality
from geomap.corrections import Corrected, Correction, CorrectionStore, apply_corrections
from geomap.crew import Crew, default_jobs
from geomap.events.lists.ontology import load_ontology
from geomap.events.merging.merge import KnownMerges, merge_reports
from geomap.models import Document, Layer, ParsedDocument
from geomap.pipeline import Pipeline
from geomap.render.folium_map import MapSettings
from geomap.render.html import render_html
from geomap.render.names import document_name
from geomap.render.picture import write_picture
from layers import build_layers

_MAX_DOCUMENTS = 2000
_MAX_FINDINGS = 8
_MAX_VIEWS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a set of texts says, corrections applied and reports of one event merged, before any filter.

    ``key`` names texts and corrections by content. ``corrected`` are the same documents before
    merging, in the same order; ``event_ids`` all events, in order of the documents and their texts;
    ``figure_ids`` the figures that belong to none and ``place_ids`` all places, as the map names them.
    """

    key: str
    parsed: tuple[ParsedDocument, ...]
    corrected: tuple[Corrected, ...]
    layers: tuple[Layer, ...]
    layer_index: LayerIndex
    choices: Choices
    event_ids: tuple[str, ...]
    figure_ids: tuple[str, ...]
    place_ids: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All that the page tells the map to show or to hide, in the order of their bits."""
        return *self.event_ids, *self.figure_ids, *self.place_ids


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What is on show: the findings that the filters leave, and its headline.

    ``names`` are those of `Findings.names` that are shown, ``event_ids`` those of its events.
    """

    key: str
    findings: Findings
    filters: Filters
    parsed: tuple[ParsedDocument, ...]
    event_ids: frozenset[str]
    names: frozenset[str]
    numbers: tuple[Number, ...]


class ParsedTexts:
    """What documents say, by their digest; the least recently used are forgotten first."""

    def __init__(self, limit: int = _MAX_DOCUMENTS) -> None:
        self._limit = limit
        self._lock = Lock()
        self._parsed: OrderedDict[str, ParsedDocument] = OrderedDict()

    def get(self, document: Document) -> ParsedDocument | None:
        """What a document says, if it was parsed already."""
        key = digest_document(document)
        with self._lock:
            if key in self._parsed:
                self._parsed.move_to_end(key)
            return self._parsed.get(key)

    def put(self, parsed: ParsedDocument) -> None:
        """Remember what a document says."""
        with self._lock:
            self._parsed[digest_document(parsed.document)] = parsed
            while len(self._parsed) > self._limit:
                self._parsed.popitem(last=False)


@st.cache_resource(show_spinner="Opening the gazetteer…")
def open_pipeline() -> Pipeline:
    """The pipeline, opened once for all sessions."""
    return shared_pipeline()


@st.cache_resource(show_spinner=False)
def open_crew() -> Crew:
    """Who reads for all sessions: this process and helpers, on no more than all cores but one, or on two."""
    return Crew(open_pipeline(), helpers=max(default_jobs() - 2, 1))


@st.cache_resource(show_spinner=False)
def parsed_texts() -> ParsedTexts:
    """The documents parsed so far by this server."""
    return ParsedTexts()


@st.cache_resource(show_spinner=False)
def known_merges() -> KnownMerges:
    """What was merged lately: a correction then costs the merging of one or two types of events."""
    return KnownMerges()


@st.cache_resource(show_spinner=False)
def open_corrections() -> CorrectionStore:
    """The store of corrections, in the user's data folder.

    Raises:
        CorrectionStoreError: If it cannot be opened.
    """
    return CorrectionStore()


def find_all(parsed: Sequence[ParsedDocument], corrections: Sequence[Correction] = ()) -> Findings:
    """The findings of some parsed documents."""
    texts = (digest_document(item.document) for item in parsed)
    key = digest(*texts, "corrected", *(correction.entry_id for correction in corrections))
    return _find_all(key, tuple(parsed), tuple(corrections))


@st.cache_resource(show_spinner=False, max_entries=_MAX_FINDINGS)
def _find_all(
    key: str, _parsed: tuple[ParsedDocument, ...], _corrections: tuple[Correction, ...]
) -> Findings:
    atlas = open_pipeline().atlas
    corrected = tuple(
        apply_corrections(item, _corrections, places=atlas, scale=load_ontology()) for item in _parsed
    )
    merged = merge_reports([item.parsed for item in corrected], known=known_merges())
    layers = build_layers(merged, atlas=atlas, modalities=frozenset(Modality))
    return Findings(
        key=key,
        parsed=merged,
        corrected=corrected,
        layers=layers,
        layer_index=_index_layers(layers),
        choices=find_choices(merged, atlas=atlas),
        event_ids=tuple(event.event_id for item in merged for event in item.events),
        figure_ids=own_figure_ids(merged, Modality),
        place_ids=_place_ids(merged),
    )


def make_view(findings: Findings, filters: Filters) -> View:
    """What the filters leave of the findings, worked out once per pair of them."""
    return _make_view(digest(findings.key, repr(filters)), findings, filters)


@st.cache_resource(show_spinner=False, max_entries=_MAX_VIEWS)
def _make_view(key: str, _findings: Findings, _filters: Filters) -> View:
    parsed = apply_filters(
        _findings.parsed, _filters, layer_index=_findings.layer_index, names=_findings.choices.names
    )
    event_ids = frozenset(event.event_id for item in parsed for event in item.events)
    others = (*own_figure_ids(parsed, _filters.modalities), *_place_ids(parsed))
    return View(
        key=key,
        findings=_findings,
        filters=_filters,
        parsed=parsed,
        event_ids=event_ids,
        names=event_ids.union(others),
        numbers=make_headline(parsed),
    )


def _place_ids(parsed: Sequence[ParsedDocument]) -> tuple[str, ...]:
    """The places that are named, as the map names them, in order of the documents and their texts."""
    named = (mention.place for item in parsed for mention in item.mentions)
    return tuple(dict.fromkeys(f"places:{place.place_id}" for place in named if place))


def map_page(findings: Findings) -> str:
    """The self-contained page of the map of all findings, for the frame beside the list."""
    return _map_page(findings.key, findings)


@st.cache_resource(show_spinner=False, max_entries=_MAX_FINDINGS)
def _map_page(key: str, _findings: Findings) -> str:
    # The page shows its own list beside the map.
    settings = MapSettings(is_list_open=False, is_embedded=True)
    return render_html(_findings.layers, documents=_findings.parsed, settings=settings)


def view_layers(view: View) -> tuple[Layer, ...]:
    """The layers of exactly what is shown, for downloads."""
    return build_layers(
        view.parsed,
        atlas=open_pipeline().atlas,
        modalities=frozenset(view.filters.modalities),
        keys=view.filters.layers,
    )


def downloadable_map(view: View) -> str:
    """The HTML map of a view as a file of its own with its list open."""
    return render_html(view_layers(view), documents=view.parsed, settings=_settings_of(view))


def downloadable_picture(view: View) -> bytes:
    """The same map as a PNG picture, as it opens; a browser of this computer draws it.

    Raises:
        MissingBrowserError: If there is none.
        ExportError: If it does not draw the map.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "map.png"
        write_picture(view_layers(view), path, documents=view.parsed, settings=_settings_of(view))
        return path.read_bytes()


def _settings_of(view: View) -> MapSettings:
    """A map of its own, named after its text if it has one."""
    names = [document_name(item.document) for item in view.parsed]
    return MapSettings(title=names[0]) if len(names) == 1 else MapSettings()


@st.cache_resource(show_spinner=False)
def read_asset(name: str) -> str:
    """One of the page's own HTML, CSS or JavaScript files."""
    return (Path(__file__).with_name("static") / name).read_text(encoding="utf-8")


def _index_layers(layers: Sequence[Layer]) -> LayerIndex:
    index: dict[str, set[str]] = {}
    for layer in layers:
        for event_id in layer.cells("event_id"):
            if isinstance(event_id, str):
                index.setdefault(event_id, set()).add(layer.key)
    return {event_id: frozenset(keys) for event_id, keys in index.items()}
