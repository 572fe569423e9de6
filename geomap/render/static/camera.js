// Where the map looks: fitting it to the data, moving it to an event, leaving room for the panels.

const WORLDWIDE = 0.85; // from this share of the world on the map shows all of it
const [WORLD_NORTH, WORLD_SOUTH] = [worldY(76), worldY(-56)]; // where people live
const WIDE = 860; // from this width of the map on, panels stand beside each other, pixels

function isWide({ container }) {
  return container.clientWidth >= WIDE;
}

// Fits the map to what is shown; places and regions count only where there is no event.
function fit(engine) {
  const { map, model } = engine;
  const { geometries, rowGeometry } = model;
  const hold = (layers) => new Set(layers.flatMap((layer) => shownRows(model, layer)).map((at) => geometries[rowGeometry[at]]).filter(Boolean));
  const events = hold(model.layers.filter(({ isEvents }) => isEvents));
  const found = events.size ? events : hold(model.layers);
  const box = isAllAround(found) ? [0, 0, 1, 1] : joinBoxes([...found].flatMap((geometry) => geometry.stops));
  engine.fitted = ""; // while it moves
  if (box && box[2] - box[0] < WORLDWIDE) {
    map.fitBounds(toBounds(map, box), { ...padding(engine), maxZoom: 6, animate: false });
  } else {
    fitWorld(engine);
  }
  engine.fitted = placeOf(map); // until the next time
}

// Whether spots lie so near each other all around the world that no box need be looked for.
function isAllAround(geometries) {
  const seen = new Bytes(360);
  for (const { spots } of geometries) if (spots.length) seen[floor(360 * spots[0]) % 360] = 1;
  return !seen.join("").repeat(2).includes("0".repeat(34));
}

// The zoom and what lies in the upper left corner, which stays there when the map gets another size.
function placeOf(map) {
  return `${map.getZoom()} ${cornerOf(map)}`;
}

// Until it is moved an embedded map fits its frame, which may get its size only after the first drawing.
function keepFitted(engine) {
  const { map } = engine;
  map.on("resize", () => {
    if (!engine.isMoved) fit(engine);
  });
  map.on("moveend", () => {
    if (engine.fitted && engine.fitted !== placeOf(map)) engine.isMoved = true;
  });
}

// The whole world in the room between the panels, without its empty ends.
function fitWorld(engine) {
  const { map } = engine;
  const { left, top, right, bottom } = panelRoom(engine);
  const { x: width, y: height } = map.getSize();
  const room = min(width - left - right - 24, (height - top - bottom - 24) / (WORLD_SOUTH - WORLD_NORTH));
  const zoom = log2(max(1, room) / 256); // a frame may have no size yet
  const snap = map.options.zoomSnap || 1;
  const kept = max(map.getMinZoom(), floor(zoom / snap) * snap);
  const center = L.point(0.53, (WORLD_NORTH + WORLD_SOUTH) / 2).multiplyBy(256 * 2 ** kept);
  map.setView(map.unproject(center.add([(right - left) / 2, (bottom - top) / 2]), kept), kept, { animate: false });
}

// Moves the map to an event, but only if it is not in sight.
function reveal(engine, card) {
  const { map, model: { geometries, rowGeometry } } = engine;
  const geometry = card.rows.map((at) => geometries[rowGeometry[at]]).find(Boolean);
  if (!geometry) return;
  const bounds = toBounds(map, joinBoxes(geometry.stops));
  const room = padding(engine);
  const clear = L.bounds(room.paddingTopLeft, map.getSize().subtract(room.paddingBottomRight));
  if (clear.contains(map.latLngToContainerPoint(bounds.getCenter()))) return;
  map.fitBounds(bounds, { ...room, maxZoom: max(5, map.getZoom()) });
}

// What panels take at each side, pixels.
function panelRoom(engine) {
  const { side, layers, timeline } = engine;
  const foot = timeline.panel.offsetHeight;
  if (isWide(engine)) {
    const left = side.body.hidden ? 0 : side.panel.offsetWidth + 12;
    return { left, top: 0, right: layers.body.hidden ? 0 : layers.panel.offsetWidth + 12, bottom: foot && foot + 44 };
  }
  const head = side.head.offsetHeight;
  return { left: 0, top: head + 8, right: 0, bottom: max(side.body.hidden ? 40 : side.body.offsetHeight, foot + 30) };
}

// The pixel of the map in the middle of the room that the panels leave.
function middleOf(engine) {
  const { left, right } = panelRoom(engine);
  return (engine.map.getSize().x + left - right) / 2;
}

// That room in the form of Leaflet's fitBounds, with some space around.
function padding(engine) {
  const { left, top, right, bottom } = panelRoom(engine);
  if (!isWide(engine)) return { paddingTopLeft: [24, top + 16], paddingBottomRight: [40, bottom + 16] };
  // On the right there is more room, for the names beside the marks.
  return { paddingTopLeft: [left + 28, 40], paddingBottomRight: [right + 78, bottom + 16] };
}

// The boxes of the panels on a canvas.
function panelBoxes({ map, container, side, layers, timeline, within }, view) {
  const corner = placeOnPage(container);
  const seen = cornerOf(map).subtract([view.left, view.top]);
  const parts = [side.head, side.body, layers.panel, timeline.panel, within.parentNode];
  return parts.map(placeOnPage).filter(({ width }) => width).map((box) => {
    const [left, top] = [box.left - corner.left + seen.x, box.top - corner.top + seen.y];
    return [left, top, left + box.width, top + box.height];
  });
}

function toBounds(map, box) {
  const corner = (x, y) => map.unproject(L.point(x * 256, y * 256), 0);
  return L.latLngBounds(corner(box[0], box[3]), corner(box[2], box[1]));
}

// One box around all: it leaves out the widest empty range of longitudes, across the antimeridian too.
function joinBoxes(boxes) {
  if (!boxes.length) return null;
  boxes.sort(([a], [b]) => a - b);
  const [first, , end] = boxes[0];
  let [east, gap, start] = [end, 0, first];
  for (const [west, , reach] of boxes) {
    if (west - east > gap) [gap, start] = [west - east, west];
    east = max(east, reach);
  }
  if (first + 1 - east > gap) start = first;
  const joined = emptyBox();
  for (const [west, north, right, south] of boxes) {
    const turn = +(west < start);
    growBox(joined, west + turn, north, right + turn, south);
  }
  return joined;
}
