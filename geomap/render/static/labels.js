// Words on the map: they share the room, the most important first, and never cover a mark.

// The room that labels share: the boxes already taken.
class Room extends Grid {
  take(box) {
    this.put(box, box);
  }
  claim(box) {
    if (this.find(box, (other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) return false;
    this.take(box);
    return true;
  }
}

const MOST_LABELS = 400;
const NEAR = 7; // from this zoom on few names of countries are in sight
const COUNTRY = 9; // the order of names of the base map, after all others
const widths = new Map(); // of texts by font, pixels

function measure(context, text, font) {
  const key = `${font} ${text}`;
  if (!widths.has(key)) {
    if (widths.size > 2e4) widths.clear();
    widths.set(key, context.measureText(text).width);
  }
  return widths.get(key);
}

// Labels in order of weight; each tries right, left, below and above its mark, or stays away.
function placeLabels(painter) {
  const { context, view, look, room, labels, targets } = painter;
  const named = new Set();
  // What stands under a panel is not read.
  for (const box of look.panels(view)) room.take(box);
  const countries = look.basemap ? countryNames(look.basemap, view, look.palette) : [];
  for (const label of labels.sort((a, b) => a.order - b.order).slice(0, MOST_LABELS).concat(countries)) {
    const { text, order, weight, color, halo = look.palette.halo, size = order < 2 ? 13 : 12 } = label;
    // A place that an event has named already need not be named again.
    if (order > 2 && named.has(text)) continue;
    setFont(context, size, weight);
    context.letterSpacing = order === COUNTRY ? "0.06em" : "0px";
    const width = measure(context, text, `${weight} ${size} ${order === COUNTRY}`);
    const spot = labelSpots(label, width, size).find(({ box }) => isBoxOnCanvas(view, box) && room.claim(box));
    if (!spot) {
      if (order === 3) drawOpenDot(painter, label);
      continue;
    }
    named.add(text.replace(/ · \d+$/, ""));
    if (label.isPlate) drawPlate(context, spot.box, halo, color);
    if (spot.from) {
      // Words that stand away from their mark are tied to it.
      context.beginPath();
      context.moveTo(spot.x, spot.from);
      context.lineTo(spot.x, spot.y);
      strokeWith(context, color, 1);
    }
    drawLabel(context, text, spot.x, spot.y, color, halo, spot.align);
    if (label.target && !label.target.reach) targets.add({ ...label.target, area: spot.box, x: spot.x, y: spot.y });
  }
  context.letterSpacing = "0px";
}

// Which regions and countries the marks in sight lie in, or else the area in the middle, nearest first; "" from afar.
function sayWithin(painter) {
  const { targets, view: { zoom, seen, size, left, top }, model } = painter;
  if (zoom < NEAR) return "";
  const [x, y] = [seen.x - left + size.x / 2, seen.y - top + size.y / 2];
  const away = (target) => max(abs(target.x - x) / size.x, abs(target.y - y) / size.y);
  const near = targets.points.filter((target) => away(target) < 0.5).sort((a, b) => away(a) - away(b));
  const rows = near.length ? near.flatMap(rowsAt) : findTarget(painter, x, y).rows;
  const say = (at) => [0, 1].map((part) => model.strings[model.whereabouts[2 * model.within[model.rowGeometry[at]] + part]]);
  const names = [...new Set(rows.map((at) => say(at).filter(Boolean).join(", ")))].filter(Boolean);
  return names.slice(0, 2).join(" · ") + (names[2] ? " …" : "");
}

// An area whose name found no room: an open dot that can be clicked all the same.
function drawOpenDot({ context, targets, room }, { x, y, color, target }) {
  if (!room.claim(pointBox(x, y, 3))) return;
  traceCircle(context, x, y, 3);
  strokeWith(context, color, 1.5);
  targets.add({ ...target, reach: 4 });
}

// Whether a word may stand here: on the canvas, and neither across the edge of the view nor of the world.
function isBoxOnCanvas({ width, height, west, east, left, top, seen, size }, box) {
  if (box[2] < 0 || box[3] < 0 || box[0] > width || box[1] > height || (west > 0 && box[0] < west) || (east < width && box[2] > east)) return false;
  const [x, y] = [seen.x - left, seen.y - top];
  const isInside = box[0] >= x && box[2] <= x + size.x && box[1] >= y && box[3] <= y + size.y;
  return isInside || box[2] < x || box[0] > x + size.x || box[3] < y || box[1] > y + size.y;
}

// Where a label may stand, the best spot first: beside its mark, below and above it, or around where it has none.
function labelSpots({ x, y, reach, isPlate, order, drops = order === 3 ? [0, 10, -10] : [0, 18, -18, 27, -27] }, width, size) {
  const [high, pad] = [size * 0.72, isPlate ? 6 : 2];
  const at = (align, x, y, left, right, from) => ({ x, y, align, from, box: [left - pad, y - high, right + pad, y + high] });
  const centred = (line, from) => at("center", x, line, x - width / 2, x + width / 2, from);
  if (!reach) return drops.map((drop) => centred(y + drop));
  const [east, west] = [x + reach + 4, x - reach - 4];
  const beside = (drop) => [at("left", east, y + drop, east, east + width), at("right", west, y + drop, west - width, west)];
  return [
    ...beside(0),
    ...[high + 2, 3.4 * high + 4].flatMap((gap, isFar) => [1, -1].map((way) => centred(y + way * (max(reach, 8) + gap), isFar && y + way * min(reach, 9)))),
    // A figure is worth a place that is less near.
    ...(order ? [] : [reach, -reach].flatMap(beside)),
  ];
}

function drawPlate(context, [left, top, right, bottom], fill, line) {
  context.beginPath();
  context.roundRect(left, top, right - left, bottom - top, 4);
  fillWith(context, fill);
  strokeWith(context, line, 1);
}
