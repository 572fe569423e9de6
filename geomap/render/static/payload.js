// Decodes the payload: base64 -> gzip -> columns -> world coordinates. See geomap/render/packing.py.
// World coordinates are Web Mercator with the whole world from 0 to 1 in x and y, y to the south.

const STEPS = 10000; // coordinate steps per degree in layers
const BASE_STEPS = 100; // and in the base map

// One part of a payload.
async function readPart(text) {
  if (!text) return null;
  const stream = new Blob([decodeBase64(text)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return unpack(new Uint8Array(await new Response(stream).arrayBuffer()));
}

function decodeBase64(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const signs = atob(text);
  const bytes = new Uint8Array(signs.length);
  for (let index = 0; index < signs.length; index++) bytes[index] = signs.charCodeAt(index);
  return bytes;
}

function toText(bytes) {
  return new TextDecoder("utf8", { ignoreBOM: true }).decode(bytes);
}

// A property that is made when it is first asked for.
function late(target, name, make) {
  let value;
  Object.defineProperty(target, name, { get: () => (value ??= make()) });
}

function many(length, make) {
  return Array.from({ length }, make);
}

// A part: its head, with each column under its name, decoded when it is first asked for. Many texts stand in one
// run, and their column is a function that cuts one out by its number.
function unpack(bytes) {
  let at = bytes.indexOf(10);
  const part = JSON.parse(toText(bytes.subarray(0, at++)));
  for (const [name, count, width, how] of part.columns) {
    const planes = bytes.subarray(at, (at += count * width));
    late(part, name, () => {
      if (how < 8) return readNumbers(planes, count, width, how);
      const starts = part[`${name}Length`];
      if (!starts) return planes;
      const whole = toText(planes);
      return (number) => whole.slice(starts[number], starts[number + 1]);
    });
  }
  return part;
}

// Planes of bytes, the lowest byte of each number first, as numbers. What was done to them is undone: 2 doubled
// them to hold a sign, 1 took differences; for 4 they are sizes of runs, and it is asked where each begins.
function readNumbers(planes, count, width, how) {
  let numbers = width > 3 ? new Float64Array(count) : new Int32Array(count);
  for (let at = 0, unit = 1; at < planes.length; unit *= 256) {
    for (let index = 0; index < count; index++) numbers[index] += unit * planes[at++];
  }
  if (how & 2) numbers = numbers.map((number) => (number % 2 ? -1 - number : number) / 2);
  if (how & 4) return Int32Array.from([0, ...sumUp(numbers)]);
  return how & 1 ? sumUp(numbers) : numbers;
}

function sumUp(numbers) {
  let sum = 0;
  return numbers.map((number) => (sum += number));
}

function worldX(longitude) {
  return (longitude + 180) / 360;
}

function worldY(latitude) {
  const sine = Math.sin((Math.max(-85.05, Math.min(85.05, latitude)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

// Positions in degrees, one after another, as world coordinates with their box.
function makePath(degrees) {
  const points = Float64Array.from(degrees);
  const box = emptyBox();
  for (let index = 0; index < points.length; index += 2) {
    const east = (points[index] = worldX(points[index]));
    const south = (points[index + 1] = worldY(points[index + 1]));
    growBox(box, east, south, east, south);
  }
  return { points, box };
}

// Reads the paths of a part one after another; rings travel without their last point.
function pathReader(part, name) {
  const [sizes, x, y] = ["Size", "X", "Y"].map((column) => part[name + column]);
  let [path, at] = [0, 0];
  return (steps, isRing) => {
    const degrees = [];
    for (const end = at + sizes[path++]; at < end; at++) degrees.push(x[at] / steps, y[at] / steps);
    return makePath(isRing ? [...degrees, degrees[0], degrees[1]] : degrees);
  };
}

// The great circle between two positions in degrees, which travels as its two ends.
function makeArc(start, end) {
  const toRadians = Math.PI / 180;
  const [from, to] = [start, end].map((position) => {
    const [lam, phi] = position.map((degrees) => degrees * toRadians);
    return [Math.cos(phi) * Math.cos(lam), Math.cos(phi) * Math.sin(lam), Math.sin(phi)];
  });
  const angle = Math.acos(Math.max(-1, Math.min(1, from[0] * to[0] + from[1] * to[1] + from[2] * to[2])));
  const count = Math.ceil(angle / toRadians / 2);
  const degrees = [...start];
  let last = start[0];
  for (let step = 1; step < count; step++) {
    const [near, far] = [Math.sin((1 - step / count) * angle), Math.sin((step / count) * angle)];
    const [a, b, c] = from.map((part, axis) => near * part + far * to[axis]);
    const longitude = Math.atan2(b, a) / toRadians;
    last = longitude + 360 * Math.round((last - longitude) / 360);
    degrees.push(last, Math.atan2(c, Math.hypot(a, b)) / toRadians);
  }
  // Only the end itself may lie at the antimeridian, on the side that it says.
  return makePath([...degrees, ...end]);
}

function emptyBox() {
  return [Infinity, Infinity, -Infinity, -Infinity];
}

function growBox(box, west, north, east, south) {
  if (west < box[0]) box[0] = west;
  if (north < box[1]) box[1] = north;
  if (east > box[2]) box[2] = east;
  if (south > box[3]) box[3] = south;
}

// All geometries by their numbers, of which 0 is none; geomap/render/encoding.py says how they travel.
function decodeGeometries(part) {
  const { x, y, at, points, lines, rings, grid, lineSize } = part;
  const [readPath, readRing] = [pathReader(part, "path"), pathReader(part, "ring")];
  let [next, following, line] = [0, 0, 0];
  const position = () => {
    const number = following - at[next++];
    if (number === following) following += 1;
    return [x[number] / STEPS, y[number] / STEPS];
  };
  const known = new Map();
  // Many events share their great circle.
  const arc = (start, end) => {
    const key = `${start},${end}`;
    if (!known.has(key)) known.set(key, makeArc(start, end));
    return known.get(key);
  };
  const geometries = [null];
  points.forEach((count, index) => {
    const spots = makePath(many(count, position).flat());
    const arcs = many(lines[index], () => (lineSize[line++] === 2 ? arc(position(), position()) : readPath(STEPS)));
    const outlines = many(rings[index], () => readRing(2 ** grid[index], true));
    const label = grid[index] ? makePath(position()).points : null;
    // Parts on both sides of the antimeridian are near each other, though their common box is not small.
    const boxes = [spots, ...arcs, ...outlines].map((shape) => shape.box).filter((one) => one[0] <= one[2]);
    const box = emptyBox();
    for (const one of boxes) growBox(box, ...one);
    geometries.push({ spots: spots.points, lines: arcs, rings: outlines, label, box, boxes });
  });
  return geometries;
}

// One event, or one row about something else; its words are put together when they are asked for.
class Card {
  constructor(model, index) {
    this.model = model;
    this.index = index;
    const time = this.at("Time");
    const score = this.at("Score");
    this.kind = model.styles.kinds[this.at("Kind")];
    this.day = model.timeDay[time];
    this.days = model.timeDays[time];
    this.score = score ? (score - 1) / 1000 : null;
    this.document = this.at("Document");
    this.isEvent = this.at("Event");
    this.isTimed = true;
    this.rows = [];
    this.layers = 0; // one bit per layer
  }
  at(name) {
    return this.model[`card${name}`][this.index];
  }
  // A pattern of ours with its gaps filled by names from outside.
  fill(pattern, ...names) {
    const { patterns, strings } = this.model;
    return patterns[this.at(pattern)].reduce((text, part, gap) => text + strings[this.at(names[gap - 1])] + part);
  }
  get id() {
    return this.model.evidence?.ids(this.index);
  }
  get title() {
    return this.fill("Title", "First", "Second");
  }
  get where() {
    return this.fill("Where", "Place");
  }
  get when() {
    return this.model.times[this.at("Time")];
  }
}

// Makes of what the map draws the model that the rest of the script works on.
function decodeModel(model, basemap) {
  model.styles.kinds.forEach((kind, index) => (kind.order = index));
  model.basemap = basemap && decodeBasemap(basemap);
  model.cards = many(model.cardKind.length, (_, index) => new Card(model, index));
  model.layers = decodeLayers(model);
  // Once in order of time, so that no list need be sorted again; what has no date comes last.
  const days = new Map();
  for (const card of model.cards) group(days, card.day || Infinity, card);
  model.order = [...days].sort(([a], [b]) => a - b).flatMap(([, cards]) => cards);
  return model;
}

// The layers with their rows, which follow each other in one table.
function decodeLayers(model) {
  const { cards, strings, styles, rowCard, rowPlace, rowGeometry, rowKind, rowLabel, rowSize, rowArrow, rowCoarse } = model;
  const geometries = decodeGeometries(model);
  const firstOfPlace = new Map();
  let [at, following] = [0, 1];
  const listOf = (flat, starts) => flat.subarray(starts[at], starts[at + 1]);
  return model.layers.map(({ key, title, shown, classes, size, members, documents }, number) => {
    const rows = many(size, () => {
      const card = cards[rowCard[at]];
      const place = rowPlace[at] ? rowPlace[at] - 1 : card.at("Place");
      // A geometry is the first that its place had, or how far it lies behind the next new one.
      const geometry = rowGeometry[at] ? following + 1 - rowGeometry[at] : firstOfPlace.get(place);
      if (geometry === following) following += 1;
      if (!firstOfPlace.has(place)) firstOfPlace.set(place, geometry);
      const row = {
        card, place: strings[place], geometry: geometries[geometry], kind: styles.kinds[rowKind[at]],
        label: strings[rowLabel[at]], size: rowSize[at] / 100, arrow: rowArrow[at], coarse: rowCoarse[at], layer: key,
      };
      if (documents) row.documents = listOf(model.document, model.documents);
      if (members) row.members = Array.from(listOf(model.member, model.members), (one) => cards[one]);
      card.rows.push(row);
      card.layers |= 1 << number;
      card.isTimed = EVENT_LAYERS.includes(key);
      at += 1;
      return row;
    });
    return { key, title, shown, classes, rows, total: new Set(rows.map((row) => row.card)).size };
  });
}

// What a card says when it is opened.
function evidenceOf({ evidence: said }, card) {
  const { title, where, when, index, score } = card;
  const { strings } = said;
  const run = (name, starts, width, at = index) => [...said[name].subarray(width * starts[at], width * starts[at + 1])];
  const source = said.source[index];
  const reasons = run("reason", said.reasonSize, 3, said.reasons[index]);
  return {
    title, where, when,
    quote: said.quotes(said.quote[index]),
    marks: run("mark", said.marks, 3),
    figures: run("figure", said.figures, 2).map((number) => strings[number]),
    source: strings[said.sources[2 * source]],
    published: strings[said.sources[2 * source + 1]],
    url: said.sourceUrl(source),
    count: said.count[index],
    others: said.others[index] ?? [],
    scoreWord: said.scores.find(([least]) => score >= least)?.[1],
    note: strings[said.note[index]],
    reasons: reasons.flatMap((name, at) => (at % 3 ? [] : { name: strings[name], score: reasons[at + 1] / 100, why: strings[reasons[at + 2]] })),
  };
}

// The first figure of a card in words; "" where there is none, or no evidence yet.
function figureOf(card, model) {
  return (model.evidence && evidenceOf(model, card).figures[0]) || "";
}

// The cards that have all words somewhere: each distinct text is searched once, not once per card.
function findWords({ cards, evidence, strings, patterns, times }, words) {
  const tests = words.toLowerCase().split(/\s+/).filter(Boolean).map((word) => {
    const has = (text) => `${text}`.toLowerCase().includes(word);
    const [names, ours, days] = [strings, patterns, times].map((texts) => texts.map(has));
    const columns = [[ours, "Title"], [names, "First"], [names, "Second"], [ours, "Where"], [names, "Place"], [days, "Time"]];
    const isSaid = evidence ? saidTest(evidence, has) : () => false;
    return (card) => columns.some(([hits, name]) => hits[card.at(name)]) || isSaid(card);
  });
  return tests.length ? new Set(cards.filter((card) => tests.every((test) => test(card)))) : null;
}

// Whether the evidence of a card has a word: in the quote, the source or a figure.
function saidTest({ strings, quote, quotes, source, sources, figure, figures }, has) {
  const hits = strings.map(has);
  const quoted = [];
  return ({ index }) =>
    (quoted[quote[index]] ??= has(quotes(quote[index]))) || hits[sources[2 * source[index]]] ||
    figure.subarray(2 * figures[index], 2 * figures[index + 1]).some((number) => hits[number]);
}

function decodeBasemap(part) {
  const read = pathReader(part, "path");
  const paths = (count) => many(count, () => read(BASE_STEPS));
  return {
    land: paths(part.land),
    borders: Object.fromEntries(part.borders.map(([view, count]) => [view, paths(count)])),
    disputed: part.disputed.map(([rings, lines]) => ({ rings: paths(rings), lines: paths(lines) })),
    labels: part.labels.map(([name, , longitude, latitude, rank]) => ({ name, rank, x: worldX(longitude), y: worldY(latitude) })),
  };
}
