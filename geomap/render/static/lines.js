// Paints lines: the weightiest in full, many more as thin threads, and no more than the eye can follow.

const FULL_LINES = 60; // as many lines in sight are drawn with halo, arrowhead and count
const THIN_LINES = 240; // the next ones are drawn thin; the rest shows when the map goes nearer

function paintLines(painter) {
  const { context, view, look } = painter;
  const [full, thin, isCrowded] = chooseLines(painter);
  spread(new Set([...full, ...thin].map(({ item }) => item)));
  const styles = new Map();
  for (const one of thin) group(styles, look.colors(one.item.kind)[1], one);
  context.globalAlpha = 0.28;
  for (const [color, some] of styles) {
    context.beginPath();
    for (const { item, shift } of some) {
      tracePixels(context, linePixels(item, view, shift), view);
      painter.targets.lines.push(makeLineTarget(item, view, shift));
    }
    strokeWith(context, color, 1);
  }
  context.globalAlpha = 1;
  for (const { item, shift } of full.reverse()) paintLine(painter, item, shift, isCrowded ? 0.55 : 1);
}

// Few lines are all drawn in full. Of many, the chosen ones and those that end in sight come first, then the weightier.
function chooseLines(painter) {
  const { view, look, scene } = painter;
  const isSeen = (x, y, shift) => isOnCanvas(painter, (x + shift) * view.scale - view.left, y * view.scale - view.top, 0);
  const [full, thin, passing] = [[], [], []];
  const chosen = scene.lines.length && look.chosen() ? scene.lines.filter(look.isSelected) : [];
  for (const item of chosen) for (const shift of view.shifts) if (isInView(item.line.box, view, shift)) full.push({ item, shift });
  for (const item of linesInTurn(scene)) {
    // What there is no room for need not be looked at; what only passes by is the first to go.
    if (full.length >= FULL_LINES && thin.length >= THIN_LINES) break;
    if (chosen.includes(item)) continue;
    const { line } = item;
    const [west, north, east, south] = line.ends;
    for (const shift of view.shifts) {
      const isEnding = isSeen(west, north, shift) || isSeen(east, south, shift);
      const some = !isEnding ? passing : full.length < FULL_LINES ? full : thin;
      if (some.length < (isEnding ? THIN_LINES : FULL_LINES) && isInView(line.box, view, shift)) some.push({ item, shift });
    }
  }
  const others = thin.concat(passing).slice(0, THIN_LINES);
  return full.length + others.length > FULL_LINES ? [full, others, true] : [full.concat(others), [], false];
}

// A great circle over a pole leaves the map above or below and comes back elsewhere.
function tracePixels(context, pixels, { scale, top }) {
  const isOff = (y) => abs((y + top) / scale - 0.5) > 0.4999;
  let hasLeft = true;
  for (const [x, y] of pixels) {
    if (hasLeft) context.moveTo(x, y);
    else context.lineTo(x, y);
    hasLeft = isOff(y);
  }
}

function paintLine(painter, item, shift, share) {
  const { context, view, look, targets, labels, scene } = painter;
  const { kind, arrow, label, rows, line: { ends } } = item;
  const pixels = linePixels(item, view, shift);
  const color = look.colors(kind)[1];
  const width = max(1.4, lineWidth(item) * share) + (look.isSelected(item) ? 2 : 0);
  const size = 7 + width * 1.6;
  const tips = [arrow > 1 && !isAtSeam(ends, 0) && arrowTip(pixels.slice().reverse()), arrow && !isAtSeam(ends, 2) && arrowTip(pixels)];
  context.beginPath();
  tracePixels(context, pixels, view);
  context.lineJoin = context.lineCap = "round";
  context.globalAlpha = 0.75;
  strokeWith(context, look.palette.halo, width + 2.5);
  context.globalAlpha = 0.92;
  if (kind.dashed) context.lineCap = "butt";
  strokeWith(context, color, width, kind.dashed ? [7, 5 + width] : []);
  context.fillStyle = color;
  for (const [index, point] of [[0, pixels[0]], [2, pixels.at(-1)]]) {
    if (isAtSeam(ends, index) || spotsHere(scene.model, ends[index], ends[index + 1]).some((spot) => spot.size)) continue;
    traceCircle(context, ...point, max(2.6, width * 0.6));
    context.fill();
  }
  for (const tip of tips) if (tip) drawArrowhead(context, tip.x, tip.y, tip.angle, size, color, look.palette.halo);
  context.globalAlpha = 1;
  targets.lines.push(makeLineTarget(item, view, shift));
  const count = countCards(scene.model, rows);
  const text = label || (count > 1 ? `×${count}` : "");
  if (!text || item.part) return;
  const [x, y] = pixels[floor((pixels.length - 1) / 2)];
  labels.push({ text, x, y, reach: 0, color: look.colors(kind)[2], weight: 700, order: label ? 1 : 3.5, isPlate: true });
}

// The pixels of a line with its bend, for drawing and for finding; points nearer than two pixels are left out.
function linePixels(item, view, shift) {
  const { points } = item.line;
  const { scale, left, top } = view;
  const pixels = [];
  let [lastX, lastY] = [Infinity, Infinity];
  for (let index = 0; index < points.length; index += 2) {
    const x = (points[index] + shift) * scale - left;
    const y = points[index + 1] * scale - top;
    if (index && index < points.length - 2 && abs(x - lastX) + abs(y - lastY) < 2) continue;
    pixels.push([x, y]);
    lastX = x;
    lastY = y;
  }
  const count = pixels.length;
  if (!item.bend || count < 2) return pixels;
  const [first, last] = [pixels[0], pixels[count - 1]];
  const length = hypot(last[0] - first[0], last[1] - first[1]) || 1;
  const across = [-(last[1] - first[1]) / length, (last[0] - first[0]) / length];
  return pixels.map(([x, y], index) => {
    const reach = item.bend * sin((PI * index) / (count - 1));
    return [x + across[0] * reach, y + across[1] * reach];
  });
}

// Where an arrowhead stands: a little before the end, so that the mark there stays free.
function arrowTip(pixels) {
  const [endX, endY] = pixels.at(-1);
  let from = pixels[0];
  for (let index = pixels.length - 2; index >= 0; index--) {
    from = pixels[index];
    if (hypot(endX - from[0], endY - from[1]) > 24) break;
  }
  const length = hypot(endX - from[0], endY - from[1]);
  if (length < 14) return null;
  const angle = atan2(endY - from[1], endX - from[0]);
  const back = min(11, length / 3);
  return { x: endX - back * cos(angle), y: endY - back * sin(angle), angle };
}
