// What is to be drawn of the rows that pass the filter, grouped once per filter and not per frame:
// areas, bundles of lines, circles of figures, spots with their marks, clusters of spots, places.

const CLUSTER_FROM = 20000; // events at spots from which on near spots are drawn as one, with a count
const MOST_NAMES = 800; // spots that may have their names drawn
const CLUSTER_CELL = 64; // side of the cells that spots are gathered in, pixels

function arrange(rows) {
  const scene = { areas: [], lines: [], spots: [], bubbles: [], places: [], marked: new Set(), clusters: new Map() };
  const [areas, spots, bundles] = [new Map(), new Map(), new Map()];
  for (const row of rows) {
    const { geometry } = row;
    if (!geometry) continue;
    if (geometry.rings.length) group(areas, geometry, row);
    geometry.lines.forEach((line, index) => bundle(bundles, line, row, index));
    if (row.layer === "displacement" && (geometry.spots.length || geometry.label)) {
      const at = geometry.spots.length ? geometry.spots : geometry.label;
      scene.bubbles.push({ row, x: at[0], y: at[1], isArea: !geometry.spots.length });
    } else if (row.layer === "places") {
      if (geometry.spots.length) scene.places.push({ row, x: geometry.spots[0], y: geometry.spots[1] });
    } else if (geometry.spots.length) {
      group(spots, geometry, row);
    }
  }
  scene.spots = [...spots].map(([geometry, some]) => makeSpot(geometry, some));
  for (const { x, y } of scene.spots) scene.marked.add(`${x},${y}`);
  scene.leastNamed = scene.spots.map(({ count }) => count).sort((a, b) => b - a)[MOST_NAMES] ?? 0;
  scene.isCrowded = scene.spots.reduce((sum, spot) => sum + spot.count, 0) > CLUSTER_FROM;
  scene.areas = [...areas].map(([geometry, some]) => makeArea(geometry, some)).sort((a, b) => b.size - a.size);
  scene.bubbles.sort((a, b) => b.row.size - a.row.size);
  scene.places.sort((a, b) => b.row.size - a.row.size);
  scene.lines = [...bundles.values()].sort((a, b) => b.weight - a.weight);
  spread(scene.lines);
  return scene;
}

function group(groups, key, row) {
  const found = groups.get(key);
  if (found) found.push(row);
  else groups.set(key, [row]);
}

function countCards(rows) {
  return rows.length === 1 ? 1 : new Set(rows.map((row) => row.card)).size;
}

const counted = new WeakMap();

// The same for rows that stay together while the map is drawn many times.
function countOnce(rows) {
  if (!counted.has(rows)) counted.set(rows, countCards(rows));
  return counted.get(rows);
}

// One position with its rows; marks stand side by side, one per kind, the most severe first.
function makeSpot(geometry, rows) {
  const kinds = new Map();
  for (const row of rows) group(kinds, row.kind, row);
  const marks = [...kinds].map(([kind, some]) => ({ kind, rows: some, reach: Math.max(...some.slice(0, 999).map(markRadius)) }));
  return {
    rows, marks, x: geometry.spots[0], y: geometry.spots[1],
    count: countCards(rows), isCoarse: rows.every((row) => row.coarse),
  };
}

function makeArea(geometry, rows) {
  const { box } = geometry;
  return {
    geometry,
    regions: rows.filter((row) => row.layer === "regions"),
    events: rows.filter((row) => row.layer !== "regions"),
    size: (box[2] - box[0]) * (box[3] - box[1]),
  };
}

function markRadius(row) {
  if (row.kind.key === "material_conflict") return 5 + 0.6 * Math.min(10, row.size);
  return row.kind.key === "verbal_conflict" ? 5 + 0.3 * Math.min(10, row.size) : 6;
}

// Equal lines become one with a count; a label of its own, such as an amount, keeps a line apart.
function bundle(bundles, line, row, part) {
  const { points } = line;
  const key = `${points[0]},${points[1]},${points.at(-2)},${points.at(-1)},${row.kind.key},${row.arrow},${row.label}`;
  const found = bundles.get(key);
  if (found) {
    found.rows.push(row);
    found.weight += 1;
  } else {
    bundles.set(key, { line, part, row, rows: [row], weight: 1 + (row.layer === "economy" ? row.size : 0) });
  }
}

// A bundle of many lines is a little wider than one of a few.
function lineWidth({ row, rows }) {
  if (row.layer === "economy" && row.size > 0) return Math.max(1.5, Math.min(8, 1.5 + (Math.log10(row.size) - 6) * 0.85));
  return Math.min(8, row.kind.width + 0.8 * Math.log2(rows.length));
}

// Lines between the same two ends bow apart: each gets a bend of so many pixels at its middle.
function spread(lines) {
  const pairs = new Map();
  for (const item of lines) {
    const { points } = item.line;
    const ends = [points.slice(0, 2).join(), points.slice(-2).join()];
    item.turned = ends[0] > ends[1];
    group(pairs, ends.sort().join(), item);
  }
  for (const pair of pairs.values()) {
    pair.forEach((item, index) => {
      item.bend = (index - (pair.length - 1) / 2) * 14 * (item.turned ? -1 : 1);
    });
  }
}

// Near spots as one cluster each, for a whole zoom step, wherever the map is moved to.
function clustersAt(scene, zoom) {
  const step = Math.floor(zoom);
  if (!scene.clusters.has(step)) scene.clusters.set(step, gather(scene.spots, (256 * 2 ** step) / CLUSTER_CELL));
  return scene.clusters.get(step);
}

function gather(spots, cells) {
  const found = new Map();
  for (const spot of spots) group(found, Math.floor(spot.x * cells) + Math.floor(spot.y * cells) * 2 ** 26, spot);
  const alone = [];
  const clusters = [];
  for (const some of found.values()) {
    if (some.length === 1) alone.push(some[0]);
    else clusters.push(makeCluster(some));
  }
  return { alone, clusters: clusters.sort((a, b) => a.count - b.count) };
}

function makeCluster(spots) {
  const cluster = { spots, count: 0, x: 0, y: 0, box: [Infinity, Infinity, -Infinity, -Infinity], kinds: new Map() };
  for (const { x, y, count, marks } of spots) {
    cluster.count += count;
    cluster.x += x * count;
    cluster.y += y * count;
    growBox(cluster.box, x, y, x, y);
    for (const { kind, rows } of marks) cluster.kinds.set(kind, (cluster.kinds.get(kind) ?? 0) + rows.length);
  }
  cluster.x /= cluster.count;
  cluster.y /= cluster.count;
  cluster.total = [...cluster.kinds.values()].reduce((sum, count) => sum + count, 0);
  return cluster;
}
