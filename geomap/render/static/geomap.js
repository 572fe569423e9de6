// window.geomap: puts a payload on a Leaflet map, and what a page may ask of it afterwards.

const OFFLINE_MAX_ZOOM = 11; // the drawn base map is made for about this

// Puts engine, panels and canvases on the map; returns what the page may ask of it.
function start(map, model) {
  const engine = makeEngine(map, model);
  const { container, side, layers, timeline, tip } = engine;
  container.classList.add("geomap");
  const parts = [side.panel, layers.panel, timeline.panel, engine.cursor.button];
  for (const part of parts) {
    L.DomEvent.disableClickPropagation(part);
    L.DomEvent.disableScrollPropagation(part);
    // Leaflet looks from the clicked element upwards, but a click here may have replaced that element.
    on(part, "click", (event) => event.stopPropagation());
  }
  container.append(...parts, tip);
  addAttribution(engine, model.page.attribution);
  if (model.page.tiles) L.tileLayer(model.page.tiles.url, { maxZoom: model.page.tiles.maxZoom }).addTo(map);
  container.dataset.theme = engine.theme;
  refresh(engine);
  fit(engine);
  engine.base.addTo(map);
  engine.data.addTo(map);
  listen(engine);
  if (model.page.embedded) keepFitted(engine);
  // A frame may be drawn before it has a size, and gets it without the event that Leaflet waits for.
  new ResizeObserver(() => {
    map.invalidateSize({ pan: false });
    timeline.draw();
  }).observe(container);
  return makeControls(engine);
}

function makeControls(engine) {
  const { container, model } = engine;
  return {
    container,
    engine,
    select: (eventId, stays) => {
      const number = model.cardEvent.findIndex((_, index) => model.evidence?.ids(index) === eventId);
      if (number < 0) return false;
      const card = cardAt(model, number);
      select(engine, [card], 0, { isQuiet: true, stays });
      if (!stays) reveal(engine, card);
      return true;
    },
    close: () => close(engine, { isQuiet: true }),
    filter: (criteria) => setFilter(engine, criteria),
    setTime: (time) => engine.timeline.set(time),
    fit: () => fit(engine),
    setTheme: (name) => {
      model.page.theme = name;
      applyTheme(engine);
    },
  };
}

function addAttribution(engine, lines) {
  const { map } = engine;
  map.attributionControl?.setPrefix(false);
  const control = L.control({ position: "bottomright" });
  const line = make("div", "attribution");
  engine.within = add(line, "div", "within");
  joinParts(line, ["Leaflet", ...lines].map((text) => makeText("bdi", "", text)));
  control.onAdd = () => line;
  control.addTo(map);
  // At the very bottom, whichever controls came before.
  line.parentNode.append(line);
  // The time slider stands above it, however many lines it takes.
  const tellHeight = () => map.getContainer().style.setProperty("--gm-sources", `${line.offsetHeight}px`);
  tellHeight();
  new ResizeObserver(tellHeight).observe(line);
}

function showFailure(container, error) {
  const message = add(container, "div", "failure", "", { role: "alert" });
  add(message, "strong", "", "The map cannot be shown.");
  const why = window.DecompressionStream ? `Its data is damaged: ${error.message}` : "It needs a browser of 2023 or later.";
  add(message, "p", "", why);
}

const started = [];

// Puts geomap's data on an existing Leaflet map; resolves to its controls, or null if it cannot.
async function attach(map, dataId) {
  const container = map.getContainer();
  try {
    const [drawn, evidence, coarse, fine] = document.getElementById(dataId).textContent.trim().split(".");
    const model = decodeModel(await readPart(drawn), await readPart(coarse));
    nameElement(container, model.page.title);
    const controls = start(map, model);
    const { base, data } = controls.engine;
    const refine = async () => {
      if (!fine || model.fine) return;
      model.fine = decodeBasemap(await readPart(fine));
      if (isFine(base.view)) base.redraw();
    };
    // The map is drawn already; what its cards say comes a moment later, and then what lies beyond the view.
    if (isFine(base.view)) await refine();
    model.evidence = await readPart(evidence);
    tell(controls.engine);
    container.dataset.ready = "true";
    setTimeout(() => {
      refine();
      [base, data].forEach((surface) => surface.options.padding || surface.redraw());
    }, PAUSE);
    started.push(controls);
    window.geomap.maps.push(map);
    return { controls, model };
  } catch (error) {
    showFailure(container, error);
    throw error;
  }
}

// Makes the Leaflet map of a page of our own and puts the data on it.
async function open(containerId, dataId) {
  const map = L.map(containerId, {
    attributionControl: false, zoomControl: false, worldCopyJump: true, center: [20, 15], zoom: 2,
    minZoom: innerWidth < 512 ? 0.5 : 1, maxZoom: OFFLINE_MAX_ZOOM, zoomSnap: 0.25, wheelPxPerZoomLevel: 90,
  });
  const { controls, model } = await attach(map, dataId);
  if (model.page.tiles) map.setMaxZoom(model.page.tiles.maxZoom);
  L.control.zoom({ position: "bottomright" }).addTo(map);
  document.title = model.page.title;
  if (model.page.embedded) embed(map, controls);
}

window.geomap = {
  attach,
  open,
  maps: [], // the Leaflet maps, for whoever wants to add to them
  select: (eventId) => started.some((controls) => controls.select(eventId)),
  filter: (criteria) => started.forEach((controls) => controls.filter(criteria)),
  setTime: (time) => started.forEach((controls) => controls.setTime(time)),
};
