// Decodes the payload: base64 -> gzip -> columns -> cards and rows. See geomap/render/packing.py.

// One part of a payload.
async function readPart(text) {
  if (!text) return null;
  const gzip = new DecompressionStream("gzip");
  const writer = gzip.writable.getWriter();
  const failure = writer.write(decodeBase64(text)).then(() => writer.close());
  failure.catch(() => {}); // whoever reads is told
  return unpack(new Uint8Array(await new Response(gzip.readable).arrayBuffer()));
}

function decodeBase64(text) {
  return Uint8Array.fromBase64?.(text) ?? Uint8Array.from(atob(text), (sign) => sign.charCodeAt());
}

function toText(bytes) {
  return new TextDecoder("utf8", { ignoreBOM: true }).decode(bytes);
}

// A property that is made when it is first asked for.
function late(target, name, make) {
  const define = (how) => Object.defineProperty(target, name, { configurable: true, ...how });
  define({ get: () => define({ value: make() })[name] });
}

function many(length, make) {
  const made = [];
  for (let index = 0; index < length; index++) made.push(make(index));
  return made;
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
  const numbers = width > 3 ? new Float64Array(count) : new Int32Array(count);
  for (let plane = 0; plane < width; plane++) addPlane(numbers, planes.subarray(plane * count), 256 ** plane);
  if (how & 2) for (let at = 0; at < count; at++) numbers[at] = numbers[at] % 2 ? -(1 + numbers[at]) / 2 : numbers[at] / 2;
  if (!(how & 5)) return numbers;
  const sums = new numbers.constructor(count + 1);
  for (let at = 0; at < count; at++) sums[at + 1] = sums[at] + numbers[at];
  return how & 4 ? sums : sums.subarray(1);
}

function addPlane(numbers, plane, unit) {
  for (let at = 0; at < numbers.length; at++) numbers[at] += unit * plane[at];
}

// One event, or one row about something else; its words are put together when they are asked for.
class Card {
  constructor(model, index, kind, time, score) {
    this.model = model;
    this.index = index;
    this.kind = kind;
    this.day = model.timeDay[time];
    this.days = model.timeDays[time];
    this.score = score ? (score - 1) / 100 : null;
    this.document = model.cardDocument[index];
    this.isEvent = model.cardEvent[index];
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

function decodeCards(model) {
  const { styles: { kinds }, cardKind, cardTime, cardScore } = model;
  return many(cardKind.length, (index) => new Card(model, index, kinds[cardKind[index]], cardTime[index], cardScore[index]));
}

// Makes of what the map draws the model that the rest of the script works on.
function decodeModel(model, basemap) {
  model.styles.kinds.forEach((kind, index) => (kind.order = index));
  model.basemap = basemap && decodeBasemap(basemap);
  model.cards = decodeCards(model);
  model.layers = decodeLayers(model);
  // Once in order of time, so that no list need be sorted again; what has no date comes last.
  const days = new Map();
  for (const card of model.cards) group(days, card.day || Infinity, card);
  model.order = [...days].sort(([a], [b]) => a - b).flatMap(([, cards]) => cards);
  return model;
}

// The layers with their rows, which follow each other in one table.
function decodeLayers(model) {
  const { cards, strings, styles, rowCard, rowPlace, rowGeometry, rowKind, rowLabel, rowSize, rowArrow, rowCoarse, cardPlace } = model;
  const geometries = decodeGeometries(model);
  const firstOfPlace = new Map();
  let [at, following] = [0, 1];
  const listOf = (flat, starts) => flat.subarray(starts[at], starts[at + 1]);
  return model.layers.map(({ key, title, shown, classes, size, members, documents }, number) => {
    const rows = many(size, () => {
      const card = cards[rowCard[at]];
      const place = rowPlace[at] ? rowPlace[at] - 1 : cardPlace[rowCard[at]];
      // A geometry is the first that its place had, or how far it lies behind the next new one.
      const geometry = rowGeometry[at] ? following + 1 - rowGeometry[at] : firstOfPlace.get(place);
      if (geometry === following) following += 1;
      if (!firstOfPlace.has(place)) firstOfPlace.set(place, geometry);
      const row = {
        card, place: strings[place], geometry: geometries[geometry], kind: styles.kinds[rowKind[at]],
        label: strings[rowLabel[at]], size: rowSize[at] / 100, arrow: rowArrow[at], coarse: rowCoarse[at], layer: key, items: null,
        documents: documents ? listOf(model.document, model.documents) : null,
        members: members ? Array.from(listOf(model.member, model.members), (one) => cards[one]) : null,
      };
      card.rows.push(row);
      card.layers |= 1 << number;
      card.isTimed = EVENT_LAYERS.includes(key);
      at += 1;
      return row;
    });
    return { key, title, shown, classes, rows, total: countCards(rows) };
  });
}

// What a card says when it is opened.
function evidenceOf({ evidence: said }, card) {
  const { title, where, when, index, score } = card;
  const { strings } = said;
  const run = (name, starts, width = 1) => [...said[name].subarray(width * starts[index], width * starts[index + 1])];
  const source = said.source[index];
  const [scores, whys] = [run("reasonScore", said.reasons), run("reasonWhy", said.reasons)];
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
    reasons: run("reasonName", said.reasons).map((name, at) => ({ name: strings[name], score: scores[at] / 100, why: strings[whys[at]] })),
  };
}

// The first figure of a card in words; "" where there is none, or no evidence yet.
function figureOf({ index }, { evidence }) {
  const first = evidence?.figures[index];
  return first < evidence?.figures[index + 1] ? evidence.strings[evidence.figure[2 * first]] : "";
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
