// Paints the arranged rows and remembers where everything landed, so that a click finds it again.

const SMALLEST_AREA = 16; // smaller areas are drawn as a disc of this size, pixels

// Paints everything; returns the targets: { rows, x, y, reach } | { rows, pixels } | { rows, rings, shift }.
function paintScene(context, view, scene, look) {
  const crowd = Math.sqrt(300 / Math.max(scene.spots.size, 1)) * 2 ** ((view.zoom - 3) / 3);
  const painter = { context, view, look, targets: [], room: makeRoom(), labels: [], marked: new Set(), share: Math.max(0.35, Math.min(1, crowd)) };
  for (const { spots } of scene.spots.keys()) painter.marked.add(`${spots[0]},${spots[1]}`);
  // One step over all copies of the world before the next, so that no line crosses another copy's marks.
  const steps = [
    (shift) => paintAreas(painter, scene.areas, shift),
    (shift) => scene.lines.forEach((item) => paintLine(painter, item, shift)),
    (shift) => paintBubbles(painter, scene.bubbles, shift),
    (shift) => paintSpots(painter, scene.spots, shift),
    (shift) => paintPlaces(painter, scene, shift),
  ];
  for (const paint of steps) view.shifts.forEach(paint);
  placeLabels(painter);
  return painter;
}

function toPixel({ view }, x, y, shift) {
  return [(x + shift) * view.scale - view.left, y * view.scale - view.top];
}

function isOnCanvas({ view }, x, y, margin) {
  return x > -margin && y > -margin && x < view.width + margin && y < view.height + margin;
}

function paintAreas(painter, areas, shift) {
  const { context, view, look, targets } = painter;
  for (const [geometry, rows] of areas) {
    if (!isInView(geometry.box, view, shift)) continue;
    const regions = rows.filter((row) => row.layer === "regions");
    const events = rows.filter((row) => row.layer !== "regions");
    const extent = Math.max(geometry.box[2] - geometry.box[0], geometry.box[3] - geometry.box[1]) * view.scale;
    if (events.length && extent < SMALLEST_AREA) {
      paintSmallArea(painter, events, geometry, shift);
      continue;
    }
    context.beginPath();
    for (const ring of geometry.rings) tracePath(context, ring.points, view, shift, true);
    if (regions.length) paintRegion(context, regions[0], look);
    if (events.length) paintUncertain(painter, events, geometry, shift);
    targets.push({ rows: events.length ? events : regions, rings: geometry.rings, box: geometry.box, shift });
  }
}

// An area too small to see its hatch: a hatched disc instead, which grows into the area when zoomed in.
function paintSmallArea(painter, rows, geometry, shift) {
  const { look, targets, labels, room } = painter;
  const [x, y] = toPixel(painter, geometry.label[0], geometry.label[1], shift);
  if (look.isSelected(rows)) drawSelection(painter.context, x, y, SMALLEST_AREA / 2 + 4, look);
  paintDisc(painter, rows, x, y, SMALLEST_AREA / 2);
  targets.push({ rows, x, y, reach: SMALLEST_AREA / 2 });
  room.take([x - 8, y - 8, x + 8, y + 8]);
  if (rows.some((row) => row.layer !== "displacement")) labels.push(areaLabel(rows, x, y, SMALLEST_AREA / 2, look));
}

function areaLabel(rows, x, y, reach, look) {
  const count = new Set(rows.map((row) => row.card)).size;
  const text = `${shorten(rows[0].place, 32)}${count > 1 ? ` · ${count}` : ""}`;
  return { text, x, y, reach, color: look.colors(rows[0].kind)[2], weight: 600, order: 2 };
}

function paintRegion(context, row, look) {
  const [fill, line] = look.colors(row.kind);
  context.globalAlpha = regionOpacity(row.size);
  context.fillStyle = fill;
  context.fill("evenodd");
  context.globalAlpha = 1;
  context.setLineDash([]);
  context.lineWidth = look.isSelected([row]) ? 3 : 1;
  context.strokeStyle = line;
  context.stroke();
}

// "Somewhere in here": a light fill, a hatch in the colors of all layers concerned, a dashed outline.
function paintUncertain(painter, rows, geometry, shift) {
  const { context, view, look, labels } = painter;
  const kinds = [...new Set(rows.map((row) => row.kind))];
  const colors = [...new Set(kinds.map((kind) => look.colors(kind)[1]))];
  const width = (geometry.box[2] - geometry.box[0]) * view.scale;
  context.globalAlpha = look.opacity;
  context.fillStyle = look.colors(kinds[0])[0];
  context.fill("evenodd");
  // A hatch that fills half the screen would shout; a large area has a quieter one.
  context.globalAlpha = width > 150 ? 0.35 : 0.6;
  context.fillStyle = hatchPattern(context, colors, kinds[0].hatch, view.ratio);
  context.fill("evenodd");
  context.globalAlpha = 1;
  context.setLineDash(look.isSelected(rows) ? [] : [5, 3]);
  context.lineWidth = look.isSelected(rows) ? 3 : 1.4;
  context.lineJoin = "round";
  context.strokeStyle = look.colors(kinds[0])[1];
  context.stroke();
  context.setLineDash([]);
  if (rows.every((row) => row.layer === "displacement")) return;
  const [x, y] = toPixel(painter, geometry.label[0], geometry.label[1], shift);
  // Where names compete, the smaller area is the more exact news.
  labels.push({ ...areaLabel(rows, x, y, 0, look), order: 2 + Math.min(0.9, width / 1000) });
}

function lineWidth(row) {
  if (row.layer !== "economy") return row.kind.width;
  return row.size > 0 ? Math.max(1.5, Math.min(8, 1.5 + (Math.log10(row.size) - 6) * 0.85)) : 2;
}

function paintLine(painter, item, shift) {
  const { context, view, look, targets, labels } = painter;
  const { row } = item;
  if (!isInView(item.line.box, view, shift)) return;
  const pixels = linePixels(item, view, shift);
  const color = look.colors(row.kind)[1];
  const width = lineWidth(row) + (look.isSelected([row]) ? 2 : 0);
  const startsOpen = row.arrow === 2 && !isAtSeam(item.line.points, 0);
  const endsOpen = row.arrow >= 1 && !isAtSeam(item.line.points, item.line.points.length - 2);
  const size = 8 + width * 1.6;
  const tips = [startsOpen ? arrowTip(pixels.slice().reverse()) : null, endsOpen ? arrowTip(pixels) : null];
  context.beginPath();
  pixels.forEach(([x, y], index) => (index ? context.lineTo(x, y) : context.moveTo(x, y)));
  context.lineJoin = context.lineCap = "round";
  context.setLineDash([]);
  context.globalAlpha = 0.75;
  context.lineWidth = width + 2.5;
  context.strokeStyle = look.palette.halo;
  context.stroke();
  context.globalAlpha = 0.92;
  if (row.kind.dashed) context.setLineDash([7, 5 + width]);
  context.lineCap = row.kind.dashed ? "butt" : "round";
  context.lineWidth = width;
  context.strokeStyle = color;
  context.stroke();
  context.setLineDash([]);
  context.fillStyle = color;
  for (const [index, point] of [[0, pixels[0]], [item.line.points.length - 2, pixels[pixels.length - 1]]]) {
    const { points } = item.line;
    if (isAtSeam(points, index) || painter.marked.has(`${points[index]},${points[index + 1]}`)) continue;
    context.beginPath();
    context.arc(...point, Math.max(2.6, width * 0.6), 0, 2 * Math.PI);
    context.fill();
  }
  for (const tip of tips) if (tip) drawArrowhead(context, tip.x, tip.y, tip.angle, size, color, look.palette.halo);
  context.globalAlpha = 1;
  targets.push({ rows: [row], pixels });
  if (!row.label || item.part) return;
  const [x, y] = pixels[Math.floor((pixels.length - 1) / 2)];
  labels.push({ text: row.label, x, y, reach: 0, color: look.colors(row.kind)[2], weight: 700, order: 1, isPlate: true });
}

function isAtSeam(points, index) {
  return points[index] < 1e-6 || points[index] > 1 - 1e-6;
}

// Where an arrowhead stands: a little before the end, so that the mark there stays free.
function arrowTip(pixels) {
  const [endX, endY] = pixels[pixels.length - 1];
  let from = pixels[0];
  for (let index = pixels.length - 2; index >= 0; index--) {
    from = pixels[index];
    if (Math.hypot(endX - from[0], endY - from[1]) > 24) break;
  }
  const length = Math.hypot(endX - from[0], endY - from[1]);
  if (length < 14) return null;
  const angle = Math.atan2(endY - from[1], endX - from[0]);
  const back = Math.min(11, length / 3);
  return { x: endX - back * Math.cos(angle), y: endY - back * Math.sin(angle), angle };
}

// Largest radius by the largest figure shown, so that a few thousand look smaller than a million.
function bubbleRadius(size, largest) {
  const most = Math.max(9, Math.min(34, 6 + 5 * Math.log10(Math.max(largest, 1) / 100)));
  return Math.max(3, most * Math.sqrt(size / (largest || 1)));
}

function paintBubbles(painter, bubbles, shift) {
  const { context, look, targets, labels, room } = painter;
  const largest = bubbles.length ? bubbles[0].row.size : 0;
  // Figures about one place stand side by side, largest first: reports may contradict each other.
  const rights = new Map();
  for (const { row, x: worldLeft, y: worldTop } of bubbles) {
    const [middle, y] = toPixel(painter, worldLeft, worldTop, shift);
    const reach = bubbleRadius(row.size, largest);
    const key = `${worldLeft},${worldTop}`;
    const x = rights.has(key) ? rights.get(key) + reach + 2 : middle;
    rights.set(key, x + reach);
    if (!isOnCanvas(painter, x, y, reach)) continue;
    if (look.isSelected([row])) drawSelection(context, x, y, reach + 4, look);
    drawBubble(context, x, y, reach, look.colors(row.kind), row.kind.key === "displacement_stock", look.opacity);
    targets.push({ rows: [row], x, y, reach });
    room.take([x - reach, y - reach, x + reach, y + reach]);
    labels.push({ text: row.label, x, y, reach, color: look.colors(row.kind)[2], weight: 700, order: 0 });
  }
}

function drawSelection(context, x, y, radius, look) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.lineWidth = 6;
  context.strokeStyle = look.palette.halo;
  context.stroke();
  context.lineWidth = 2.5;
  context.strokeStyle = look.palette.label;
  context.stroke();
}

function markRadius(row) {
  if (row.kind.key === "material_conflict") return 5 + 0.6 * Math.min(10, row.size);
  return row.kind.key === "verbal_conflict" ? 5 + 0.3 * Math.min(10, row.size) : 6;
}

// Marks at one spot stand side by side, one per kind, with the number of events if it is larger.
function paintSpots(painter, spots, shift) {
  // In a crowd marks are smaller, so that the map below and the pattern stay visible.
  const { context, look, targets, labels, room, share } = painter;
  const gap = MARK_GAP * share;
  for (const [geometry, rows] of spots) {
    const [x, y] = toPixel(painter, geometry.spots[0], geometry.spots[1], shift);
    if (!isOnCanvas(painter, x, y, 40)) continue;
    const kinds = new Map();
    for (const row of rows) group(kinds, row.kind, row);
    const isCoarse = rows.every((row) => row.coarse);
    const count = new Set(rows.map((row) => row.card)).size;
    let left = x - ((kinds.size - 1) * gap) / 2;
    if (isCoarse) paintDisc(painter, rows, x, y, 15 + 3 * kinds.size);
    for (const [kind, some] of kinds) {
      const reach = share * some.reduce((most, row) => Math.max(most, markRadius(row)), 0);
      if (look.isSelected(some)) drawSelection(context, left, y, reach + 4, look);
      if (!isCoarse) drawMark(context, kind.mark, left, y, reach, look.colors(kind), look.palette.halo);
      targets.push({ rows: [...some, ...rows.filter((row) => row.kind !== kind)], x: left, y, reach: isCoarse ? 16 : reach });
      left += gap;
    }
    const reach = (kinds.size * gap) / 2 + 3;
    room.take([x - reach, y - 9, x + reach, y + 9]);
    const [first] = rows;
    const text = `${shorten(first.place, 32)}${count > 1 ? ` · ${count}` : ""}`;
    if (text) labels.push({ text, x, y, reach, color: look.palette.label, weight: 600, order: 2 });
  }
}

// An area without an outline at hand: a hatched disc that claims no exact position.
function paintDisc(painter, rows, x, y, radius) {
  const { context, view, look } = painter;
  const colors = [...new Set(rows.map((row) => look.colors(row.kind)[1]))];
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.globalAlpha = look.opacity;
  context.fillStyle = colors[0];
  context.fill();
  context.globalAlpha = 0.7;
  context.fillStyle = hatchPattern(context, colors, rows[0].kind.hatch, view.ratio);
  context.fill();
  context.globalAlpha = 1;
  context.setLineDash([4, 3]);
  context.lineWidth = 1.4;
  context.strokeStyle = colors[0];
  context.stroke();
  context.setLineDash([]);
}

// Places: a small dot for a spot; for an area its name alone, for no point of it was meant.
function paintPlaces(painter, scene, shift) {
  const { context, look, targets, labels, room, marked } = painter;
  for (const { row, x: worldLeft, y: worldTop } of scene.places) {
    const [x, y] = toPixel(painter, worldLeft, worldTop, shift);
    if (!isOnCanvas(painter, x, y, 20) || marked.has(`${worldLeft},${worldTop}`)) continue;
    const colors = look.colors(row.kind);
    const target = { rows: [row], x, y, reach: row.coarse ? 0 : 4 };
    const label = { text: shorten(row.place, 32), x, y, reach: row.coarse ? 0 : 6, color: colors[2] };
    labels.push({ ...label, weight: row.coarse ? 600 : 500, order: row.coarse ? 3 : 4, target });
    if (row.coarse) continue;
    if (look.isSelected([row])) drawSelection(context, x, y, 8, look);
    drawMark(context, "dot", x, y, 3.2, colors, look.palette.halo);
    targets.push(target);
    room.take([x - 5, y - 5, x + 5, y + 5]);
  }
}

// The rows under a pixel: marks before lines before areas, nearest and smallest first.
function findRows(painter, x, y) {
  const { targets, view } = painter;
  const near = targets
    .filter((target) => target.reach && Math.hypot(target.x - x, target.y - y) <= target.reach + 5)
    .sort((a, b) => Math.hypot(a.x - x, a.y - y) - a.reach - Math.hypot(b.x - x, b.y - y) + b.reach);
  if (near.length) return near.flatMap((target) => target.rows);
  const lines = targets
    .filter((target) => target.pixels)
    .map((target) => ({ target, distance: distanceToLine(target.pixels, x, y) }))
    .filter(({ target, distance }) => distance <= LINE_REACH + lineWidth(target.rows[0]) / 2)
    .sort((a, b) => a.distance - b.distance);
  if (lines.length) return lines.flatMap(({ target }) => target.rows);
  const words = targets.filter(({ area }) => area && x >= area[0] && x <= area[2] && y >= area[1] && y <= area[3]);
  if (words.length) return words.flatMap((target) => target.rows);
  const size = ({ box }) => (box[2] - box[0]) * (box[3] - box[1]);
  return targets
    .filter((target) => {
      if (!target.rings) return false;
      const worldLeft = (x + view.left) / view.scale - target.shift;
      return isInsideRings(target.rings, worldLeft, (y + view.top) / view.scale);
    })
    .sort((a, b) => size(a) - size(b))
    .flatMap((target) => target.rows);
}

const REGION_CLASSES = [1, 2, 4, 10, 30]; // lowest number of events in each class

function regionClass(count) {
  return REGION_CLASSES.findLastIndex((least) => count >= least);
}

function regionOpacity(count) {
  return 0.12 + 0.13 * (regionClass(count) + 1);
}
