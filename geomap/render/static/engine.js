// The engine of one map: what is filtered, what is chosen, and keeping canvases and panels in step.

const SLOW_SEARCH = 20000; // cards
const PAUSE = 200; // milliseconds

function makeEngine(map, model) {
  const engine = {
    map,
    model,
    container: map.getContainer(),
    media: matchMedia("(prefers-color-scheme: dark)"),
    filter: makeFilter(),
    chosen: { cards: [], rows: [], index: 0, isFromList: false, isFromMark: false },
    scene: null,
    painter: null,
    isMoved: false, // by the reader or the page around it
  };
  setTheme(engine);
  engine.look = makeLook(engine);
  engine.view = makeView(engine);
  engine.side = makeSidePanel(model, engine.view);
  engine.layers = makeLayerPanel(model, engine.view);
  engine.timeline = makeTimeline(model, engine.view);
  engine.cursor = makeCursor(engine);
  engine.tip = makeText("div", "tip", "");
  engine.tip.hidden = true;
  const middle = () => middleOf(engine);
  engine.base = makeSurface(makePane(map, "geomap-base", 150), (context, view) => {
    if (model.basemap) drawBasemap(context, view, model, engine.look.palette);
  }, middle);
  engine.data = makeSurface(makePane(map, "geomap-data", 420), (context, view) => {
    engine.painter = paintScene(context, view, engine.scene, engine.look);
    engine.within.textContent = sayWithin(engine.painter);
    engine.cursor.follow();
  }, middle);
  return engine;
}

function makePane(map, name, level) {
  const pane = map.getPane(name) ?? map.createPane(name);
  pane.style.zIndex = level;
  pane.style.pointerEvents = "none";
  return name;
}

// Kept, because it is asked for with every mark.
function setTheme(engine) {
  const { model, media } = engine;
  engine.theme = model.page.theme !== "auto" ? model.page.theme : media.matches ? "dark" : "light";
}

// How things look right now; colors are [fill, line, text].
function makeLook(engine) {
  const { styles, basemap, layers } = engine.model;
  const regions = layers.find(({ key }) => key === REGIONS);
  return {
    opacity: styles.opacity,
    icons: {}, // those made, by kind
    basemap,
    colors: (kind) => kind[engine.theme],
    get palette() {
      return styles.palettes[engine.theme];
    },
    regionShare: (at) => {
      const index = regionClass(regions, at);
      return index < 0 ? null : classOpacity(index, regions.classes?.[regions.measure ?? "events"]?.length ?? 1);
    },
    panels: (view) => panelBoxes(engine, view),
    chosen: () => engine.chosen.rows.length,
    isSelected: ({ all }) => engine.chosen.rows.some((at) => engine.model.isShown[at] && all.includes(at)),
  };
}

// What the panels may ask of the engine.
function makeView(engine) {
  const { look, model } = engine;
  return {
    look,
    isWide: () => isWide(engine),
    width: () => engine.container.clientWidth,
    select: (cards, isFromList, index = 0) => select(engine, cards, index, { isFromList }),
    turn: (card) => select(engine, engine.chosen.cards, engine.chosen.cards.indexOf(card)),
    close: () => close(engine),
    dropFilter: () => dropFilter(engine),
    refresh: () => refresh(engine),
    setWords: (words) => {
      engine.filter.words = words;
      // Where a search takes longer than typing a sign it waits for a pause.
      clearTimeout(engine.typing);
      if (model.cards.length < SLOW_SEARCH) refresh(engine);
      else engine.typing = setTimeout(() => refresh(engine), PAUSE);
    },
    showLayer: (key, isShown) => {
      model.layers.find((layer) => layer.key === key).shown = isShown;
      refresh(engine);
    },
    setTime: (time, isQuiet) => {
      engine.filter.time = time;
      refresh(engine);
      if (!isQuiet) announce(engine, "time", timeMessage(time));
    },
    figure: (card) => figureOf(card, model),
    card: (card) => makeCard(card, evidenceOf(model, card), layerTitle(model, card), kindIcon(card.kind, look), look.colors(card.kind)),
  };
}

function layerTitle(model, card) {
  return model.layers.filter((_, number) => model.cardLayers[card.index] & (1 << number)).map((layer) => layer.title).join(", ");
}

// Applies filter and shown layers to everything: canvases, counts, list, legend, histogram.
function refresh(engine) {
  const { model, container, timeline } = engine;
  const { timed, events, count } = applyFilter(engine);
  assign(engine, { shown: events, scene: arrange(model) });
  container.classList.toggle("gm-timed", !timeline.panel.hidden);
  fillCounts(engine.side, model, count);
  if (engine.data._container) nameElement(engine.data._container, `Map: ${engine.side.counts.textContent}`);
  fillLayerPanel(engine.layers, model, engine.look, engine.scene.lines.length);
  timeline.fill(timed, engine.filter.time);
  tell(engine);
  engine.data.redraw(); // last, for words keep clear of the panels
}

// What needs the evidence too: the list says figures, and the page around the map knows events by their keys.
function tell(engine) {
  const { side, view, model, shown } = engine;
  if (!model.evidence) return;
  fillList(side, shown, view, model.cardEvent.includes(1));
  let ids;
  announce(engine, "shown", {
    get ids() {
      return (ids ??= new Set(Array.from(shown.filter((card) => model.cardEvent[card]), model.evidence.ids)));
    },
  });
}

function dropFilter(engine) {
  const { model, side, filter } = engine;
  filter.words = side.search.value = "";
  filter.time = null;
  if (!model.layers.some((layer) => layer.shown && EVENT_LAYERS.includes(layer.key))) {
    for (const layer of model.layers) layer.shown = layer.key !== REGIONS;
  }
  refresh(engine);
  side.search.focus();
}

// Sets a filter from outside; what is left out passes everything, but the reader's words and time stay.
function setFilter(engine, { layers, ids, words, minScore, from, to } = {}) {
  const { model, filter, side, timeline } = engine;
  if (layers) for (const layer of model.layers) layer.shown = layers.includes(layer.key);
  if (words !== undefined) filter.words = side.search.value = words ?? "";
  assign(filter, {
    ids: ids ? new Set(ids) : null,
    minScore: minScore ?? 0,
    from: toOrdinal(from),
    to: toOrdinal(to),
  });
  timeline.span(passCards(model, filter));
  if (timeline.panel.hidden) filter.time = null;
  refresh(engine);
}

// Chooses the events of one spot and shows the card of one of them.
function select(engine, cards, index = 0, { isFromList = false, isQuiet = false, stays = false } = {}) {
  const { chosen, side, view } = engine;
  const card = cards[index];
  // The card opened by keyboard gets the focus, and where it was opened from has it again afterwards.
  const isFromMark = document.activeElement === engine.cursor.button;
  if (chosen.cards !== cards) assign(chosen, { isFromList, isFromMark });
  assign(chosen, { cards, index, rows: card.rows });
  engine.tip.hidden = true;
  showCards(side, cards, index, view);
  engine.container.classList.add("gm-reading");
  if (!stays && (isFromList || !isWide(engine))) reveal(engine, card);
  if (isFromList || isFromMark) side.cards.querySelector(".gm-card").focus({ preventScroll: true });
  engine.data.redraw();
  if (!isQuiet) announce(engine, "select", { event_id: card.id, event_ids: cards.map((one) => one.id) });
}

function close(engine, { isQuiet = false } = {}) {
  const { chosen, side, model } = engine;
  if (!chosen.cards.length) return;
  const opener = chosen.isFromList ? chosen.cards[chosen.index] : null;
  assign(chosen, { cards: [], rows: [], index: 0 });
  hideCards(side);
  engine.container.classList.remove("gm-reading");
  if (!isWide(engine) || !model.page.list) setOpen(side.toggle, side.body, opener !== null);
  if (opener) side.list.focus(opener.index);
  if (chosen.isFromMark) engine.cursor.button.focus();
  engine.data.redraw();
  if (!isQuiet) announce(engine, "select", { event_id: null, event_ids: [] });
}

// Tells the page around the map what was chosen (event_id null when the card was closed) or what is shown now.
function announce({ container }, what, detail) {
  container.dispatchEvent(new CustomEvent(`geomap:${what}`, { bubbles: true, detail }));
}

function applyTheme(engine) {
  const { chosen } = engine;
  setTheme(engine);
  engine.container.dataset.theme = engine.theme;
  engine.base.redraw();
  if (engine.scene) refresh(engine);
  if (chosen.cards.length) showCards(engine.side, chosen.cards, chosen.index, engine.view);
}

// The target under the pointer with its events, each once, what is on top first; what lies under a panel is not pointed at.
function lookUp({ map, painter, data, model }, event) {
  const isOnPanel = event.originalEvent.target.closest(".geomap section");
  if (!painter || map._animatingZoom || !model.evidence || isOnPanel) return { cards: [] };
  const at = data.pixelAt(event.containerPoint);
  const target = findTarget(painter, at.x, at.y);
  return { ...target, cards: cardsOf(model, target.rows) };
}

// Opens what a click or the keyboard found: a cluster by going nearer, events by their cards.
function openTarget(engine, { cluster, cards }) {
  const { map, model } = engine;
  if (cluster && map.getZoom() < map.getMaxZoom()) {
    map.fitBounds(toBounds(map, cluster.box), { ...padding(engine), maxZoom: floor(map.getZoom()) + 3 });
  } else if (cluster) {
    select(engine, cardsOf(model, cluster.spots.flatMap(({ rows }) => rows)));
  } else if (cards.length) {
    select(engine, cards);
  } else {
    close(engine);
  }
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
  map.on("click", (event) => openTarget(engine, lookUp(engine, event)));
  let wasWide = isWide(engine);
  map.on("resize", () => {
    // Panels that stood beside each other would cover a map that has become narrow.
    if (wasWide && !isWide(engine)) {
      setOpen(layers.toggle, layers.body, false);
      setOpen(side.toggle, side.body, chosen.cards.length > 0);
    }
    wasWide = isWide(engine);
  });
  on(container, "keydown", (event) => {
    if (event.key !== "Escape") return;
    if (chosen.cards.length) close(engine);
    else if (side.search.value) dropFilter(engine);
  });
  on(engine.media, "change", () => applyTheme(engine));
}

function showTip(engine, event) {
  const { tip, container } = engine;
  const { cluster, cards } = lookUp(engine, event);
  const text = cluster ? `${say(cluster.count)} events: go nearer` : cards[0]?.title;
  tip.hidden = !text;
  container.classList.toggle("gm-pointing", !!text);
  if (!text) return;
  const { x, y } = event.containerPoint;
  tip.textContent = cards.length > 1 ? `${text} (and ${cards.length - 1} more)` : text;
  // Near the right edge the words go to the left.
  tip.style.transform = `translate(min(${x + 14}px, ${container.clientWidth}px - 100%), ${y + 14}px)`;
}
