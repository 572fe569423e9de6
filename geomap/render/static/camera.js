// Where the map looks: fitting it to the data, moving it to an event, leaving room for the panels.

const WIDE = 860; // from this width of the map on, panels stand beside each other, pixels

function isWide({ container }) {
  return container.clientWidth >= WIDE;
}

// Fits the map to what the shown layers hold; places and regions count only where there is no event.
function fit(engine) {
  const shown = engine.model.layers.filter((layer) => layer.shown);
  const events = shown.filter((layer) => EVENT_LAYERS.includes(layer.key)).flatMap((layer) => layer.rows);
  const passing = engine.shown ? new Set(engine.shown) : null;
  const found = events.filter((row) => row.geometry && (!passing || passing.has(row.card)));
  const rows = found.length ? found : shown.flatMap((layer) => layer.rows);
  const geometries = new Set(rows.map((row) => row.geometry).filter(Boolean));
  const box = joinBoxes([...geometries].flatMap((geometry) => geometry.boxes));
  if (box) engine.map.fitBounds(toBounds(engine.map, box), { ...padding(engine), maxZoom: 6, animate: false });
  else engine.map.setView([20, 15], isWide(engine) ? 2.25 : 1, { animate: false });
}

// Moves the map to an event, but only if it is not in sight.
function reveal(engine, card) {
  const geometry = card.rows.map((row) => row.geometry).find(Boolean);
  if (!geometry) return;
  const { map } = engine;
  const bounds = toBounds(map, joinBoxes(geometry.boxes));
  if (clearBounds(engine).contains(bounds.getCenter())) return;
  map.fitBounds(bounds, { ...padding(engine), maxZoom: Math.max(5, map.getZoom()) });
}

// The room that panels take at each side, in the form of Leaflet's fitBounds.
function padding(engine) {
  const { side, layers, timeline } = engine;
  const foot = timeline.panel.offsetHeight;
  if (!isWide(engine)) {
    const head = side.panel.querySelector(".gm-head").offsetHeight;
    const sheet = side.body.hidden ? 40 : side.body.offsetHeight;
    return { paddingTopLeft: [24, head + 24], paddingBottomRight: [40, Math.max(sheet, foot + 30) + 16] };
  }
  const left = side.body.hidden ? 0 : side.panel.offsetWidth;
  const right = layers.body.hidden ? 0 : layers.panel.offsetWidth;
  // On the right there is more room, for the names beside the marks.
  return { paddingTopLeft: [left + 40, 40], paddingBottomRight: [right + 90, foot + 60] };
}

function clearBounds(engine) {
  const { paddingTopLeft: [left, top], paddingBottomRight: [right, bottom] } = padding(engine);
  const size = engine.map.getSize();
  return L.latLngBounds(
    engine.map.containerPointToLatLng([left, size.y - bottom]),
    engine.map.containerPointToLatLng([size.x - right, top]),
  );
}

function toBounds(map, box) {
  const corner = (x, y) => map.unproject(L.point(x * 256, y * 256), 0);
  return L.latLngBounds(corner(box[0], box[3]), corner(box[2], box[1]));
}

// One box around all: it leaves out the widest empty range of longitudes, across the antimeridian too.
function joinBoxes(boxes) {
  if (!boxes.length) return null;
  const sorted = [...boxes].sort((a, b) => a[0] - b[0]);
  let [east, gap, start] = [sorted[0][2], 0, sorted[0][0]];
  for (const box of sorted) {
    if (box[0] - east > gap) [gap, start] = [box[0] - east, box[0]];
    east = Math.max(east, box[2]);
  }
  if (sorted[0][0] + 1 - east > gap) start = sorted[0][0];
  const joined = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [west, north, right, south] of boxes) {
    const turn = west < start ? 1 : 0;
    growBox(joined, west + turn, north, right + turn, south);
  }
  return joined;
}
