// Draws single shapes on a canvas: marks, paths, arrowheads, hatches, labels. Knows no meaning.

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

function traceCircle(context, x, y, radius) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * PI);
}

function strokeWith(context, color, width, dash = []) {
  context.setLineDash(dash);
  context.lineWidth = width;
  context.strokeStyle = color;
  context.stroke();
}

function fillWith(context, color, opacity = 1) {
  context.globalAlpha = opacity;
  context.fillStyle = color;
  context.fill();
  context.globalAlpha = 1;
}

// Adds a mark's outline, centred at x, y; radius is that of a circle of about the same area.
function traceMark(context, mark, x, y, radius) {
  context.beginPath();
  if (mark === "diamond") {
    const reach = radius * 1.28;
    context.moveTo(x, y - reach);
    context.lineTo(x + reach, y);
    context.lineTo(x, y + reach);
    context.lineTo(x - reach, y);
    context.closePath();
  } else if (mark === "square") {
    const half = radius * 0.9;
    context.rect(x - half, y - half, 2 * half, 2 * half);
  } else {
    context.arc(x, y, radius, 0, 2 * PI);
  }
}

// A mark with a halo, so that it stands out on land, sea and other marks in both themes.
function drawMark(context, mark, x, y, radius, colors, halo) {
  const [fill, line] = colors;
  traceMark(context, mark, x, y, radius);
  if (mark === "ring") {
    strokeWith(context, halo, 5.5);
    strokeWith(context, fill, 3);
    return;
  }
  strokeWith(context, halo, mark === "dot" ? 2 : 3);
  fillWith(context, fill);
  strokeWith(context, line, 1);
}

const stamps = new Map(); // pictures of marks drawn once, to be copied

// Copies what is drawn around a middle: thousands are copied in the time in which hundreds are drawn.
function stampAt(context, key, x, y, reach, ratio, draw) {
  const half = ceil(reach * ratio) / ratio;
  if (!stamps.has(key)) {
    const canvas = new OffscreenCanvas(2 * half * ratio, 2 * half * ratio);
    const brush = canvas.getContext("2d");
    brush.scale(ratio, ratio);
    draw(brush, half);
    stamps.set(key, canvas);
  }
  context.drawImage(stamps.get(key), x - half, y - half, 2 * half, 2 * half);
}

// Copies a mark like `drawMark`.
function stampMark(context, mark, x, y, radius, colors, halo, ratio) {
  const size = max(1, round(radius * 2)) / 2;
  const draw = (brush, half) => drawMark(brush, mark, half, half, size, colors, halo);
  stampAt(context, `${mark} ${size} ${ratio} ${colors} ${halo}`, x, y, size * 1.3 + 4, ratio, draw);
}

// Adds a decoded path in screen pixels.
// Edges along the antimeridian are moved over, not drawn, when skipSeam is set.
function tracePath(context, path, view, shift, skipSeam) {
  const { scale, left, top } = view;
  const points = path.detail(view.zoom);
  let lastSeam = false;
  for (let index = 0; index < points.length; index += 2) {
    const x = (points[index] + shift) * scale - left;
    const y = points[index + 1] * scale - top;
    const isSeam = skipSeam && isAtSeam(points, index);
    if (index === 0 || (isSeam && lastSeam)) context.moveTo(x, y);
    else context.lineTo(x, y);
    lastSeam = isSeam;
  }
}

function tracePaths(context, paths, view, shift, skipSeam) {
  context.beginPath();
  for (const path of paths) tracePath(context, path, view, shift, skipSeam);
}

function isAtSeam(points, index) {
  return abs(points[index] - 0.5) > 0.499999;
}

const patterns = new Map();

// A pattern of diagonal stripes in one or several colors, on a ground; rises to the right where slope is 1.
function hatchPattern(context, ...look) {
  const key = look.join();
  if (!patterns.has(key)) patterns.set(key, makeHatch(context, ...look));
  return patterns.get(key);
}

function makeHatch(context, colors, slope, ratio, opacity = 1, ground = "#0000", groundOpacity = 1) {
  const gap = 8;
  const size = gap * colors.length;
  const tile = make("canvas");
  tile.width = tile.height = round(size * ratio);
  const brush = tile.getContext("2d");
  brush.scale(tile.width / size, tile.height / size);
  brush.globalAlpha = groundOpacity;
  brush.fillStyle = ground;
  brush.fillRect(0, 0, size, size);
  brush.globalAlpha = opacity;
  brush.lineWidth = 1.6;
  colors.forEach((color, index) => {
    brush.strokeStyle = color;
    brush.beginPath();
    for (let offset = -2 * size; offset <= 2 * size; offset += size) {
      const start = offset + index * gap;
      brush.moveTo(start - 4, slope > 0 ? size + 4 : -4);
      brush.lineTo(start + size + 4, slope > 0 ? -4 : size + 4);
    }
    brush.stroke();
  });
  const pattern = context.createPattern(tile, "repeat");
  pattern.setTransform(new DOMMatrix().scale(size / tile.width, size / tile.height));
  return pattern;
}

// A filled arrowhead whose tip is at x, y and points along the angle.
function drawArrowhead(context, x, y, angle, size, color, halo) {
  context.save();
  context.translate(x, y);
  context.rotate(angle);
  context.beginPath();
  context.moveTo(0, 0);
  context.lineTo(-size, size * 0.46);
  context.lineTo(-size * 0.78, 0);
  context.lineTo(-size, -size * 0.46);
  context.closePath();
  context.lineJoin = "round";
  strokeWith(context, halo, 2);
  fillWith(context, color);
  context.restore();
}

function setFont(context, size, weight) {
  context.font = `${weight} ${size}px ${FONT}`;
}

// Text with a halo; x is its left edge, its middle or its right edge as align says.
function drawLabel(context, text, x, y, color, halo, align) {
  context.textAlign = align;
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = halo;
  context.strokeText(text, x, y);
  context.fillStyle = color;
  context.fillText(text, x, y);
}

// Shortens a text so that it fits on a map; whole code points, never half a sign.
function shorten(text, limit) {
  const signs = text.length > limit ? Array.from(text) : text;
  return signs.length > limit ? `${signs.slice(0, limit - 1).join("")}…` : text;
}

// A proportional circle: a ring for people counted at a date, filled for movements over a period.
function drawBubble(context, x, y, radius, colors, isRing, opacity) {
  traceCircle(context, x, y, radius);
  fillWith(context, colors[0], isRing ? opacity / 2 : 0.5);
  strokeWith(context, colors[1], isRing ? 3 : 1.5);
}
