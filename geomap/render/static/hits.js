// Finds what is under the pointer among the targets of the last painting.

const LINE_REACH = 7; // how near to a line a click counts, pixels
const HIT_CELL = 64; // side of the cells that targets are kept in, pixels

// Targets: { rows, x, y, reach } or { rows, area } by cell; lines and areas in lists of their own.
// The cells are filled when something is first looked for.
function makeTargets() {
  const cells = new Map();
  const points = [];
  let kept = 0;
  const keep = (target, [west, north, east, south]) => {
    for (let column = floor(west / HIT_CELL); column <= floor(east / HIT_CELL); column++) {
      for (let line = floor(north / HIT_CELL); line <= floor(south / HIT_CELL); line++) {
        group(cells, column * 4096 + line, target);
      }
    }
  };
  return {
    points,
    lines: [],
    areas: [],
    add: (target) => points.push(target),
    at(x, y) {
      for (; kept < points.length; kept++) {
        const target = points[kept];
        const { x: left, y: top, area, reach: r } = target;
        keep(target, area ?? [left - r - 5, top - r - 5, left + r + 5, top + r + 5]);
      }
      return cells.get(floor(x / HIT_CELL) * 4096 + floor(y / HIT_CELL)) ?? [];
    },
  };
}

// A line is kept as it is, for its pixels are needed only near the pointer.
function makeLineTarget(item, { scale, left, top }, shift) {
  const [west, north, east, south] = item.line.box;
  const reach = LINE_REACH + item.width / 2;
  const far = reach + abs(item.bend);
  const box = [(west + shift) * scale - left - far, north * scale - top - far, (east + shift) * scale - left + far, south * scale - top + far];
  return { item, shift, box, reach };
}

// The target under a pixel, as { rows } or { cluster }: marks before lines before words before areas.
function findTarget({ targets, view }, x, y) {
  if (x < view.west || x > view.east) return { rows: [] };
  const here = targets.at(x, y);
  const near = here
    .filter((target) => target.reach && hypot(target.x - x, target.y - y) <= target.reach + 5)
    .sort((a, b) => hypot(a.x - x, a.y - y) - a.reach - hypot(b.x - x, b.y - y) + b.reach);
  if (near.length) return near[0].cluster ? near[0] : { rows: near.flatMap(({ rows, others }) => rows.concat(others ?? [])) };
  const lines = targets.lines
    .filter(({ box }) => x > box[0] && x < box[2] && y > box[1] && y < box[3])
    .map((target) => ({ target, distance: distanceToLine(linePixels(target.item, view, target.shift), x, y) }))
    .filter(({ target, distance }) => distance <= target.reach)
    .sort((a, b) => a.distance - b.distance);
  if (lines.length) return { rows: lines.flatMap(({ target }) => target.item.rows) };
  const words = here.filter(({ area }) => area && x >= area[0] && x <= area[2] && y >= area[1] && y <= area[3]);
  if (words.length) return { rows: words.flatMap((target) => target.rows) };
  const size = ({ geometry: { box } }) => (box[2] - box[0]) * (box[3] - box[1]);
  const areas = targets.areas.filter(({ geometry, shift }) => {
    const [worldLeft, worldTop] = [(x + view.left) / view.scale - shift, (y + view.top) / view.scale];
    const [west, north, east, south] = geometry.box;
    if (worldLeft < west || worldLeft > east || worldTop < north || worldTop > south) return false;
    return isInsideRings(geometry.rings, worldLeft, worldTop);
  });
  return { rows: areas.sort((a, b) => size(a) - size(b)).flatMap((target) => target.rows) };
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

function isInsideRings(rings, x, y) {
  let inside = false;
  for (const { points } of rings) {
    for (let index = 0, before = points.length - 2; index < points.length; before = index, index += 2) {
      const [ay, by] = [points[index + 1], points[before + 1]];
      if (ay > y === by > y) continue;
      if (x < ((points[before] - points[index]) * (y - ay)) / (by - ay) + points[index]) inside = !inside;
    }
  }
  return inside;
}
