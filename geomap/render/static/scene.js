// What is to be drawn of the rows that pass the filter, grouped once per filter and not per frame:
// areas, bundles of lines, circles of figures, spots with their marks, clusters of spots, places.

const MANY_SPOTS = 1000; // from so many on, spots may be drawn as clusters with a count
const PILE = 10; // and are where so many would lie within reach of each other on average
const MARKS_FROM = 11; // the zoom from which on every spot is a mark of its own, however many there are
const MOST_NAMES = 800; // spots that may have their names drawn
const CLUSTER_REACH = 58; // spots as near as this to the busiest one around are one cluster, pixels

// What rows share on the map: a spot, a mark on it, an area, a line. It is made once, and counted by the rows that come and go.
class Shared {
  size = 0; // how many of its rows are shown
  exact = 0; // and how many of these stand for a spot, not for the area around it
  constructor(model, list, at, x, y) {
    this.all = [at]; // the numbers of the rows that were ever part of it
    // Objects of one shape are read faster.
    this.known = this.about = this.text = this.kinds = this.kind = this.spot = this.geometry = this.line = this.label = this.layer = this.here = null;
    this.part = this.count = this.wide = this.bend = this.extent = this.amount = this.arrow = 0;
    this.model = model;
    this.x = x;
    this.y = y;
    model.items[list].push(this);
    model.isSorted = false;
  }
  // Takes in a row.
  join(at) {
    if (this.all.at(-1) !== at) this.all.push(at);
  }
  // Nothing is shown.
  clear() {
    this.size = this.exact = this.count = this.wide = 0;
    this.known = this.about = this.text = null;
  }
  // Counts a row that comes or goes.
  turn(at, step) {
    const { rowSize, rowCoarse } = this.model;
    this.size += step;
    if (!rowCoarse[at]) this.exact += step;
    this.known = this.about = this.text = null;
    if (!this.spot) return;
    const radius = markRadius(this.kind, rowSize[at]);
    if (step > 0 && (this.wide || this.size === 1)) this.wide = max(this.wide, radius);
    else if (radius === this.wide) this.wide = 0; // to be looked for
  }
  // Those that are shown, in the order of the layers.
  get rows() {
    return (this.known ??= this.all.filter((at) => this.model.isShown[at]).sort((a, b) => a - b));
  }
  // How large a mark is: as its largest row.
  get reach() {
    const { rowSize } = this.model;
    return (this.wide ||= this.rows.reduce((most, at) => max(most, markRadius(this.kind, rowSize[at])), 0));
  }
  // The marks of a spot, the most severe first.
  get marks() {
    return (this.about ??= this.kinds.filter(({ size }) => size));
  }
}

// What is shown, arranged.
function arrange(model) {
  const { items, rowSize } = model;
  const sizeOf = ({ all }) => rowSize[all[0]];
  if (!model.isSorted) {
    items.areas.sort((a, b) => b.extent - a.extent);
    for (const list of [items.bubbles, items.places]) list.sort((a, b) => sizeOf(b) - sizeOf(a));
    model.isSorted = true;
  }
  const scene = { model, clusters: new Map(), ranks: null };
  for (const list in items) scene[list] = items[list].filter(({ size }) => size);
  scene.places = scene.places.filter(({ here }) => !here.some(({ size }) => size));
  scene.busiest = byWeight(scene.spots, ({ count }) => count);
  scene.leastNamed = scene.busiest[MOST_NAMES]?.count ?? 0;
  return scene;
}

// What a row is part of. Its mark on a spot, if it has one, is noted too.
function partsOf(model, at) {
  const { geometries, rowGeometry } = model;
  const geometry = geometries[rowGeometry[at]];
  if (!geometry) return [];
  const { rings, lines, spots, label } = geometry;
  const { key } = layerOf(model, at);
  const parts = lines.map((line, part) => bundle(model, line, at, part));
  if (rings.length) parts.push((geometry.area ??= makeArea(model, geometry, at)));
  const [x, y] = spots.length ? spots : label || [];
  const make = (list) => new Shared(model, list, at, x, y);
  if (key === DISPLACEMENT && x >= 0) parts.push(make("bubbles"));
  else if (key === PLACES && spots.length) {
    const place = make(PLACES);
    place.here = spotsHere(model, x, y);
    parts.push(place);
  } else if (spots.length) parts.push((model.marks[at] = makeMark(model, geometry, at, make)));
  for (const part of parts) part.join(at);
  return parts;
}

// The mark of a row's kind on a spot.
function makeMark(model, geometry, at, make) {
  const kind = kindOf(model, at);
  let { spot } = geometry;
  if (!spot) {
    spot = geometry.spot = make("spots");
    spot.kinds = [];
    spotsHere(model, spot.x, spot.y).push(spot);
  }
  spot.join(at);
  if (!spot.kinds[kind.order]) {
    const mark = (spot.kinds[kind.order] = make("marks"));
    mark.kind = kind;
    mark.spot = spot;
  }
  return spot.kinds[kind.order];
}

// The spots at a position, shown or not.
function spotsHere({ spotsAt }, x, y) {
  const key = spotKey(x, y);
  if (!spotsAt.has(key)) spotsAt.set(key, []);
  return spotsAt.get(key);
}

// One number for a position; positions of different places differ by far more than the rounding.
function spotKey(x, y) {
  return round(x * 2 ** 25) * 2 ** 26 + round(y * 2 ** 25);
}

// How many cards some rows belong to.
function countCards({ rowCard }, rows) {
  return rows.length < 2 ? rows.length : new Set(rows.map((at) => rowCard[at])).size;
}

function makeArea(model, geometry, at) {
  const { box } = geometry;
  return assign(new Shared(model, "areas", at), { geometry, extent: (box[2] - box[0]) * (box[3] - box[1]) });
}

// What an area shows now: a region, or events of some kinds.
function aboutArea(area) {
  const { model, rows } = area;
  const isRegion = (at) => layerOf(model, at).key === REGIONS;
  const events = rows.filter((at) => !isRegion(at));
  const kinds = [...new Set(events.map((at) => kindOf(model, at)))].sort((a, b) => a.order - b.order);
  return (area.about ??= { regions: rows.filter(isRegion), events, kinds });
}

function markRadius({ key }, size) {
  if (key === "material_conflict") return 5 + 0.006 * min(1000, size);
  return key === "verbal_conflict" ? 5 + 0.003 * min(1000, size) : 6;
}

// Equal lines become one with a count; a label of its own, such as an amount, keeps a line apart.
function bundle(model, line, at, part) {
  const { bundles, rowArrow, rowKind, rowLabel, rowSize, strings } = model;
  const key = ((line.number * MANY + rowLabel[at]) * 32 + rowKind[at]) * 4 + rowArrow[at];
  if (!bundles.has(key)) {
    const { key: layer } = layerOf(model, at);
    const look = { kind: kindOf(model, at), arrow: rowArrow[at], label: strings[rowLabel[at]] };
    const amount = layer === ECONOMY ? rowSize[at] / 100 : 0;
    bundles.set(key, assign(new Shared(model, "lines", at), { line, part, layer, amount, ...look }));
  }
  return bundles.get(key);
}

// The heaviest first, and equal ones in their order: sorted as plain numbers, which hold the weight and the place.
function byWeight(items, weigh) {
  const weight = new Float32Array(1);
  const bits = new Ints(weight.buffer);
  const keys = new Floats(items.length);
  for (let index = 0; index < keys.length; index++) {
    weight[0] = weigh(items[index]);
    keys[index] = index - bits[0] * MANY;
  }
  keys.sort();
  return many(keys.length, (rank) => items[keys[rank] - floor(keys[rank] / MANY) * MANY]);
}

// The weightiest of each layer first, in turn, so that amounts of money do not push all ties between states aside.
function* linesInTurn(scene) {
  const layers = new Map();
  for (const item of scene.ranks ? [] : scene.lines) group(layers, item.layer, item);
  scene.ranks ??= Array.from(layers.values(), (some) => byWeight(some, ({ size, amount }) => size + amount));
  const longest = max(0, ...scene.ranks.map(({ length }) => length));
  for (let rank = 0; rank < longest; rank++) for (const some of scene.ranks) if (rank < some.length) yield some[rank];
}

// A bundle of many lines is a little wider than one of a few.
function lineWidth({ kind, amount, size }) {
  if (amount > 0) return max(1.5, min(8, 1.5 + (log10(amount) - 6) * 0.85));
  return min(6, kind.width + 0.6 * log2(size));
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
function clustersAt({ spots, busiest, clusters }, zoom) {
  const step = floor(2 * zoom) / 2;
  if (!clusters.has(step)) {
    const found = spots.length < MANY_SPOTS || zoom >= MARKS_FROM ? null : gather(busiest, CLUSTER_REACH / (256 * 2 ** step));
    const isPiled = found && spots.length > PILE * (found.alone.length + found.clusters.length);
    clusters.set(step, isPiled ? found : { alone: spots, clusters: [] });
  }
  return clusters.get(step);
}

// The busiest spot takes in those around it, then the next: so clusters stand apart, each at a place of its own.
function gather(spots, reach) {
  const cells = new Map(); // the last spot of each cell, from which one goes to the one before
  const cellOf = ({ x, y }) => floor(x / reach) * 2 ** 13 + floor(y / reach);
  const before = new Ints(spots.length);
  spots.forEach((spot, index) => {
    const cell = cellOf(spot);
    before[index] = cells.get(cell) ?? -1;
    cells.set(cell, index);
  });
  const taken = new Bytes(spots.length);
  const [alone, clusters] = [[], []];
  for (let index = 0; index < spots.length; index++) {
    if (taken[index]) continue;
    const { x, y } = spots[index];
    const some = [];
    for (let near = 0; near < 9; near++) {
      const cell = cellOf(spots[index]) + ((near % 3) - 1) * 2 ** 13 + floor(near / 3) - 1;
      for (let at = cells.get(cell) ?? -1; at >= 0; at = before[at]) {
        const [east, south] = [spots[at].x - x, spots[at].y - y];
        if (taken[at] || east * east + south * south > reach * reach) continue;
        taken[at] = 1;
        some.push(spots[at]);
      }
    }
    if (some.length === 1) alone.push(spots[index]);
    else clusters.push(makeCluster(spots[index], some));
  }
  return { alone, clusters: clusters.reverse() };
}

function makeCluster({ x, y }, spots) {
  const cluster = { spots, count: 0, x, y, box: emptyBox(), kinds: [], total: 0 };
  for (const { x: left, y: top, count, kinds } of spots) {
    cluster.count += count;
    growBox(cluster.box, left, top, left, top);
    for (const mark of kinds) {
      if (!mark?.size) continue;
      const { kind, size } = mark;
      cluster.kinds[kind.order] ??= { kind, size: 0 };
      cluster.kinds[kind.order].size += size;
      cluster.total += size;
    }
  }
  return cluster;
}
