"""What the page remembers, by content, so that nothing is worked out twice.

Parsed documents, layers and maps are immutable, so sessions may share them; the keys are digests of
the documents themselves, so nobody finds a document they do not already hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from geomap.app.cards import EvidenceCard, make_cards
from geomap.app.digests import digest, digest_document
from geomap.app.filters import Filters, LayerIndex, apply_filters
from geomap.constants import Modality
from geomap.events.merge import merge_reports
from geomap.models import Document, Layer, ParsedDocument
from geomap.pipeline import Pipeline
from geomap.render.folium_map import MapSettings
from geomap.render.html import render_html
from layers import build_layers

_MAX_DOCUMENTS = 2000
_MAX_VIEWS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a set of texts says before any filter; ``key`` names the texts by content."""

    key: str
    parsed: tuple[ParsedDocument, ...]
    layer_index: LayerIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What is on show: the findings that the filters leave, as records, layers and cards.

    ``texts_key`` names the texts behind it and is the same for all filters.
    """

    key: str
    texts_key: str
    parsed: tuple[ParsedDocument, ...]
    layers: tuple[Layer, ...]
    cards: tuple[EvidenceCard, ...]


@st.cache_resource(show_spinner="Opening the gazetteer…")
def open_pipeline() -> Pipeline:
    """The pipeline, opened once for all sessions."""
    return Pipeline.default()


def parse_document(document: Document) -> ParsedDocument:
    """What one document says, worked out once per content."""
    return _parse(digest_document(document), document)


@st.cache_resource(show_spinner=False, max_entries=_MAX_DOCUMENTS)
def _parse(key: str, _document: Document) -> ParsedDocument:
    return open_pipeline().parse(_document)


def find_all(parsed: Sequence[ParsedDocument]) -> Findings:
    """The findings of some parsed documents, reports of one event merged."""
    return _find_all(digest(*(digest_document(item.document) for item in parsed)), tuple(parsed))


@st.cache_resource(show_spinner=False, max_entries=_MAX_VIEWS)
def _find_all(key: str, _parsed: tuple[ParsedDocument, ...]) -> Findings:
    merged = merge_reports(_parsed)
    layers = build_layers(merged, atlas=open_pipeline().atlas, modalities=frozenset(Modality))
    return Findings(key=key, parsed=merged, layer_index=_index_layers(layers))


def make_view(findings: Findings, filters: Filters) -> View:
    """What the filters leave of the findings, worked out once per pair of them."""
    return _make_view(digest(findings.key, repr(filters)), findings, filters)


@st.cache_resource(show_spinner=False, max_entries=_MAX_VIEWS)
def _make_view(key: str, _findings: Findings, _filters: Filters) -> View:
    parsed = apply_filters(_findings.parsed, _filters, layer_index=_findings.layer_index)
    layers = build_layers(
        parsed,
        atlas=open_pipeline().atlas,
        modalities=frozenset(_filters.modalities),
        keys=_filters.layers,
    )
    return View(key=key, texts_key=_findings.key, parsed=parsed, layers=layers, cards=make_cards(parsed))


def map_html(view: View) -> str:
    """The self-contained HTML map of a view, drawn once per view."""
    return _map_html(view.key, view)


@st.cache_resource(show_spinner=False, max_entries=_MAX_VIEWS)
def _map_html(key: str, _view: View) -> str:
    # The page shows its own list beside the map.
    return render_html(
        _view.layers, documents=_view.parsed, settings=MapSettings(is_list_open=False, is_embedded=True)
    )


def downloadable_map(view: View) -> str:
    """The HTML map of a view as a file of its own, with its list of events open."""
    return render_html(view.layers, documents=view.parsed)


@st.cache_resource(show_spinner=False)
def read_asset(name: str) -> str:
    """One of the page's own HTML, CSS or JavaScript files."""
    return (Path(__file__).with_name("static") / name).read_text(encoding="utf-8")


def _index_layers(layers: Sequence[Layer]) -> LayerIndex:
    index: dict[str, frozenset[str]] = {}
    for layer in layers:
        if "event_id" not in layer.frame.columns:
            continue
        for event_id in layer.frame["event_id"].dropna():
            index[event_id] = index.get(event_id, frozenset()) | {layer.key}
    return index
