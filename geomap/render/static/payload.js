// Decodes the payload: base64 -> gzip -> JSON -> world coordinates.
// World coordinates are Web Mercator with the whole world from 0 to 1 in x and y, y to the south.

const STEPS = 10000; // coordinate steps per degree in layers
const AREA_STEPS = 1000; // in polygons
const BASE_STEPS = 100; // and in the base map
const NO_POINTS = new Float64Array(0);

// The parts of a payload, each decoded on its own: what the map draws, then the evidence behind it.
function readPayload(text) {
  return text.trim().split(".").map(readPart);
}

async function readPart(text) {
  const stream = new Blob([decodeBase64(text)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

function decodeBase64(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const signs = atob(text);
  const bytes = new Uint8Array(signs.length);
  for (let index = 0; index < signs.length; index++) bytes[index] = signs.charCodeAt(index);
  return bytes;
}

function worldX(longitude) {
  return (longitude + 180) / 360;
}

function worldY(latitude) {
  const sine = Math.sin((Math.max(-85.05, Math.min(85.05, latitude)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

// A flat delta-coded list (longitude, latitude) as world coordinates with its box.
function decodePath(flat, steps) {
  const points = new Float64Array(flat.length);
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  let x = 0;
  let y = 0;
  for (let index = 0; index < flat.length; index += 2) {
    x += flat[index];
    y += flat[index + 1];
    const east = worldX(x / steps);
    const south = worldY(y / steps);
    points[index] = east;
    points[index + 1] = south;
    growBox(box, east, south, east, south);
  }
  return { points, box };
}

// The great circle between two positions, which travels as its two ends.
function decodeArc([x, y, east, north]) {
  const flat = [x, y];
  const toRadians = Math.PI / 180 / STEPS;
  const vector = (x, y) => {
    const [lam, phi] = [x * toRadians, y * toRadians];
    return [Math.cos(phi) * Math.cos(lam), Math.cos(phi) * Math.sin(lam), Math.sin(phi)];
  };
  const [start, end] = [vector(x, y), vector(x + east, y + north)];
  const angle = Math.acos(Math.max(-1, Math.min(1, start.reduce((sum, part, axis) => sum + part * end[axis], 0))));
  const count = Math.max(1, Math.ceil((angle * 180) / Math.PI / 2));
  let last = [x, y];
  for (let step = 1; step <= count; step++) {
    const [near, far] = [Math.sin((1 - step / count) * angle), Math.sin((step / count) * angle)];
    const [a, b, c] = start.map((part, axis) => near * part + far * end[axis]);
    const phi = Math.atan2(c, Math.hypot(a, b)) / toRadians;
    const lam = Math.atan2(b, a) / toRadians;
    // Only the end itself may lie at the antimeridian, on the side that it says.
    const next = step === count ? [x + east, y + north] : [lam + 360 * STEPS * Math.round((last[0] - lam) / 360 / STEPS), phi];
    flat.push(next[0] - last[0], next[1] - last[1]);
    last = next;
  }
  return decodePath(flat, STEPS);
}

function growBox(box, west, north, east, south) {
  if (west < box[0]) box[0] = west;
  if (north < box[1]) box[1] = north;
  if (east > box[2]) box[2] = east;
  if (south > box[3]) box[3] = south;
}

function decodeGeometry(coded) {
  if (!coded) return null;
  // Most are single points, and they travel without the lists around them.
  if (typeof coded[0] === "number") {
    const { points, box } = decodePath(coded, STEPS);
    return { spots: points, lines: [], rings: [], label: null, box, boxes: [box] };
  }
  const [points, lines, polygons, label] = coded;
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  const spots = decodePath(points, STEPS);
  const geometry = {
    spots: spots.points,
    lines: lines.map((line) => (line.length === 4 ? decodeArc(line) : decodePath(line, STEPS))),
    rings: polygons.flat().map((ring) => decodePath(ring, AREA_STEPS)),
    label: label.length ? decodePath(label, STEPS).points : null,
    box,
  };
  // Parts on both sides of the antimeridian are near each other, though their common box is not small.
  geometry.boxes = [spots, ...geometry.lines, ...geometry.rings].map((part) => part.box).filter((one) => one[0] <= one[2]);
  for (const one of geometry.boxes) growBox(box, ...one);
  return geometry;
}

// The columns of a table as one object per row; named text columns hold numbers of strings.
function decodeTable(columns, strings, texts) {
  const names = Object.keys(columns);
  const rows = [];
  for (let index = 0; index < columns[names[0]].length; index++) {
    const row = {};
    for (const name of names) row[name] = columns[name][index];
    for (const name of texts) row[name] = strings[row[name]];
    rows.push(row);
  }
  return rows;
}

// The running sums of a delta-coded list.
function sumUp(deltas) {
  let sum = 0;
  return deltas.map((delta) => (sum += delta));
}

// What the map draws as the model that the rest of the script works on.
function decodeModel(content) {
  const { strings, page, styles } = content;
  const geometries = content.geometries.map(decodeGeometry);
  styles.kinds.forEach((kind, index) => (kind.order = index));
  const cards = decodeTable(content.cards, strings, ["title", "where", "when"]);
  cards.forEach((card, index) => {
    card.index = index;
    card.kind = styles.kinds[card.kind];
    card.rows = [];
    card.layers = 0; // one bit per layer
  });
  const layers = content.layers.map(({ key, title, shown, classes, documents, members, columns }, number) => {
    const rows = decodeTable({ ...columns, card: sumUp(columns.card) }, strings, ["place", "label"]);
    rows.forEach((row, index) => {
      row.card = cards[row.card];
      row.kind = styles.kinds[row.kind];
      row.geometry = geometries[row.geometry];
      row.layer = key;
      if (documents) row.documents = sumUp(documents[index]);
      if (members) row.members = sumUp(members[index]).map((number) => cards[number]);
      row.card.rows.push(row);
      row.card.layers |= 1 << number;
    });
    return { key, title: strings[title], shown, classes, rows, total: new Set(rows.map((row) => row.card)).size };
  });
  const others = layers.reduce((bits, { key }, number) => bits | ((key === "places" || key === "regions") << number), 0);
  for (const card of cards) card.isTimed = !(card.layers & others);
  // Once in order of time, so that no list need be sorted again; what has no date comes last.
  const order = [...cards].sort((a, b) => (a.day || Infinity) - (b.day || Infinity) || a.index - b.index);
  return { page, styles, cards, order, layers, byId: new Map(), basemap: decodeBasemap(content.basemap) };
}

// Gives the cards what they say; texts are looked up when a card is opened or searched.
function addEvidence(model, content) {
  const { columns } = content;
  model.evidence = content;
  model.cards.forEach((card, index) => {
    card.id = columns.id[index];
    model.byId.set(card.id, card);
  });
}

const EVIDENCE_TEXTS = ["source", "published", "scoreWord", "note"];

function evidenceOf({ evidence: { strings, columns } }, { index }) {
  const found = {};
  for (const name of Object.keys(columns)) found[name] = columns[name][index];
  for (const name of EVIDENCE_TEXTS) found[name] = strings[found[name]];
  found.figures = found.figures.map((number) => strings[number]);
  found.others = found.others.map((numbers) => numbers.map((number) => strings[number]));
  const numbers = found.reasons;
  found.reasons = [];
  for (let at = 0; at < numbers.length; at += 3) {
    found.reasons.push({ name: strings[numbers[at]], score: numbers[at + 1] / 100, why: strings[numbers[at + 2]] });
  }
  return found;
}

// The first figure of a card in words; "" where there is none, or no evidence yet.
function figureOf({ index }, { evidence }) {
  const number = evidence?.columns.figures[index][0];
  return number ? evidence.strings[number] : "";
}

// The cards that have all words somewhere: each distinct text is searched once, not once per card.
function findWords(model, words) {
  const { evidence, cards } = model;
  const [quote, source, figures] = ["quote", "source", "figures"].map((name) => evidence?.columns[name]);
  const lists = words.toLowerCase().split(/\s+/).filter(Boolean).map((word) => {
    const has = (text) => text.toLowerCase().includes(word);
    const hits = evidence ? Uint8Array.from(evidence.strings, has) : null;
    const seen = new Map();
    const check = (text) => {
      if (!seen.has(text)) seen.set(text, has(text));
      return seen.get(text);
    };
    return ({ index, title, where, when }) =>
      check(title) || check(where) || check(when) ||
      (hits && (has(quote[index]) || hits[source[index]] || figures[index].some((number) => hits[number])));
  });
  return lists.length ? new Set(cards.filter((card) => lists.every((matches) => matches(card)))) : null;
}

function decodeBasemap(basemap) {
  if (!basemap) return null;
  const path = (flat) => decodePath(flat, BASE_STEPS);
  const borders = {};
  for (const [name, lines] of Object.entries(basemap.borders)) borders[name] = lines.map(path);
  return {
    land: basemap.land.flat().map(path),
    borders,
    disputed: basemap.disputed.map((area) => ({
      rings: (area.rings ?? []).map(path),
      lines: (area.lines ?? []).map(path),
    })),
    labels: basemap.labels.map(([name, code, longitude, latitude, rank]) => ({
      name, code, rank, x: worldX(longitude), y: worldY(latitude),
    })),
  };
}
