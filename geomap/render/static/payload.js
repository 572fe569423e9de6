// Decodes the payload: base64 -> gzip -> JSON -> world coordinates.
// World coordinates are Web Mercator with the whole world from 0 to 1 in x and y, y to the south.

const STEPS = 10000; // coordinate steps per degree in layers
const BASE_STEPS = 100; // and in the base map
const CARD_FIELDS = [
  "id", "layer", "kind", "title", "where", "when", "day", "quote", "marks", "figures", "source", "published",
  "url", "reports", "score", "scoreWord", "note", "reasons",
];
const TEXT_FIELDS = [
  "id", "layer", "title", "where", "when", "quote", "source", "published", "url", "scoreWord", "note",
];

async function readPayload(text) {
  const bytes = Uint8Array.from(atob(text.trim()), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
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

function growBox(box, west, north, east, south) {
  box[0] = Math.min(box[0], west);
  box[1] = Math.min(box[1], north);
  box[2] = Math.max(box[2], east);
  box[3] = Math.max(box[3], south);
}

function decodeGeometry(coded) {
  if (!coded) return null;
  const [points, lines, polygons, label] = coded;
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  const spots = decodePath(points, STEPS);
  const geometry = {
    spots: spots.points,
    lines: lines.map((line) => decodePath(line, STEPS)),
    rings: polygons.flat().map((ring) => decodePath(ring, STEPS)),
    label: label.length ? decodePath(label, STEPS).points : null,
    box,
  };
  // Parts on both sides of the antimeridian are near each other, though their common box is not small.
  geometry.boxes = [spots, ...geometry.lines, ...geometry.rings].map((part) => part.box).filter((one) => one[0] <= one[2]);
  for (const one of geometry.boxes) growBox(box, ...one);
  return geometry;
}

function decodeCard(row, strings, kinds) {
  const card = {};
  CARD_FIELDS.forEach((name, index) => (card[name] = row[index]));
  for (const name of TEXT_FIELDS) card[name] = strings[card[name]];
  card.kind = kinds[card.kind];
  card.isEvent = !card.id.startsWith(`${card.layer}:`);
  card.figures = card.figures.map((index) => strings[index]);
  card.reasons = card.reasons.map(([name, score, why]) => ({ name: strings[name], score, why: strings[why] }));
  card.words = [card.title, card.where, card.when, card.quote, card.source, ...card.figures].join("\n").toLowerCase();
  return card;
}

// The whole payload as the model that the rest of the script works on.
function decodeModel(content) {
  const { strings, page, styles } = content;
  const geometries = content.geometries.map(decodeGeometry);
  const cards = content.cards.map((row) => decodeCard(row, strings, styles.kinds));
  const layers = content.layers.map((table) => {
    const rows = table.card.map((card, index) => ({
      card: cards[card],
      kind: styles.kinds[table.kind[index]],
      geometry: geometries[table.geometry[index]],
      place: strings[table.place[index]],
      label: strings[table.label[index]],
      size: table.size[index],
      arrow: table.arrow[index],
      coarse: table.coarse[index] === 1,
      layer: table.key,
    }));
    return { key: table.key, title: strings[table.title], shown: table.shown, rows };
  });
  for (const layer of layers) {
    for (const row of layer.rows) (row.card.rows ??= []).push(row);
  }
  return { page, styles, cards, layers, basemap: decodeBasemap(content.basemap) };
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
