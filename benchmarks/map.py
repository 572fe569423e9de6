"""Measure the map beside plain folium on the same made-up events and print a table.

    python benchmarks/map.py [--sizes 1000 10000 100000] [--subjects geomap folium ...] [--plugins FOLDER]

Every subject draws the same events with the same evidence (title, place, date, quote, source, link), each
at one point; geomap draws its six layers as well: arcs, areas, figures, places, regions. The pages open in
headless Chromium with the network off. Leaflet and what stands in for jQuery are handed out from the
installed packages; `--plugins` names a folder with ``leaflet.markercluster.js`` for the two cluster
subjects, which show nothing without it.

- build: seconds by the clock from parsed documents to the HTML text (geomap: layers and page; below the
  table stands what each takes when the same map is built again); work: the processor seconds of the same,
  which are more where threads work beside each other;
- ready: milliseconds from opening the file until the map can be used, the best of three (of one, where a
  page takes more than ten seconds), once the browser's own start has settled; cpu: what of them the page's
  main thread worked, which other work on the machine disturbs less;
- heap: MB of JavaScript objects then; pan, zoom: milliseconds of the main thread for one step, the median
  of five; rest: for drawing anew once a panned map lies still, the median of two;
- slide, search: the same for one step of geomap's time slider and for a search for one word, the median of
  three; the others have neither;
- the last column has build, MB and cpu of plain folium at the same number of events as multiples of geomap's.

Plain folium, GeoJson and MarkerCluster take minutes at 100,000 events: without `--slow` they are left out
there, and what geomap is compared with is plain folium's figures at a tenth of the events times ten, marked
"~". The whole table takes five to ten minutes. The two cluster subjects need the files of the package
``XStatic-Leaflet-MarkerCluster`` (``--plugins .../xstatic/pkg/leaflet_markercluster/data``).
"""

from __future__ import annotations

import argparse
import html
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from map_events import make_documents

from geomap.gazetteer.store import open_gazetteer
from geomap.models import Event, ParsedDocument
from geomap.render import words
from geomap.render.assets import leaflet_script, leaflet_style, static_text
from geomap.render.html import render_html
from layers import build_layers

_SLOW_FROM = 100_000
_RUNS = 3
_LONG_MS = 10_000
_STEPS = 5
_RESTS = 2
_POLL_MS = 10
_SETTLE_MS = 2000
_FIND_MAP = "window.geomap?.maps[0] ?? Object.values(window).find((one) => one instanceof L.Map)"
_IS_READY = (
    "Boolean(document.querySelector('[data-ready]')"
    f" || (!document.querySelector('#geomap-script') && !window.geomap && ({_FIND_MAP})))"
)
_STEP = """async ([kind, amount]) => {
    const map = %s;
    if (kind === "pan") map.panBy([amount, 0], { animate: false });
    else map.setZoom(map.getZoom() + amount, { animate: false });
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}"""
_SLIDE = """async (steps) => {
    const input = document.querySelectorAll(".gm-track input")[1];
    input.value = Number(input.value) - steps;
    input.dispatchEvent(new Event("input"));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}"""
_SEARCH = """async (words) => {
    const input = document.querySelector(".gm-search");
    input.value = words;
    input.dispatchEvent(new Event("input"));
    // A search of very many events waits for a pause in typing.
    await new Promise((done) => setTimeout(() => requestAnimationFrame(() => setTimeout(done)), 300));
}"""
_WORDS = ("attack", "", "talks", "", "protest")
_REST = "() => new Promise((done) => setTimeout(() => requestAnimationFrame(() => setTimeout(done)), 400))"
_NOW = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """How a page behaved: milliseconds until ready, MB of heap, milliseconds per step and once it rests.

    Slider and search are None where the page has none.
    """

    ready_ms: float
    cpu_ms: float
    heap_mb: float
    pan_ms: float
    rest_ms: float
    zoom_ms: float
    slide_ms: float | None
    search_ms: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One row of the table; `opened` is None where the page was not opened."""

    name: str
    events: int
    build_s: float
    work_s: float
    size_mb: float
    opened: Opened | None


def _build_geomap(documents: Sequence[ParsedDocument]) -> str:
    return render_html(build_layers(documents, atlas=open_gazetteer()), documents=documents)


def _rows(documents: Sequence[ParsedDocument]) -> list[tuple[float, float, str]]:
    """Latitude, longitude and popup of each event that has a place."""
    return [
        (event.location.latitude, event.location.longitude, _popup(parsed, event))
        for parsed in documents
        for event in parsed.events
        if event.location
    ]


def _popup(parsed: ParsedDocument, event: Event) -> str:
    """The evidence as markup; made-up words need no defence against templates, real ones would."""
    word = words.event_word(event.event_type, event.mode)
    title = words.event_title(
        word, [one.name for one in event.actors], [one.name for one in event.recipients]
    )
    where = words.place_phrase(event.location.name if event.location else None, event.precision)
    parts = [title, where, words.date_phrase(event.date_start, event.date_end), event.quote]
    parts += [parsed.document.source or "", f"score {event.score:.2f}"]
    text = "<br>".join(html.escape(part) for part in parts)
    return f'{text}<br><a href="{html.escape(parsed.document.url or "")}">open the report</a>'


def _build_folium(documents: Sequence[ParsedDocument]) -> str:
    import folium

    fmap = folium.Map((20, 15), zoom_start=2, tiles=None, prefer_canvas=True)
    for latitude, longitude, popup in _rows(documents):
        folium.CircleMarker((latitude, longitude), radius=6, popup=folium.Popup(popup)).add_to(fmap)
    return str(fmap.get_root().render())


def _build_geojson(documents: Sequence[ParsedDocument]) -> str:
    import folium

    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
            "properties": {"text": popup},
        }
        for latitude, longitude, popup in _rows(documents)
    ]
    fmap = folium.Map((20, 15), zoom_start=2, tiles=None, prefer_canvas=True)
    folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        marker=folium.CircleMarker(radius=6),
        popup=folium.GeoJsonPopup(["text"], labels=False),
    ).add_to(fmap)
    return str(fmap.get_root().render())


def _build_marker_cluster(documents: Sequence[ParsedDocument]) -> str:
    import folium
    from folium.plugins import MarkerCluster

    fmap = folium.Map((20, 15), zoom_start=2, tiles=None, prefer_canvas=True)
    cluster = MarkerCluster().add_to(fmap)
    for latitude, longitude, popup in _rows(documents):
        folium.CircleMarker((latitude, longitude), radius=6, popup=folium.Popup(popup)).add_to(cluster)
    return str(fmap.get_root().render())


def _build_fast_cluster(documents: Sequence[ParsedDocument]) -> str:
    import folium
    from folium.plugins import FastMarkerCluster

    fmap = folium.Map((20, 15), zoom_start=2, tiles=None, prefer_canvas=True)
    callback = "function (row) { return L.circleMarker([row[0], row[1]]).bindPopup(row[2]); }"
    FastMarkerCluster([list(row) for row in _rows(documents)], callback=callback).add_to(fmap)
    return str(fmap.get_root().render())


SUBJECTS: dict[str, Callable[[Sequence[ParsedDocument]], str]] = {
    "geomap": _build_geomap,
    "folium": _build_folium,
    "GeoJson": _build_geojson,
    "MarkerCluster": _build_marker_cluster,
    "FastMarkerCluster": _build_fast_cluster,
}
_SLOW = {"folium", "GeoJson", "MarkerCluster"}
_NEEDS_PLUGIN = {"MarkerCluster", "FastMarkerCluster"}


def open_page(browser: Any, path: Path, plugins: Path | None) -> Opened:
    """Open a page several times and move its map about."""
    found: list[Opened] = []
    while len(found) < _RUNS and not (found and found[-1].ready_ms > _LONG_MS):
        found.append(_open_once(browser, path, plugins))
    return min(found, key=lambda one: one.ready_ms)


def _open_once(browser: Any, path: Path, plugins: Path | None) -> Opened:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(300_000)
    page = context.new_page()
    page.route("**/*", lambda route: _answer(route, plugins))
    session = context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    # A new window starts pages of the browser's own (the list below its address bar), which take half a
    # second of a processor: they are not part of what is measured.
    page.wait_for_timeout(_SETTLE_MS)
    idle = _worked_ms(session)
    page.goto(path.as_uri(), wait_until="load")
    # Asked from outside: the page's policy lets nothing in it evaluate a condition again and again.
    while not page.evaluate(_IS_READY):
        page.wait_for_timeout(_POLL_MS)
    ready = page.evaluate(_NOW)
    loaded = _worked_ms(session) - idle
    session.send("HeapProfiler.collectGarbage")
    heap = session.send("Runtime.getHeapUsage")["usedSize"] / 1e6
    pans = [_step_ms(page, session, "pan", 150 * (-1) ** index) for index in range(_STEPS)]
    rests = [_rest_ms(page, session, 200 * (-1) ** index) for index in range(_RESTS)]
    zooms = [_step_ms(page, session, "zoom", (1, 1, -1, 1, -1)[index]) for index in range(_STEPS)]
    slides: list[float] = []
    searches: list[float] = []
    if page.query_selector(".gm-search"):
        slides = [_cost_ms(page, session, _SLIDE, steps) for steps in (1, 1, 1, -3)][:3]
        searches = [_cost_ms(page, session, _SEARCH, words) for words in _WORDS][::2]
    context.close()
    return Opened(
        ready_ms=ready,
        cpu_ms=loaded,
        heap_mb=heap,
        pan_ms=median(pans),
        rest_ms=median(rests),
        zoom_ms=median(zooms),
        slide_ms=median(slides) if slides else None,
        search_ms=median(searches) if searches else None,
    )


def _worked_ms(session: Any) -> float:
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    return float(1000 * metrics["TaskDuration"])


def _step_ms(page: Any, session: Any, kind: str, amount: int) -> float:
    return _cost_ms(page, session, _STEP % _FIND_MAP, [kind, amount])


def _cost_ms(page: Any, session: Any, script: str, argument: object) -> float:
    before = _worked_ms(session)
    page.evaluate(script, argument)
    return _worked_ms(session) - before


def _rest_ms(page: Any, session: Any, amount: int) -> float:
    page.evaluate(_STEP % _FIND_MAP, ["pan", amount])
    before = _worked_ms(session)
    page.evaluate(_REST)
    return _worked_ms(session) - before


def _answer(route: Any, plugins: Path | None) -> None:
    """Hands out what is installed for what folium would fetch, and nothing else."""
    url = route.request.url
    name = url.rsplit("/", 1)[-1].split("?")[0]
    if url.startswith(("file:", "data:", "blob:")):
        route.continue_()
    elif name == "leaflet.js":
        route.fulfill(body=leaflet_script(), content_type="text/javascript")
    elif name == "leaflet.css":
        route.fulfill(body=leaflet_style(), content_type="text/css")
    elif name.startswith("jquery"):
        route.fulfill(body=_JQUERY, content_type="text/javascript")
    elif plugins is not None and (plugins / name).is_file():
        route.fulfill(path=plugins / name)
    else:
        route.abort()


_JQUERY = static_text("folium.js").replace("L.AwesomeMarkers", "window.geomapUnused")


def measure(browser: Any, name: str, documents: Sequence[ParsedDocument], plugins: Path | None) -> Measured:
    """Build the page of one subject and open it."""
    SUBJECTS[name](documents[:5])  # imports and caches of the library itself are not counted
    start, worked = perf_counter(), process_time()
    text = SUBJECTS[name](documents)
    build, work = perf_counter() - start, process_time() - worked
    opened = None
    if name not in _NEEDS_PLUGIN or plugins is not None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "page.html"
            path.write_text(text, encoding="utf-8")
            opened = open_page(browser, path, plugins)
    return Measured(
        name=name,
        events=sum(len(parsed.events) for parsed in documents),
        build_s=build,
        work_s=work,
        size_mb=len(text.encode()) / 1e6,
        opened=opened,
    )


def split(documents: Sequence[ParsedDocument]) -> str:
    """How geomap's build divides when the same map is built again, by the clock and in processor seconds."""
    start, worked = perf_counter(), process_time()
    layers = build_layers(documents, atlas=open_gazetteer())
    middle = perf_counter()
    render_html(layers, documents=documents)
    end, work = perf_counter(), process_time() - worked
    return f"layers {middle - start:.2f} s, page {end - middle:.2f} s; work {work:.2f} s"


def table_row(measured: Measured, ratios: str) -> str:
    """A row of the Markdown table."""
    cells = [measured.name, f"{measured.events:,}"]
    cells += [f"{number:.2f}" for number in (measured.build_s, measured.work_s, measured.size_mb)]
    one = measured.opened
    numbers = [getattr(one, field.name, None) for field in fields(Opened)]
    cells += ["-" if number is None else f"{number:.0f}" for number in numbers]
    return f"| {' | '.join([*cells, ratios])} |"


def ratios_to(geomap: Measured, folium: Measured | None) -> str:
    """What plain folium takes for each of geomap's build second, MB and millisecond; "" if unknown."""
    if folium is None or geomap.opened is None or folium.opened is None:
        return ""
    factor = geomap.events / folium.events
    parts = (
        folium.build_s / geomap.build_s,
        folium.size_mb / geomap.size_mb,
        folium.opened.cpu_ms / geomap.opened.cpu_ms,
    )
    mark = "" if factor < 1.5 else "~"
    return " / ".join(f"{mark}{factor * part:.1f}" for part in parts)


_HEAD = (
    "subject | events | build s | work s | HTML MB | ready ms | cpu ms | heap MB | pan ms | rest ms | zoom ms"
    " | slide ms | search ms"
)


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--subjects", nargs="+", choices=SUBJECTS, default=list(SUBJECTS))
    parser.add_argument("--plugins", type=Path, help="folder with leaflet.markercluster.js")
    parser.add_argument("--slow", action="store_true", help="run the cases that take minutes too")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    options = parser.parse_args()
    from playwright.sync_api import sync_playwright

    print(f"| {_HEAD} | folium: build / MB / cpu |\n| --- |{' ---: |' * 13}")
    folium: Measured | None = None
    splits: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=options.chromium, args=["--no-sandbox"])
        for size in options.sizes:
            documents = make_documents(size)
            # Plain folium first, for geomap's ratios.
            for name in sorted(options.subjects, key=lambda one: one != "folium"):
                if name in _SLOW and size >= _SLOW_FROM and not options.slow:
                    continue
                measured = measure(browser, name, documents, options.plugins)
                if name == "folium":
                    folium = measured
                ratios = ratios_to(measured, folium) if name == "geomap" else ""
                print(table_row(measured, ratios), flush=True)
            if "geomap" in options.subjects:
                splits.append(f"geomap, {size:,} events built again: {split(documents)}")
        browser.close()
    print("", *splits, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
