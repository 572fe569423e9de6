// What is to be drawn of the rows that pass the filter, grouped once per filter and not per frame:
// areas, bundles of lines, circles of figures, spots with their marks, clusters of spots, places.

const MANY_SPOTS = 1000; // from so many on, spots may be drawn as clusters with a count
const PILE = 10; // and are where so many would lie within reach of each other on average
const MARKS_FROM = 11; // the zoom from which on every spot is a mark of its own, however many there are
const MOST_NAMES = 800; // spots that may have their names drawn
const CLUSTER_REACH = 58; // spots as near as this to the busiest one around are one cluster, pixels

let arranged = 0; // how often

// Rows by layer, arranged. What shares a spot, an area or a line stays the same: each is made once, and filled anew.
function arrange(layers) {
  arranged += 1;
  const scene = { areas: [], lines: [], spots: [], bubbles: [], places: [], marked: new Set(), clusters: new Map() };
  for (const [key, rows] of layers) {
    for (const row of rows) {
      const { geometry } = row;
      if (!geometry) continue;
      const { rings, lines, spots: points, label } = geometry;
      if (rings.length) fill(scene.areas, (geometry.area ??= makeArea(geometry)), row);
      if (lines.length) for (const item of (row.items ??= lines.map((line, part) => bundle(line, row, part)))) fill(scene.lines, item, row);
      if (key === "displacement" && (points.length || label)) {
        const [x, y] = points.length ? points : label;
        scene.bubbles.push({ row, x, y });
      } else if (points.length) {
        if (key === "places") scene.places.push({ row, x: points[0], y: points[1] });
        else fill(scene.spots, (geometry.spot ??= makeSpot(points)), row);
      }
    }
  }
  scene.spots.forEach(describeSpot);
  for (const { x, y } of scene.spots) scene.marked.add(spotKey(x, y));
  scene.places = scene.places.filter(({ x, y }) => !scene.marked.has(spotKey(x, y))).sort((a, b) => b.row.size - a.row.size);
  scene.leastNamed = Uint32Array.from(scene.spots, ({ count }) => count).sort().at(-1 - MOST_NAMES) ?? 0;
  scene.areas.forEach(describeArea);
  scene.areas.sort((a, b) => b.size - a.size);
  scene.bubbles.sort((a, b) => b.row.size - a.row.size);
  rankLines(scene.lines);
  spread(scene.lines);
  return scene;
}

// The first row of an arrangement empties what it belongs to and lists it.
function fill(list, item, row) {
  if (item.arranged === arranged) {
    item.rows.push(row);
    return;
  }
  item.arranged = arranged;
  item.rows = [row];
  list.push(item);
}

// One number for a position; positions of different places differ by far more than the rounding.
function spotKey(x, y) {
  return round(x * 2 ** 25) * 2 ** 26 + round(y * 2 ** 25);
}

let [seenAt, turn] = [new Int32Array(0), 0];

// How many cards some rows belong to.
function countCards(rows) {
  if (rows.length < 2) return rows.length;
  turn += 1;
  let count = 0;
  for (const { card: { index } } of rows) {
    if (index >= seenAt.length) {
      const longer = new Int32Array(2 * index + 64);
      longer.set(seenAt);
      seenAt = longer;
    }
    if (seenAt[index] === turn) continue;
    seenAt[index] = turn;
    count += 1;
  }
  return count;
}

function makeSpot([x, y]) {
  return { x, y, arranged: 0, rows: null, marks: null, isCoarse: false, count: 0, label: null };
}

// Marks of one position stand side by side, one per kind, the most severe first.
function describeSpot(spot) {
  const { rows } = spot;
  const marks = [];
  let isCoarse = true;
  for (const row of rows) {
    let mark = marks.find(({ kind }) => kind === row.kind);
    if (!mark) marks.push((mark = { kind: row.kind, rows: [], reach: 0 }));
    mark.rows.push(row);
    mark.reach = max(mark.reach, markRadius(row));
    if (!row.coarse) isCoarse = false;
  }
  assign(spot, { marks, isCoarse, count: countCards(rows), label: null });
}

function makeArea(geometry) {
  const { box } = geometry;
  return { geometry, size: (box[2] - box[0]) * (box[3] - box[1]) };
}

function describeArea(area) {
  area.regions = area.rows.filter((row) => row.layer === "regions");
  area.events = area.rows.filter((row) => row.layer !== "regions");
  area.kinds = null;
}

function markRadius(row) {
  if (row.kind.key === "material_conflict") return 5 + 0.6 * min(10, row.size);
  return row.kind.key === "verbal_conflict" ? 5 + 0.3 * min(10, row.size) : 6;
}

// Equal lines become one with a count; a label of its own, such as an amount, keeps a line apart.
function bundle(line, row, part) {
  const key = `${row.kind.order} ${row.arrow} ${row.label}`;
  line.bundles ??= new Map();
  if (!line.bundles.has(key)) line.bundles.set(key, { line, part, arranged: 0, rows: null, row, weight: 0, width: 0, rank: 0, bend: 0 });
  return line.bundles.get(key);
}

// The weightiest of each layer first, in turn, so that amounts of money do not push all ties between states aside.
function rankLines(lines) {
  for (const item of lines) {
    const [row] = item.rows;
    item.row = row;
    item.bend = 0;
    item.weight = item.rows.length + (row.layer === "economy" ? row.size : 0);
    item.width = lineWidth(item);
  }
  const layers = new Map();
  for (const item of lines.sort((a, b) => b.weight - a.weight)) {
    item.rank = layers.get(item.row.layer) ?? 0;
    layers.set(item.row.layer, item.rank + 1);
  }
  lines.sort((a, b) => a.rank - b.rank);
}

// A bundle of many lines is a little wider than one of a few.
function lineWidth({ row, rows }) {
  if (row.layer === "economy" && row.size > 0) return max(1.5, min(8, 1.5 + (log10(row.size) - 6) * 0.85));
  return min(6, row.kind.width + 0.6 * log2(rows.length));
}

// Lines between the same two ends bow apart: each gets a bend of so many pixels at its middle.
function spread(lines) {
  const pairs = new Map();
  for (const item of lines) group(pairs, item.line.pair, item);
  for (const pair of pairs.values()) {
    if (pair.length < 2) continue;
    const step = min(14, 56 / pair.length);
    pair.forEach((item, index) => {
      item.bend = (index - (pair.length - 1) / 2) * step * (item.line.turned ? -1 : 1);
    });
  }
}

// Near spots as one cluster each where spots lie on top of each other, for half a zoom step, wherever the map is
// moved to; made when first needed.
function clustersAt({ spots, clusters }, zoom) {
  const step = floor(2 * zoom) / 2;
  if (!clusters.has(step)) {
    const found = spots.length < MANY_SPOTS || zoom >= MARKS_FROM ? null : gather(spots, CLUSTER_REACH / (256 * 2 ** step));
    const isPiled = found && spots.length > PILE * (found.alone.length + found.clusters.length);
    clusters.set(step, isPiled ? found : { alone: spots, clusters: [] });
  }
  return clusters.get(step);
}

// The busiest spot takes in those around it, then the next: so clusters stand apart, each at a place of its own.
function gather(spots, reach) {
  const grid = new Grid(reach);
  for (const spot of spots) grid.put(pointBox(spot.x, spot.y), spot);
  const taken = new Set();
  const alone = [];
  const clusters = [];
  for (const spot of [...spots].sort((a, b) => b.count - a.count)) {
    if (taken.has(spot)) continue;
    const { x, y } = spot;
    const some = [];
    grid.find(pointBox(x, y, reach), (other) => {
      if (taken.has(other) || hypot(other.x - x, other.y - y) > reach) return;
      taken.add(other);
      some.push(other);
    });
    if (some.length === 1) alone.push(spot);
    else clusters.push(makeCluster(spot, some));
  }
  return { alone, clusters: clusters.reverse() };
}

function makeCluster({ x, y }, spots) {
  const cluster = { spots, count: 0, x, y, box: emptyBox(), kinds: [], total: 0 };
  for (const { x: left, y: top, count, marks } of spots) {
    cluster.count += count;
    growBox(cluster.box, left, top, left, top);
    for (const { kind, rows } of marks) {
      cluster.kinds[kind.order] ??= { kind, size: 0 };
      cluster.kinds[kind.order].size += rows.length;
      cluster.total += rows.length;
    }
  }
  return cluster;
}
