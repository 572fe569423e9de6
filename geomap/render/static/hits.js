// Finds what is under the pointer among the targets of the last painting.

const LINE_REACH = 7; // how near to a line a click counts, pixels

// Targets: { rows, x, y, reach }, { item, x, y, reach } with a mark as item, or { rows, area }; lines and areas in lists of their own.
class Targets extends Grid {
  points = [];
  lines = [];
  areas = [];
  kept = 0;
  add(target) {
    this.points.push(target);
  }
  // Those near a pixel; they are put into cells when something is first looked for.
  at(x, y) {
    for (const target of this.points.slice(this.kept)) {
      this.put(target.area ?? pointBox(target.x, target.y, target.reach + 5), target);
    }
    this.kept = this.points.length;
    const found = [];
    this.find(pointBox(x, y), (target) => void found.push(target));
    return found;
  }
}

// The rows of a target; those of a mark come before the others at its spot.
function rowsAt({ rows, item }) {
  return rows ?? item.rows.concat(item.spot.rows);
}

// A line is kept as it is, for its pixels are needed only near the pointer.
function makeLineTarget(item, { scale, left, top }, shift) {
  const [west, north, east, south] = item.line.box;
  const reach = LINE_REACH + lineWidth(item) / 2;
  const far = reach + abs(item.bend);
  const box = [(west + shift) * scale - left - far, north * scale - top - far, (east + shift) * scale - left + far, south * scale - top + far];
  return { item, shift, box, reach };
}

// The target under a pixel, as { rows } or { cluster }: marks before lines before words before areas.
function findTarget(painter, x, y) {
  const { targets, view, context } = painter;
  if (x < view.west || x > view.east) return { rows: [] };
  const here = targets.at(x, y);
  const isWithin = ([west, north, east, south]) => x >= west && x <= east && y >= north && y <= south;
  const away = (target) => hypot(target.x - x, target.y - y) - target.reach;
  const near = here.filter((target) => target.reach && away(target) <= 5).sort((a, b) => away(a) - away(b));
  if (near.length) return near[0].cluster ? near[0] : { rows: near.flatMap(rowsAt) };
  const lines = targets.lines
    .filter(({ box }) => isWithin(box))
    .map((target) => ({ target, distance: distanceToLine(linePixels(target.item, view, target.shift), x, y) }))
    .filter(({ target, distance }) => distance <= target.reach)
    .sort((a, b) => a.distance - b.distance);
  if (lines.length) return { rows: lines.flatMap(({ target }) => target.item.rows) };
  const words = here.filter(({ area }) => area && isWithin(area));
  if (words.length) return { rows: words.flatMap((target) => target.rows) };
  const areas = targets.areas.filter(({ geometry, shift }) => {
    traceRings(painter, [geometry], shift);
    return context.isPointInPath(x * view.ratio, y * view.ratio, "evenodd");
  });
  return { rows: areas.sort((a, b) => a.geometry.area.extent - b.geometry.area.extent).flatMap((target) => target.rows) };
}

// How far a pixel is from the nearest piece of a line.
function distanceToLine(pixels, x, y) {
  let nearest = Infinity;
  for (let index = 1; index < pixels.length; index++) {
    const [ax, ay] = pixels[index - 1];
    const [bx, by] = pixels[index];
    const [dx, dy] = [bx - ax, by - ay];
    const share = max(0, min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
    nearest = min(nearest, hypot(x - ax - share * dx, y - ay - share * dy));
  }
  return nearest;
}
