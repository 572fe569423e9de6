// Draws single shapes on a canvas: marks, paths, arrowheads, hatches, labels. Knows no meaning.

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

function traceCircle(context, x, y, radius) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
}

function strokeWith(context, color, width) {
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
    context.arc(x, y, radius, 0, 2 * Math.PI);
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

const stamps = new Map(); // the pixels of marks drawn once, to be copied

// The mark of a kind as pixels; radius is rounded to half a pixel.
function stampOf(kind, radius, look, ratio) {
  const colors = look.colors(kind);
  const size = max(1, round(radius * 2)) / 2;
  const key = `${kind.mark} ${size} ${ratio} ${colors} ${look.palette.halo}`;
  let stamp = stamps.get(key);
  if (!stamp) {
    const half = ceil((size * 1.3 + 4) * ratio);
    const brush = new OffscreenCanvas(2 * half, 2 * half).getContext("2d");
    brush.scale(ratio, ratio);
    drawMark(brush, kind.mark, half / ratio, half / ratio, size, colors, look.palette.halo);
    const { data } = brush.getImageData(0, 0, 2 * half, 2 * half);
    stamp = { half, bytes: data, words: new Uint32Array(data.buffer) };
    stamps.set(key, stamp);
  }
  return stamp;
}

// A sheet of pixels over the whole view that thousands of marks are copied to, and then all drawn as one picture:
// copying by hand takes a fraction of a microsecond per pixel, a canvas operation some ten microseconds each.
function makeSheet(view) {
  const [width, height] = [round(view.width * view.ratio), round(view.height * view.ratio)];
  const image = new ImageData(width, height);
  const [bytes, words] = [image.data, new Uint32Array(image.data.buffer)];
  const stamp = (kind, x, y, radius, look) => {
    const mark = stampOf(kind, radius, look, view.ratio);
    const side = 2 * mark.half;
    const [left, top] = [round(x * view.ratio) - mark.half, round(y * view.ratio) - mark.half];
    for (let line = max(0, -top); line < min(side, height - top); line++) {
      for (let column = max(0, -left); column < min(side, width - left); column++) {
        const from = line * side + column;
        const alpha = mark.bytes[4 * from + 3];
        if (alpha === 0) continue;
        const to = (top + line) * width + left + column;
        if (alpha === 255 || words[to] === 0) {
          words[to] = mark.words[from];
          continue;
        }
        const under = (bytes[4 * to + 3] * (255 - alpha)) / 255;
        for (let part = 0; part < 3; part++) {
          bytes[4 * to + part] = (mark.bytes[4 * from + part] * alpha + bytes[4 * to + part] * under) / (alpha + under);
        }
        bytes[4 * to + 3] = alpha + under;
      }
    }
  };
  const draw = (context) => {
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext("2d").putImageData(image, 0, 0);
    context.drawImage(canvas, 0, 0, view.width, view.height);
  };
  return { stamp, draw };
}

// The points of a path that can be told apart at a zoom; each whole zoom's are kept.
function detailOf(path, view) {
  const step = ceil(view.zoom);
  if (path.points.length < 16 || step > 8) return path.points;
  path.details ??= [];
  return (path.details[step] ??= thinOut(path.points, 0.6 / (256 * 2 ** step)));
}

function thinOut(points, least) {
  const kept = [points[0], points[1]];
  let [x, y, seam] = [points[0], points[1], isAtSeam(points, 0)];
  for (let index = 2; index < points.length; index += 2) {
    const isSeam = isAtSeam(points, index);
    const isNear = abs(points[index] - x) < least && abs(points[index + 1] - y) < least;
    if (isNear && isSeam === seam && index < points.length - 2) continue;
    [x, y, seam] = [points[index], points[index + 1], isSeam];
    kept.push(x, y);
  }
  return Float64Array.from(kept);
}

// Adds a decoded path in screen pixels.
// Edges along the antimeridian are moved over, not drawn, when skipSeam is set.
function tracePath(context, path, view, shift, skipSeam) {
  const { scale, left, top } = view;
  const points = detailOf(path, view);
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

function isAtSeam(points, index) {
  return points[index] < 1e-6 || points[index] > 1 - 1e-6;
}

const patterns = new Map();

// A pattern of diagonal stripes in one or several colors; rises to the right where slope is 1.
function hatchPattern(context, colors, slope, ratio) {
  const key = `${colors} ${slope} ${ratio}`;
  if (!patterns.has(key)) patterns.set(key, makeHatch(context, colors, slope, ratio));
  return patterns.get(key);
}

function makeHatch(context, colors, slope, ratio) {
  const gap = 8;
  const size = gap * colors.length;
  const tile = document.createElement("canvas");
  tile.width = tile.height = round(size * ratio);
  const brush = tile.getContext("2d");
  brush.scale(tile.width / size, tile.height / size);
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
  context.lineWidth = 2;
  context.lineJoin = "round";
  context.strokeStyle = halo;
  context.stroke();
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
  const signs = Array.from(text);
  return signs.length > limit ? `${signs.slice(0, limit - 1).join("")}…` : text;
}

// A proportional circle: a ring for people counted at a date, filled for movements over a period.
function drawBubble(context, x, y, radius, colors, isRing, opacity) {
  traceCircle(context, x, y, radius);
  fillWith(context, colors[0], isRing ? opacity / 2 : 0.5);
  strokeWith(context, colors[1], isRing ? 3 : 1.5);
}
