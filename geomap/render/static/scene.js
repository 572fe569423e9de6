// What is to be drawn of the rows that pass the filter, grouped once per filter and not per frame:
// areas, bundles of lines, circles of figures, spots with their marks, clusters of spots, places.

const MANY_SPOTS = 1000; // from so many on, spots may be drawn as clusters with a count
const PILE = 10; // and are where so many would lie within reach of each other on average
const MARKS_FROM = 11; // the zoom from which on every spot is a mark of its own, however many there are
const MOST_NAMES = 800; // spots that may have their names drawn
const CLUSTER_REACH = 58; // spots as near as this to the busiest one around are one cluster, pixels

let arranged = 0; // how often

// What rows share on the map: a spot, a mark on it, an area, a line. It is made once, and counted anew for each filter.
class Shared {
  all = []; // the rows that were ever part of it
  arranged = 0;
  size = 0; // how many rows are shown
  constructor(more) {
    // Objects of one shape are read faster.
    this.known = this.row = this.list = this.about = this.marks = this.kinds = this.kind = this.spot = this.geometry = this.line = null;
    this.label = this.x = this.y = this.part = this.count = this.reach = this.bend = this.weight = this.extent = 0;
    assign(this, more);
  }
  // Counts a row; answers whether it is the first now, which puts it on a list.
  take(list) {
    const isFirst = this.arranged !== arranged;
    if (isFirst) {
      this.arranged = arranged;
      this.size = 0;
      this.known = null;
      list.push(this);
    }
    this.size += 1;
    return isFirst;
  }
  // Those that are shown, in the order of the layers.
  get rows() {
    return (this.known ??= this.all.filter(({ model, index }) => model.isShown[index]).sort((a, b) => a.index - b.index));
  }
}

// What passes, arranged.
function arrange(passed) {
  arranged += 1;
  const scene = { areas: [], lines: [], spots: [], bubbles: [], places: [], marked: new Set(), clusters: new Map() };
  for (const { rows } of passed.values()) {
    for (const row of rows) {
      if (!row.geometry) continue;
      for (const part of (row.parts ??= partsOf(row))) {
        if (!part.take(scene[part.list])) continue;
        part.row = row;
        part.about = null;
      }
      if (row.mark) markSpot(scene.spots, row);
    }
  }
  const { spots, areas, bubbles } = scene;
  for (const { x, y } of spots) scene.marked.add(spotKey(x, y));
  scene.places = scene.places.filter(({ x, y }) => !scene.marked.has(spotKey(x, y))).sort((a, b) => b.row.size - a.row.size);
  scene.leastNamed = Uint32Array.from(spots, ({ count }) => count).sort().at(-1 - MOST_NAMES) ?? 0;
  areas.sort((a, b) => b.extent - a.extent);
  bubbles.sort((a, b) => b.row.size - a.row.size);
  scene.lines = rankLines(scene.lines);
  return scene;
}

// What a row is part of, but for its mark on a spot.
function partsOf(row) {
  const { geometry, layer, kind } = row;
  const { rings, lines, spots, label } = geometry;
  const parts = lines.map((line, part) => bundle(line, row, part));
  if (rings.length) parts.push((geometry.area ??= makeArea(geometry)));
  const at = spots.length ? spots : label || [];
  const x = at[0];
  const y = at[1];
  if (layer === "displacement" && at.length) parts.push(new Shared({ list: "bubbles", x, y }));
  else if (layer === "places" && spots.length) parts.push(new Shared({ list: "places", x, y }));
  else if (spots.length) {
    const spot = (geometry.spot ??= new Shared({ x, y, kinds: [] }));
    row.mark = spot.kinds[kind.order] ??= new Shared({ kind, spot });
    spot.all.push(row);
    row.mark.all.push(row);
  }
  for (const { all } of parts) all.push(row);
  return parts;
}

// Marks of one position stand side by side, one per kind, the most severe first.
function markSpot(spots, row) {
  const { mark } = row;
  const { spot } = mark;
  if (spot.take(spots)) {
    spot.row = row;
    spot.marks = [];
    spot.isCoarse = true;
    spot.count = spot.label = 0;
  }
  if (mark.take(spot.marks)) mark.reach = 0;
  mark.reach = max(mark.reach, markRadius(row));
  if (!row.coarse) spot.isCoarse = false;
  // A card counts once.
  const { model, index } = row;
  if (!isRepeated(model, index, (before) => model.rows[before].mark?.spot === spot)) spot.count += 1;
}

// One number for a position; positions of different places differ by far more than the rounding.
function spotKey(x, y) {
  return round(x * 2 ** 25) * 2 ** 26 + round(y * 2 ** 25);
}

// How many cards some rows belong to.
function countCards(rows) {
  return rows.length < 2 ? rows.length : new Set(rows.map((row) => row.model.rowCard[row.index])).size;
}

function makeArea(geometry) {
  const { box } = geometry;
  return new Shared({ list: "areas", geometry, extent: (box[2] - box[0]) * (box[3] - box[1]) });
}

// What an area shows now: a region, or events of some kinds.
function aboutArea(area) {
  const regions = area.rows.filter((row) => row.layer === "regions");
  const events = area.rows.filter((row) => row.layer !== "regions");
  const kinds = [...new Set(events.map((row) => row.kind))].sort((a, b) => a.order - b.order);
  return (area.about ??= { regions, events, kinds });
}

function markRadius(row) {
  if (row.kind.key === "material_conflict") return 5 + 0.6 * min(10, row.size);
  return row.kind.key === "verbal_conflict" ? 5 + 0.3 * min(10, row.size) : 6;
}

// Equal lines become one with a count; a label of its own, such as an amount, keeps a line apart.
function bundle(line, row, part) {
  const isAlike = ({ row: one }) => one.kind === row.kind && one.arrow === row.arrow && one.label === row.label;
  line.bundles ??= [];
  let found = line.bundles.find(isAlike);
  if (!found) line.bundles.push((found = new Shared({ list: "lines", line, part, row })));
  return found;
}

// The weightiest of each layer first, in turn, so that amounts of money do not push all ties between states aside.
function rankLines(lines) {
  const layers = new Map();
  for (const item of lines) {
    item.weight = item.size + (item.row.layer === "economy" ? item.row.size : 0);
    group(layers, item.row.layer, item);
  }
  for (const some of layers.values()) some.sort((a, b) => b.weight - a.weight);
  const ranked = [];
  for (let rank = 0; ranked.length < lines.length; rank++) {
    for (const some of layers.values()) if (rank < some.length) ranked.push(some[rank]);
  }
  return ranked;
}

// A bundle of many lines is a little wider than one of a few.
function lineWidth({ row, size }) {
  if (row.layer === "economy" && row.size > 0) return max(1.5, min(8, 1.5 + (log10(row.size) - 6) * 0.85));
  return min(6, row.kind.width + 0.6 * log2(size));
}

// Lines between the same two ends bow apart: each gets a bend of so many pixels at its middle.
function spread(lines) {
  const pairs = new Map();
  for (const item of lines) group(pairs, item.line.pair, item);
  for (const pair of pairs.values()) {
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
    for (const { kind, size } of marks) {
      cluster.kinds[kind.order] ??= { kind, size: 0 };
      cluster.kinds[kind.order].size += size;
      cluster.total += size;
    }
  }
  return cluster;
}
