// The engine of one map: what is filtered, what is chosen, and keeping canvases and panels in step.

function makeEngine(map, model) {
  const engine = {
    map,
    model,
    container: map.getContainer(),
    media: window.matchMedia("(prefers-color-scheme: dark)"),
    filter: { words: "", ids: null, minScore: 0, from: null, to: null },
    chosen: { cards: [], index: 0, opener: null },
    scene: arrange([]),
    painter: null,
  };
  engine.look = makeLook(engine);
  engine.view = makeView(engine);
  engine.side = makeSidePanel(model, engine.view);
  engine.layers = makeLayerPanel(model, engine.view);
  engine.tip = makeText("div", "gm-tip", "");
  engine.tip.hidden = true;
  engine.base = makeSurface(makePane(map, "geomap-base", 150), (context, view) => {
    if (model.basemap) drawBasemap(context, view, model.basemap, engine.look.palette, model.page.worldview);
  });
  engine.data = makeSurface(makePane(map, "geomap-data", 420), (context, view) => {
    engine.painter = paintScene(context, view, engine.scene, engine.look);
  });
  return engine;
}

function makePane(map, name, level) {
  const pane = map.getPane(name) ?? map.createPane(name);
  pane.style.zIndex = level;
  pane.style.pointerEvents = "none";
  return name;
}

function themeOf({ model, media }) {
  if (model.page.theme !== "auto") return model.page.theme;
  return media.matches ? "dark" : "light";
}

// How things look right now; colors are [fill, line, text].
function makeLook(engine) {
  const { styles, basemap } = engine.model;
  return {
    opacity: styles.opacity,
    basemap,
    colors: (kind) => kind[themeOf(engine)],
    get palette() {
      return styles.palettes[themeOf(engine)];
    },
    isSelected: (rows) => {
      const card = engine.chosen.cards[engine.chosen.index];
      return card !== undefined && rows.some((row) => row.card === card);
    },
  };
}

// What the panels may ask of the engine.
function makeView(engine) {
  const { look, model } = engine;
  return {
    entries: new Map(),
    look,
    isWide: () => isWide(engine),
    width: () => engine.container.clientWidth,
    select: (cards, isFromList, index = 0) => select(engine, cards, index, { isFromList }),
    close: () => close(engine),
    dropFilter: () => dropFilter(engine),
    setWords: (words) => {
      engine.filter.words = words;
      refresh(engine);
    },
    showLayer: (key, isShown) => {
      model.layers.find((layer) => layer.key === key).shown = isShown;
      refresh(engine);
    },
    card: (card) => makeCard(card, layerTitle(model, card), kindIcon(card.kind, look), look.colors(card.kind)),
  };
}

function layerTitle(model, card) {
  const keys = new Set((card.rows ?? []).map((row) => row.layer));
  return model.layers.filter((layer) => keys.has(layer.key)).map((layer) => layer.title).join(", ");
}

function passes(filter, card) {
  // What belongs to no event, such as a place or a figure of its own, is judged by the other criteria.
  if (filter.ids && card.isEvent && !filter.ids.has(card.id)) return false;
  if (card.score !== null && card.score < filter.minScore) return false;
  if (filter.from !== null && card.day && card.day < filter.from) return false;
  if (filter.to !== null && card.day && card.day > filter.to) return false;
  return filter.words.toLowerCase().split(/\s+/).every((word) => card.words.includes(word));
}

// Applies filter and shown layers to everything: canvases, counts, list, legend.
function refresh(engine) {
  const { model, filter, view, side } = engine;
  const passing = new Set(model.cards.filter((card) => passes(filter, card)));
  const rowsByLayer = new Map();
  for (const layer of model.layers) {
    if (layer.shown) rowsByLayer.set(layer.key, layer.rows.filter((row) => passing.has(row.card)));
  }
  const rows = [...rowsByLayer.values()].flat();
  engine.scene = arrange(rows);
  engine.data.redraw();
  const drawn = new Set(rows.filter((row) => EVENT_LAYERS.includes(row.layer)).map((row) => row.card));
  const events = model.cards.filter((card) => drawn.has(card) || (!card.rows && passing.has(card)));
  events.sort((a, b) => (a.day || Infinity) - (b.day || Infinity) || 0);
  view.entries.clear();
  fillCounts(side, events, displaced(rowsByLayer.get("displacement") ?? []));
  fillList(side, events, view);
  fillLayerPanel(engine.layers, model, rowsByLayer, engine.look);
  announce(engine, "shown", { ids: new Set(events.filter((card) => card.isEvent).map((card) => card.id)) });
}

// The largest single figure, never a sum: reports repeat and contradict each other.
function displaced(rows) {
  const largest = rows.reduce((most, row) => (most && most.size >= row.size ? most : row), null);
  return largest?.label ? [`${largest.label} displaced`] : [];
}

function dropFilter(engine) {
  const { model, side, filter } = engine;
  filter.words = side.search.value = "";
  if (!model.layers.some((layer) => layer.shown && EVENT_LAYERS.includes(layer.key))) {
    for (const layer of model.layers) layer.shown = layer.key !== "regions";
  }
  refresh(engine);
  side.search.focus();
}

// Sets a filter from outside; what is left out passes everything.
function setFilter(engine, { layers, ids, words, minScore, from, to } = {}) {
  if (layers) for (const layer of engine.model.layers) layer.shown = layers.includes(layer.key);
  engine.side.search.value = words ?? "";
  Object.assign(engine.filter, {
    words: words ?? "",
    ids: ids ? new Set(ids) : null,
    minScore: minScore ?? 0,
    from: from ? toOrdinal(from) : null,
    to: to ? toOrdinal(to) : null,
  });
  refresh(engine);
}

// The day number that Python's date.toordinal gives for an ISO date.
function toOrdinal(isoDate) {
  return Math.round(Date.parse(`${isoDate.slice(0, 10)}T00:00:00Z`) / 86400000) + 719163;
}

// Chooses the events of one spot and shows the card of one of them.
function select(engine, cards, index = 0, { isFromList = false, isQuiet = false } = {}) {
  const { chosen, side, view } = engine;
  const card = cards[index];
  Object.assign(chosen, { cards, index });
  if (isFromList) chosen.opener = view.entries.get(card) ?? null;
  engine.tip.hidden = true;
  showCards(side, cards, index, view);
  engine.container.classList.add("gm-reading");
  if (isFromList || !isWide(engine)) reveal(engine, card);
  if (isFromList) side.cards.querySelector(".gm-card").focus({ preventScroll: true });
  engine.data.redraw();
  if (!isQuiet) announce(engine, "select", { event_id: card.id, event_ids: cards.map((one) => one.id) });
}

function close(engine, { isQuiet = false } = {}) {
  const { chosen, side, view, model } = engine;
  if (!chosen.cards.length) return;
  const opener = chosen.opener && (view.entries.get(chosen.cards[chosen.index]) ?? chosen.opener);
  Object.assign(chosen, { cards: [], index: 0, opener: null });
  hideCards(side);
  engine.container.classList.remove("gm-reading");
  if (!isWide(engine) || !model.page.list) setOpen(side.toggle, side.body, opener !== null);
  opener?.focus();
  engine.data.redraw();
  if (!isQuiet) announce(engine, "select", { event_id: null, event_ids: [] });
}

// Tells the page around the map what was chosen (event_id null when the card was closed) or what is shown now.
function announce({ container }, what, detail) {
  container.dispatchEvent(new CustomEvent(`geomap:${what}`, { bubbles: true, detail }));
}

function applyTheme(engine) {
  const { chosen } = engine;
  engine.container.dataset.theme = themeOf(engine);
  engine.base.redraw();
  refresh(engine);
  if (chosen.cards.length) showCards(engine.side, chosen.cards, chosen.index, engine.view);
}

// The events under the pointer, each once, what is on top first.
function cardsAt({ map, painter, data }, event) {
  if (!painter || map._animatingZoom) return [];
  const at = map.containerPointToLayerPoint(event.containerPoint).subtract(data._bounds.min);
  return [...new Set(findRows(painter, at.x, at.y).map((row) => row.card))];
}

function listen(engine) {
  const { map, container, chosen, side, layers, tip } = engine;
  let isPending = false;
  map.on("mousemove", (event) => {
    if (isPending) return;
    isPending = true;
    requestAnimationFrame(() => {
      isPending = false;
      showTip(engine, event);
    });
  });
  map.on("mouseout", () => (tip.hidden = true));
  map.on("click", (event) => {
    const cards = cardsAt(engine, event);
    if (cards.length) select(engine, cards);
    else close(engine);
  });
  let wasWide = isWide(engine);
  map.on("resize", () => {
    // Panels that stood beside each other would cover a map that has become narrow.
    if (wasWide && !isWide(engine)) {
      setOpen(layers.toggle, layers.body, false);
      setOpen(side.toggle, side.body, chosen.cards.length > 0);
    }
    wasWide = isWide(engine);
  });
  container.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (chosen.cards.length) close(engine);
    else if (side.search.value) dropFilter(engine);
  });
  engine.media.addEventListener("change", () => applyTheme(engine));
}

function showTip(engine, event) {
  const { tip, container } = engine;
  const [card, ...others] = cardsAt(engine, event);
  container.classList.toggle("gm-pointing", card !== undefined);
  tip.hidden = card === undefined;
  if (card === undefined) return;
  const { x, y } = event.containerPoint;
  tip.textContent = others.length ? `${card.title} (and ${others.length} more)` : card.title;
  // Near the right edge the words go to the left of the pointer.
  const left = x + 14 + tip.offsetWidth > container.clientWidth ? Math.max(0, x - 14 - tip.offsetWidth) : x + 14;
  tip.style.transform = `translate(${left}px, ${y + 14}px)`;
}
