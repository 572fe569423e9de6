"""A brief for printing: one HTML page with numbers, map, events, figures and evidence, and no script.

Everything the texts say is escaped and set apart in ``<bdi>``, so that neither markup nor the direction
of foreign writing leaks out of it; the Content-Security-Policy allows our own style and nothing else.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from html import escape
from typing import Final, Protocol

from geomap.constants import DISPLACEMENT
from geomap.models import Event, Figure, Layer, ParsedDocument
from geomap.render import words
from geomap.render.basemaps import NATURAL_EARTH, attribution_lines
from geomap.render.cards import row_kind
from geomap.render.cells import layer_rows, text_of, where_phrase
from geomap.render.evidence import safe_link, tell_apart
from geomap.render.html import content_policy
from geomap.render.names import document_name
from geomap.render.sketch import Drawn, draw_mark, draw_sketch
from geomap.render.styles import KIND_STYLES, Kind, event_kind

MAX_ROWS: Final = 1000
"""Most events, and most figures, that a brief lists; it says how many it leaves out."""

_UNDRAWN = frozenset({"regions", "places"})


class HeadlineNumber(Protocol):
    """A number above the map: what it counts, the number in words, and what must be said about it."""

    @property
    def label(self) -> str:
        """What it counts."""
        ...

    @property
    def value(self) -> str:
        """The number in words."""
        ...

    @property
    def note(self) -> str:
        """What must be said about it."""
        ...


def render_brief(
    parsed: Sequence[ParsedDocument],
    layers: Sequence[Layer],
    *,
    made: date,
    numbers: Iterable[HeadlineNumber] = (),
    title: str | None = None,
    choices: Sequence[str] = (),
    remarks: Mapping[str, str] | None = None,
) -> str:
    """The whole page; the same input gives the same text.

    Args:
        parsed: What is shown, after corrections, merging and filters.
        layers: The layers of the same, for the map; without geometries there is no map.
        made: The day on the page.
        numbers: The numbers above the map, such as `geomap.app.headline.make_headline` gives.
        title: The heading; the title of a single text, or the count of texts, if None.
        choices: What was chosen to be shown, in words, such as "only conflict".
        remarks: What to say about single events, by their identifier, such as "corrected by Anna".
    """
    events = [(item, event) for item in parsed for event in item.events]
    order = sorted(events, key=lambda pair: pair[1].date_start or pair[0].document.published or date.max)
    index = {event.event_id: number for number, (_, event) in enumerate(order, start=1)}
    figures = [(item, figure) for item in parsed for figure in item.figures]
    heading = title or _heading(parsed)
    body = [
        _header(heading, parsed, made, choices),
        _numbers(numbers),
        _map(layers, index),
        _events(order[:MAX_ROWS], len(order), remarks or {}),
        _figures(figures[:MAX_ROWS], len(figures)),
        _sources(parsed),
        _footer(layers),
    ]
    return _PAGE.format(
        policy=escape(content_policy((), (_STYLE,)).replace("script-src ;", "script-src 'none';")),
        title=escape(_storable(heading)),
        style=_STYLE,
        body="\n".join(part for part in body if part),
    )


def _heading(parsed: Sequence[ParsedDocument]) -> str:
    if len(parsed) == 1:
        return document_name(parsed[0].document)
    return f"What {len(parsed):,} texts report"


def _header(heading: str, parsed: Sequence[ParsedDocument], made: date, choices: Sequence[str]) -> str:
    days = [item.document.published for item in parsed if item.document.published]
    span = f", published {words.date_phrase(min(days), max(days))}" if days else ""
    texts = "1 text" if len(parsed) == 1 else f"{len(parsed):,} texts"
    shown = f"<p>Shown: {_said('; '.join(choices))}.</p>" if choices else ""
    return (
        f"<header><h1>{_said(heading)}</h1><p>Brief of {words.date_phrase(made)}, from {texts}{span}."
        " It says what the texts report, not what is proven; read the sentence before you rely on a line.</p>"
        f"{shown}</header>"
    )


def _numbers(numbers: Iterable[HeadlineNumber]) -> str:
    cells = "".join(
        f"<div><dt>{_said(one.label)}</dt>"
        f"<dd><b>{_said(one.value)}</b> <span>{_said(one.note)}</span></dd></div>"
        for one in numbers
    )
    return f'<dl class="numbers">{cells}</dl>' if cells else ""


def _map(layers: Sequence[Layer], index: Mapping[str, int]) -> str:
    drawn = [one for layer in layers if layer.key not in _UNDRAWN for one in _drawn(layer, index)]
    if not drawn:
        return "<p>No event has a place that could be drawn.</p>"
    kinds = [kind for kind in Kind if kind in {one.kind for one in drawn}]
    legend = "".join(
        f'<li><svg width="16" height="16" aria-hidden="true">{draw_mark(kind, 8, 8)}</svg>'
        f" {escape(KIND_STYLES[kind].label)}</li>"
        for kind in kinds
    )
    return (
        f"<figure>{draw_sketch(drawn, worldview=layers[0].worldview)}<figcaption>Numbers are those of the"
        " table. A hatched area means: somewhere in it."
        f'<ul class="legend">{legend}</ul></figcaption></figure>'
    )


def _drawn(layer: Layer, index: Mapping[str, int]) -> Iterator[Drawn]:
    for row, geometry in zip(layer_rows(layer), layer.frame.geometry, strict=True):
        if geometry is not None and not geometry.is_empty:
            number = index.get(text_of(row, "event_id") or "")
            yield Drawn(geometry=geometry, kind=row_kind(layer.key, row), number=number)


def _events(order: Sequence[tuple[ParsedDocument, Event]], count: int, remarks: Mapping[str, str]) -> str:
    if not order:
        return "<h2>Events</h2><p>No event is reported.</p>"
    rows = "".join(
        _event_row(number, item, event, remarks.get(event.event_id, ""))
        for number, (item, event) in enumerate(order, start=1)
    )
    return (
        f"<h2>Events</h2><table><thead><tr><th>No.</th><th>What</th><th>Where</th><th>When</th>"
        f"<th>The sentence that says so</th></tr></thead><tbody>{rows}</tbody></table>{_rest(count)}"
    )


def _event_row(number: int, item: ParsedDocument, event: Event, remark: str) -> str:
    name = words.title_of(event)
    kind = event_kind("conflict", event.quad_class)
    notes = [
        words.modality_note(event.modality),
        *_figure_lines(item, event),
        f"certainty {words.score_word(event.score)}",
        f"also reported by {event.reports - 1}" if event.reports > 1 else "",
        remark,
    ]
    return (
        f'<tr><td class="number">{number}</td>'
        f'<td><svg width="16" height="16" aria-hidden="true">{draw_mark(kind, 8, 8)}</svg>'
        f" <b>{_said(name)}</b><small>{_said('; '.join(filter(None, notes)))}</small></td>"
        f"<td>{_said(where_phrase(item, event))}</td>"
        f"<td>{escape(words.date_phrase(event.date_start, event.date_end))}</td>"
        f"<td><q>{_quote(item, event)}</q><small>{_source(item)}</small></td></tr>"
    )


def _figure_lines(item: ParsedDocument, event: Event) -> list[str]:
    """The figures of an event, those that count the same told apart; what is no fact is said to be none."""
    figures = [item.figures[position] for position in event.figures]
    notes = [words.modality_note(figure.modality).lower() for figure in figures]
    return [
        " ".join(filter(None, (phrase, counted, note and f"({note})")))
        for (phrase, counted), note in zip(tell_apart(item.document.text, figures), notes, strict=True)
    ]


def _quote(item: ParsedDocument, event: Event) -> str:
    """The sentence with its trigger in bold."""
    text = item.document.text
    before, trigger, after = (
        _said(text[start:end])
        for start, end in (
            (event.start, event.trigger_start),
            (event.trigger_start, event.trigger_end),
            (event.trigger_end, event.end),
        )
    )
    return f"{before}<b>{trigger}</b>{after}"


def _figures(figures: Sequence[tuple[ParsedDocument, Figure]], count: int) -> str:
    if not figures:
        return ""
    rows = "".join(
        f"<tr><td><b>{_said(words.figure_line(figure))}</b></td><td>{_said(_whereabouts(figure))}</td>"
        f"<td><q>{_said(figure.quote)}</q><small>{_source(item)}</small></td></tr>"
        for item, figure in figures
    )
    return (
        "<h2>Figures</h2><p>As the texts report them; they are not added up, for some count the"
        " same people.</p>"
        "<table><thead><tr><th>Figure</th><th>Where</th><th>The sentence that says so</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>{_rest(count)}"
    )


def _whereabouts(figure: Figure) -> str:
    unplaced = words.unplaced_phrase(figure.unplaced)
    is_placed = figure.origin or figure.destination or figure.location
    known = _known_place(figure) if is_placed or not unplaced else ""
    return ", ".join(filter(None, (known, unplaced)))


def _known_place(figure: Figure) -> str:
    if figure.category in DISPLACEMENT and figure.origin:
        to = f" to {figure.destination.name}" if figure.destination else ""
        return f"from {figure.origin.name}{to}"
    place = figure.location or figure.destination or figure.origin
    return words.place_phrase(place.name if place else None, place.precision if place else None)


def _source(item: ParsedDocument) -> str:
    document = item.document
    day = words.date_phrase(document.published) if document.published else None
    parts = (document_name(document), document.source, day)
    return _said(" · ".join(part for part in parts if part))


def _sources(parsed: Sequence[ParsedDocument]) -> str:
    rows = []
    for item in parsed[:MAX_ROWS]:
        link = safe_link(item.document.url)
        shown = f' <a href="{escape(_storable(link))}" rel="noreferrer">{_said(link)}</a>' if link else ""
        rows.append(f"<li>{_source(item)}{shown}</li>")
    return f"<h2>Texts</h2><ol>{''.join(rows)}</ol>{_rest(len(parsed))}" if rows else ""


def _footer(layers: Sequence[Layer]) -> str:
    if not layers:
        return "<footer>geomap</footer>"
    lines = attribution_lines(
        NATURAL_EARTH,
        tiles=None,
        worldview=layers[0].worldview,
        sources=[layer.attribution for layer in layers],
    )
    return f"<footer>Made with geomap. {escape('. '.join(lines))}.</footer>"


def _rest(count: int) -> str:
    return f"<p>… and {count - MAX_ROWS:,} more, left out here.</p>" if count > MAX_ROWS else ""


def _said(text: str) -> str:
    """Foreign words as content of the page."""
    return f"<bdi>{escape(_storable(text))}</bdi>" if text else ""


def _storable(text: str) -> str:
    """The text without what no page may hold: control signs and lone surrogates become U+FFFD."""
    return "".join(
        "\ufffd" if unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t\r" else sign
        for sign in text
    )


_STYLE = """
:root{color-scheme:light}
body{max-width:62rem;margin:2rem auto;padding:0 1rem;background:#fff;color:#2B2E33;
font:15px/1.45 system-ui,sans-serif}
h1{font-size:1.6rem;line-height:1.2;margin:0 0 .3rem}h2{font-size:1.15rem;margin:1.8rem 0 .4rem}
header p{margin:.2rem 0;color:#5B6068}
.numbers{display:grid;grid-template-columns:repeat(4,1fr);gap:.8rem;margin:1.2rem 0}
.numbers div{border-top:3px solid #2B2E33;padding-top:.3rem}
.numbers dt{color:#5B6068;font-size:.85rem}.numbers dd{margin:0}.numbers b{font-size:1.35rem;display:block}
.numbers span,small,figcaption,footer{color:#5B6068;font-size:.82rem}
small{display:block;margin-top:.15rem}
li>svg,td>svg{vertical-align:-.15em}
figure{margin:1rem 0}figure>svg{display:block;width:100%;height:auto;border:1px solid #B9B4A7}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;list-style:none;margin:.3rem 0 0;padding:0}
table{border-collapse:collapse;width:100%}
th{text-align:left;font-size:.82rem;color:#5B6068;border-bottom:2px solid #2B2E33}
td,th{padding:.4rem .6rem .4rem 0;vertical-align:top}td{border-bottom:1px solid #DDD9CE}
td.number{font-weight:600;text-align:right;width:2rem}td:nth-child(3),td:nth-child(4){min-width:6.5rem}
q{quotes:none}a{color:#1F6C98;overflow-wrap:anywhere}
footer{margin-top:2rem;border-top:1px solid #DDD9CE;padding-top:.5rem}
@media print{body{margin:0;max-width:none;font-size:10pt}thead{display:table-header-group}
tr,figure,.numbers{break-inside:avoid}h2{break-after:avoid}@page{margin:16mm 14mm}}
@media screen and (max-width:40rem){.numbers{grid-template-columns:1fr 1fr}thead{display:none}
table,tbody,tr,td{display:block}
tr{padding:.5rem 0;border-bottom:1px solid #DDD9CE}td{border:0;padding:.1rem 0}
td.number{float:left;width:auto;margin-right:.5rem}}
"""

_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="geomap">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
{body}
</body>
</html>
"""
