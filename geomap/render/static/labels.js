// Words on the map: they share the room, the most important first, and never cover a mark.

// The room that labels share: a grid of the boxes already taken.
function makeRoom() {
  const cells = new Map();
  const side = 64;
  // Calls act with the number of each cell that a box touches, until one says true.
  const visit = ([west, north, east, south], act) => {
    const last = floor(south / side);
    for (let column = floor(west / side); column <= floor(east / side); column++) {
      for (let line = floor(north / side); line <= last; line++) if (act(column * 4096 + line)) return true;
    }
    return false;
  };
  const take = (box) => {
    visit(box, (key) => {
      group(cells, key, box);
      return false;
    });
  };
  const overlaps = (box) => (other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1];
  const claim = (box) => {
    if (visit(box, (key) => cells.get(key)?.some(overlaps(box)))) return false;
    take(box);
    return true;
  };
  return { take, claim };
}

const widths = new Map(); // of texts by font, pixels

function measure(context, text, font) {
  const key = `${font} ${text}`;
  if (!widths.has(key)) {
    if (widths.size > 20000) widths.clear();
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
  labels.sort((a, b) => a.order - b.order);
  for (const label of labels.slice(0, 600)) {
    // A place that an event has named already need not be named again.
    if (label.order > 2 && named.has(label.text)) continue;
    const size = label.order < 2 ? 13 : 12;
    setFont(context, size, label.weight);
    const width = measure(context, label.text, `${label.weight} ${size}`);
    const spot = labelSpots(label, width, size).find(({ box }) => isBoxOnCanvas(view, box) && room.claim(box));
    if (!spot) {
      if (label.order === 3) drawOpenDot(painter, label);
      continue;
    }
    named.add(label.text.replace(/ · \d+$/, ""));
    if (label.isPlate) drawPlate(context, spot.box, look.palette.halo, label.color);
    drawLabel(context, label.text, spot.x, spot.y, label.color, look.palette.halo, spot.align);
    if (label.target && !label.target.reach) targets.add({ rows: label.target.rows, area: spot.box, x: spot.x, y: spot.y, reach: 0 });
  }
  if (!look.basemap) return;
  const free = (box) => room.claim(box);
  const others = look.basemap.labels.filter((label) => !named.has(label.name));
  drawCountryNames(context, view, { labels: others }, look.palette, view.zoom, free);
}

// An area whose name found no room: an open dot that can be clicked all the same.
function drawOpenDot({ context, targets, room }, { x, y, color, target }) {
  if (!room.claim([x - 3, y - 3, x + 3, y + 3])) return;
  traceCircle(context, x, y, 3);
  strokeWith(context, color, 1.5);
  targets.add({ ...target, reach: 4 });
}

// Whether a word may stand here: on the canvas, and neither across the edge of the view nor of the world.
function isBoxOnCanvas({ width, height, west, east, left, top, seen, size }, box) {
  if (box[2] < 0 || box[3] < 0 || box[0] > width || box[1] > height) return false;
  if ((west > 0 && box[0] < west) || (east < width && box[2] > east)) return false;
  const [x, y] = [seen.x - left, seen.y - top];
  const isInside = box[0] >= x && box[2] <= x + size.x && box[1] >= y && box[3] <= y + size.y;
  return isInside || box[2] < x || box[0] > x + size.x || box[3] < y || box[1] > y + size.y;
}

function labelSpots({ x, y, reach, isPlate, order }, width, size) {
  const [high, pad] = [size * 0.72, isPlate ? 6 : 2];
  const centred = (middle) => ({ x, y: middle, align: "center", box: [x - width / 2 - pad, middle - high, x + width / 2 + pad, middle + high] });
  if (!reach) return (order === 3 ? [0, 10, -10] : [0, 18, -18, 27, -27]).map((drop) => centred(y + drop));
  return [
    { x: x + reach + 4, y, align: "left", box: [x + reach + 2, y - high, x + reach + 6 + width, y + high] },
    { x: x - reach - 4, y, align: "right", box: [x - reach - 6 - width, y - high, x - reach - 2, y + high] },
    centred(y + max(reach, 8) + high + 2),
    centred(y - max(reach, 8) - high - 2),
    centred(y + max(reach, 8) + 3.4 * high + 4),
    centred(y - max(reach, 8) - 3.4 * high - 4),
  ];
}

function drawPlate(context, [left, top, right, bottom], fill, line) {
  context.beginPath();
  context.roundRect(left, top, right - left, bottom - top, 4);
  fillWith(context, fill);
  strokeWith(context, line, 1);
}
