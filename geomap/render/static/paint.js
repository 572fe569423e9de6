// Paints the arranged rows and remembers where everything landed, so that a click finds it again.

const SMALLEST_AREA = 16; // smaller areas are drawn as a disc of this size, pixels
const MARK_GAP = 15; // between marks of different kinds at one spot, pixels
const HIDING = 4; // marks of one kind as near as this are drawn once, pixels
const MOST_FIGURES = 4; // circles about one place
const LINE_HEIGHT = 19; // of their numbers, pixels
const FEW_AREAS = 60; // of more areas in sight each is quieter
const FEW_FIGURES = 40; // of more circles in sight the large ones stand for those behind them
const CELL = 64; // side of the cells that marks and words are kept in, pixels

// Paints everything; returns the painter with its targets, which hits.js looks things up in.
function paintScene(context, view, scene, look) {
  const { alone, clusters } = clustersAt(scene, view.zoom);
  const crowd = sqrt(300 / max(scene.spots.length, 1)) * 2 ** ((view.zoom - 3) / 3);
  const painter = {
    context, view, look, scene, model: scene.model, targets: new Targets(CELL), room: new Room(CELL), labels: [],
    hidden: new Set(), share: max(0.35, min(1, crowd)),
  };
  // One step over all turns of the world before the next, so that no line crosses another turn's marks.
  const steps = [
    (shift) => paintAreas(painter, scene.areas, shift),
    (shift) => paintPlaces(painter, scene.places, shift),
    (shift) => paintSpots(painter, alone, shift),
  ];
  clipToWorld(context, view, () => {
    view.shifts.forEach(steps[0]);
    paintLines(painter);
    paintBubbles(painter, scene.bubbles);
    for (const paint of steps.slice(1)) view.shifts.forEach(paint);
    for (const shift of view.shifts) for (const cluster of clusters) paintCluster(painter, cluster, shift);
    placeLabels(painter);
  });
  return painter;
}

function stamp({ context, view, look }, kind, x, y, radius) {
  stampMark(context, kind.mark, x, y, radius, look.colors(kind), look.palette.halo, view.ratio);
}

// Whether a mark like this one stands within a few pixels already and would hide this one altogether.
function isHidden({ hidden }, kind, x, y) {
  const key = kind.order + 32 * (floor(x / HIDING) + 4096 * floor(y / HIDING));
  if (hidden.has(key)) return true;
  hidden.add(key);
  return false;
}

function toPixel({ view }, x, y, shift) {
  return [(x + shift) * view.scale - view.left, y * view.scale - view.top];
}

// Whether something of a size is to be drawn here; at the seams of the one turn of the world it is drawn once.
function isOnCanvas({ view: { west, east, width, height } }, x, y, margin) {
  const isBetween = x >= (west > 0 ? west : -margin) && x < (east < width ? east : width + margin);
  return isBetween && y > -margin && y < height + margin;
}

// Areas of one look are filled together; the chosen ones are outlined last.
function paintAreas(painter, areas, shift) {
  const { context, view, look, targets } = painter;
  const styles = new Map();
  for (const area of areas) {
    const { geometry } = area;
    if (!isInView(geometry.box, view, shift)) continue;
    const { regions, events, kinds } = area.about ?? aboutArea(area);
    const [width, height] = [geometry.box[2] - geometry.box[0], geometry.box[3] - geometry.box[1]].map((part) => part * view.scale);
    if (events.length && max(width, height) < SMALLEST_AREA) {
      paintSmallArea(painter, events, geometry, shift);
      continue;
    }
    if (regions.length) paintRegion(painter, regions[0], geometry, shift);
    targets.areas.push({ rows: events.length ? events : regions, geometry, shift });
    if (!events.length) continue;
    const key = `${width > 150} ${kinds.map((kind) => kind.key)}`;
    group(styles, key, { geometry, isLarge: width > 150, kinds });
    if (look.isSelected({ all: events })) group(styles, `chosen ${key}`, { geometry, kinds, isChosen: true });
    if (areFigures(painter, events)) continue;
    const [x, y] = toPixel(painter, geometry.label[0], geometry.label[1], shift);
    // Where names compete, the smaller area is the more exact news.
    painter.labels.push({ ...areaLabel(painter, events, x, y, 0), order: 2 + min(0.9, width / 1000) });
  }
  const isCrowd = [...styles.values()].flat().length > FEW_AREAS;
  for (const some of styles.values()) paintUncertain(painter, some, shift, isCrowd);
}

function traceRings({ context, view }, geometries, shift, skipSeam) {
  tracePaths(context, geometries.flatMap(({ rings }) => rings), view, shift, skipSeam);
}

// Strokes what was traced to be filled; a path to be filled has the edges at the antimeridian, its outline has not.
function strokePaths(painter, geometries, shift, color, width, dash) {
  const isAtEdge = geometries.some(({ rings }) => rings.some(({ box }) => box[0] < 1e-6 || box[2] > 1 - 1e-6));
  if (isAtEdge) traceRings(painter, geometries, shift, true);
  strokeWith(painter.context, color, width, dash);
}

// "Somewhere in here": a light fill, a hatch in the colors of all layers concerned, a dashed outline.
function paintUncertain(painter, some, shift, isCrowd) {
  const { context, view, look } = painter;
  const [{ isLarge, kinds, isChosen }] = some;
  const colors = [...new Set(kinds.map((kind) => look.colors(kind)[1]))];
  const geometries = some.map(({ geometry }) => geometry);
  traceRings(painter, geometries, shift);
  context.lineJoin = "round";
  if (!isChosen) {
    // A hatch that fills half the screen would shout; a large area has a quieter one.
    const opacity = isCrowd ? 0.22 : isLarge ? 0.35 : 0.6;
    fillWith(context, hatchPattern(context, colors, kinds[0].hatch, view.ratio, opacity, look.colors(kinds[0])[0], look.opacity));
  }
  // Dashes on the outlines of hundreds of areas would take longer than all the rest.
  strokePaths(painter, geometries, shift, colors[0], isChosen ? 3 : isCrowd ? 0.5 : 1.4, isChosen || isCrowd ? [] : [5, 3]);
}

// Whether rows are figures alone, which have labels of their own.
function areFigures({ model }, rows) {
  return rows.every((at) => layerOf(model, at).key === DISPLACEMENT);
}

// An area too small to see its hatch: a hatched disc instead, which grows into the area when zoomed in.
function paintSmallArea(painter, rows, geometry, shift) {
  const { look, targets, labels, room } = painter;
  const [x, y] = toPixel(painter, geometry.label[0], geometry.label[1], shift);
  if (!isOnCanvas(painter, x, y, SMALLEST_AREA)) return;
  if (look.isSelected({ all: rows })) drawSelection(painter.context, x, y, SMALLEST_AREA / 2 + 4, look);
  paintDisc(painter, rows, x, y, SMALLEST_AREA / 2);
  targets.add({ rows, x, y, reach: SMALLEST_AREA / 2 });
  room.take(pointBox(x, y, 8));
  if (!areFigures(painter, rows)) labels.push(areaLabel(painter, rows, x, y, SMALLEST_AREA / 2));
}

function areaLabel({ model, look }, rows, x, y, reach) {
  const count = countCards(model, rows);
  const text = `${placeName(model, rows[0])}${count > 1 ? ` · ${count}` : ""}`;
  return { text, x, y, reach, color: look.colors(kindOf(model, rows[0]))[2], weight: 600, order: 2 };
}

function placeName({ strings, rowPlace }, at) {
  return shorten(strings[rowPlace[at]], 32);
}

// A choropleth's area: the darker, the higher the class of what is counted now.
function paintRegion(painter, at, geometry, shift) {
  const { context, look, model } = painter;
  const share = look.regionShare(at);
  if (share === null) return;
  const [, line] = look.colors(kindOf(model, at)); // which is light on a dark map
  traceRings(painter, [geometry], shift);
  fillWith(context, line, share);
  strokePaths(painter, [geometry], shift, line, look.isSelected({ all: [at] }) ? 3 : 1);
}

// Largest radius by the largest figure shown, so that a few thousand look smaller than a million.
function bubbleRadius(size, largest) {
  const most = max(9, min(34, 6 + 5 * log10(max(largest, 1) / 100)));
  return max(3, most * sqrt(size / (largest || 1)));
}

function paintBubbles(painter, bubbles) {
  const { view, labels, look, model, share } = painter;
  const sizeOf = ({ all }) => model.rowSize[all[0]] / 100;
  const largest = bubbles.length ? sizeOf(bubbles[0]) : 0;
  const found = [];
  for (const shift of view.shifts) {
    for (const bubble of bubbles) {
      const [x, y] = toPixel(painter, bubble.x, bubble.y, shift);
      if (!isOnCanvas(painter, x, y, 40)) continue;
      found.push({ rows: [bubble.all[0]], x, y, reach: bubbleRadius(sizeOf(bubble), largest), key: spotKey(bubble.x, bubble.y) + shift });
    }
  }
  const isCrowded = found.length > FEW_FIGURES;
  if (isCrowded) for (const one of found) one.reach = max(3, one.reach * max(0.5, share));
  const shown = isCrowded ? keepApart(found) : oneBelowOther(found);
  for (const [index, one] of shown.entries()) {
    paintBubble(painter, one);
    const { x, y, reach, rows: [at] } = one;
    if (!isCrowded || index < FEW_FIGURES / 2) labels.push({ text: model.strings[model.rowLabel[at]], x, y, reach, color: look.colors(kindOf(model, at))[2], weight: 700, order: 0 });
  }
}

// Figures about one place stand one below the other, largest first, so that each has its number beside it: reports may
// contradict each other.
function oneBelowOther(found) {
  const lowest = new Map();
  return found.filter((one) => {
    const last = lowest.get(one.key);
    if (last?.count === MOST_FIGURES) {
      // More figures about one place open with the last one drawn.
      last.one.rows.push(...one.rows);
      return false;
    }
    if (last) one.y = last.one.y + max(last.one.reach + one.reach + 2, LINE_HEIGHT);
    lowest.set(one.key, { one, count: (last?.count ?? 0) + 1 });
    return true;
  });
}

// Of many figures the largest stand for those behind them, which open with them.
function keepApart(found) {
  const grid = new Grid(32);
  return found.sort((a, b) => b.reach - a.reach).filter((one) => {
    const { x, y, reach } = one;
    const front = grid.find(pointBox(x, y, 48), (other) => hypot(other.x - x, other.y - y) < other.reach + reach + 3);
    if (front) front.rows.push(...one.rows);
    else grid.put(pointBox(x, y), one);
    return !front;
  });
}

function paintBubble({ context, look, model, targets, room }, { rows, x, y, reach }) {
  const kind = kindOf(model, rows[0]);
  if (look.isSelected({ all: rows })) drawSelection(context, x, y, reach + 4, look);
  drawBubble(context, x, y, reach, look.colors(kind), kind.key === "displacement_stock", look.opacity);
  targets.add({ rows, x, y, reach });
  room.take(pointBox(x, y, reach));
}

function drawSelection(context, x, y, radius, look) {
  traceCircle(context, x, y, radius);
  strokeWith(context, look.palette.halo, 6);
  strokeWith(context, look.palette.label, 2.5);
}

// Marks at one spot stand side by side, one per kind, with the number of events if it is larger.
function paintSpots(painter, spots, shift) {
  // In a crowd marks are smaller, so that the map below and the pattern stay visible.
  const { look, targets, labels, room, share, scene, model } = painter;
  const gap = MARK_GAP * share;
  for (const spot of spots) {
    const { marks, count } = spot;
    const isCoarse = !spot.exact;
    const [x, y] = toPixel(painter, spot.x, spot.y, shift);
    if (!isOnCanvas(painter, x, y, 40)) continue;
    let left = x - ((marks.length - 1) * gap) / 2;
    let isSeen = isCoarse;
    if (isCoarse) paintDisc(painter, spot.rows, x, y, 15 + 3 * marks.length);
    for (const mark of marks) {
      const reach = share * mark.reach;
      if (look.isSelected(mark)) drawSelection(painter.context, left, y, reach + 4, look);
      if (!isCoarse && !isHidden(painter, mark.kind, left, y)) {
        stamp(painter, mark.kind, left, y, reach);
        isSeen = true;
      }
      targets.add({ item: mark, x: left, y, reach: isCoarse ? 16 : reach });
      left += gap;
    }
    const reach = (marks.length * gap) / 2 + 3;
    if (isSeen) room.take([x - reach, y - 9, x + reach, y + 9]);
    if (count < scene.leastNamed) continue;
    const name = (spot.text ??= placeName(model, spot.rows[0]));
    if (!name) continue;
    const text = count > 1 ? `${name} · ${say(count)}` : name;
    labels.push({ text, x, y, reach, color: look.palette.label, weight: 600, order: 3 - min(0.99, count / 1000) });
  }
}

// Spots that are near each other: a ring of their kinds' shares around their number.
function paintCluster(painter, { spots, count, x: worldLeft, y: worldTop, box, kinds, total }, shift) {
  const { context, look, targets, room } = painter;
  const [x, y] = toPixel(painter, worldLeft, worldTop, shift);
  const radius = min(27, 9 + 1.5 * log2(count));
  if (!isOnCanvas(painter, x, y, radius)) return;
  traceCircle(context, x, y, radius + 1.5);
  fillWith(context, look.palette.halo);
  let angle = -PI / 2;
  kinds.forEach(({ kind, size }) => {
    const end = angle + (2 * PI * size) / total;
    context.beginPath();
    context.arc(x, y, radius - 2.5, angle, end);
    strokeWith(context, look.colors(kind)[0], 5);
    angle = end;
  });
  const thousands = count / 1000;
  const text = count < 1000 ? String(count) : `${thousands < 10 ? thousands.toFixed(1) : round(thousands)}k`;
  setFont(context, 12, 700);
  drawLabel(context, text, x, y + 0.5, look.palette.label, look.palette.halo, "center");
  targets.add({ cluster: { spots, count, box }, rows: [], x, y, reach: radius });
  room.take(pointBox(x, y, radius));
}

// An area without an outline at hand: a hatched disc that claims no exact position.
function paintDisc(painter, rows, x, y, radius) {
  const { context, view, look, model } = painter;
  const kinds = rows.map((at) => kindOf(model, at));
  // A small disc has no room for more stripes.
  const colors = [...new Set(kinds.map((kind) => look.colors(kind)[1]))].slice(0, ceil(radius / 4));
  stampAt(context, `${colors} ${kinds[0].hatch} ${radius} ${view.ratio}`, x, y, radius + 2, view.ratio, (brush, half) => {
    traceCircle(brush, half, half, radius);
    fillWith(brush, hatchPattern(brush, colors, kinds[0].hatch, view.ratio, 0.7, colors[0], look.opacity));
    strokeWith(brush, colors[0], 1.4, [4, 3]);
  });
}

// Places: a small dot for a spot; for an area its name alone, for no point of it was meant.
function paintPlaces(painter, places, shift) {
  const { context, look, targets, labels, room, share, model } = painter;
  for (const place of places) {
    const [at] = place.all;
    const [kind, isCoarse] = [kindOf(model, at), model.rowCoarse[at]];
    const [x, y] = toPixel(painter, place.x, place.y, shift);
    if (!isOnCanvas(painter, x, y, 20)) continue;
    if (!isCoarse && isHidden(painter, kind, x, y)) continue;
    const target = { rows: [at], x, y, reach: isCoarse ? 0 : 4 };
    // The most mentioned come first; there is no room for thousands of names.
    if (labels.length < 2 * MOST_NAMES) {
      const label = { text: placeName(model, at), x, y, reach: isCoarse ? 0 : 6, color: look.colors(kind)[2] };
      labels.push({ ...label, weight: isCoarse ? 600 : 500, order: isCoarse ? 3 : 4, target });
    }
    if (isCoarse) continue;
    if (look.isSelected(place)) drawSelection(context, x, y, 8, look);
    stamp(painter, kind, x, y, 3.2 * share);
    targets.add(target);
    room.take(pointBox(x, y, 5));
  }
}
