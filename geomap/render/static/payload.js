// Decodes the payload: base64 -> gzip -> columns -> cards and rows. See geomap/render/packing.py.

// One part of a payload.
async function readPart(text) {
  if (!text) return null;
  const gzip = new DecompressionStream("gzip");
  const writer = gzip.writable.getWriter();
  const packed = decodeBase64(text);
  const failure = writer.write(packed).then(() => writer.close());
  failure.catch(() => {}); // whoever reads is told
  const bytes = new Bytes(new DataView(packed.buffer).getUint32(packed.length - 4, true)); // gzip ends with the size
  const reader = gzip.readable.getReader();
  for (let at = 0, read; !(read = await reader.read()).done; at += read.value.length) bytes.set(read.value, at);
  return unpack(bytes);
}

function decodeBase64(text) {
  return Bytes.fromBase64?.(text) ?? Bytes.from(atob(text), (sign) => sign.charCodeAt());
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
// run, and their column is a function that cuts one out by its number, and finds those that have a word.
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
      return assign((number) => whole.slice(starts[number], starts[number + 1]), { find: makeFinder(whole, starts) });
    });
  }
  return part;
}

// Planes of bytes, the lowest byte of each number first, as numbers. What was done to them is undone: 2 doubled
// them to hold a sign, 1 took differences; for 4 they are sizes of runs, and it is asked where each begins.
function readNumbers(planes, count, width, how) {
  const numbers = width > 3 ? new Floats(count) : new Ints(count);
  if (width) numbers.set(planes.subarray(0, count));
  for (let plane = 1; plane < width; plane++) addPlane(numbers, planes.subarray(plane * count), 256 ** plane);
  if (how & 2) for (let at = 0; at < count; at++) numbers[at] = numbers[at] % 2 ? -(1 + numbers[at]) / 2 : numbers[at] / 2;
  if (!(how & 5)) return numbers;
  const sums = new numbers.constructor(count + 1);
  for (let at = 0; at < count; at++) sums[at + 1] = sums[at] + numbers[at];
  return how & 4 ? sums : sums.subarray(1);
}

function addPlane(numbers, plane, unit) {
  for (let at = 0; at < numbers.length; at++) numbers[at] += unit * plane[at];
}

// Signs for comparing; as many as before, so that places in a text stay the same.
function fold(text) {
  return text.replaceAll("\u0130", "i").toLowerCase();
}

// Where each of some texts begins when they are joined, and where the last one ends.
function startsOf(texts) {
  const starts = new Ints(texts.length + 1);
  for (let at = 0; at < texts.length; at++) starts[at + 1] = starts[at] + `${texts[at]}`.length;
  return starts;
}

// Finds the texts of one run that have a word: a function that answers a 1 for each of them.
function makeFinder(whole, starts) {
  let folded;
  return (word) => {
    folded ??= fold(whole);
    const hits = new Bytes(starts.length);
    for (let at = folded.indexOf(word), text = 0; at >= 0; at = folded.indexOf(word, at)) {
      while (starts[text + 1] <= at) text += 1;
      hits[text] = at + word.length <= starts[text + 1];
      at = hits[text] ? starts[text + 1] : at + 1;
    }
    return hits;
  };
}

// One event, or one row about something else. Its words, and all else, are read from the columns when asked for.
class Card {
  constructor(model, index) {
    this.model = model;
    this.index = index;
  }
  at(name) {
    return this.model[`card${name}`][this.index];
  }
  // A pattern of ours with its gaps filled by names from outside.
  fill(pattern, ...names) {
    const { patterns, strings } = this.model;
    return patterns[this.at(pattern)].reduce((text, part, gap) => text + strings[this.at(names[gap - 1])] + part);
  }
  get kind() {
    return this.model.styles.kinds[this.at("Kind")];
  }
  get day() {
    return this.model.timeDay[this.at("Time")];
  }
  get score() {
    const score = this.at("Score");
    return score ? (score - 1) / 100 : null;
  }
  get isTimed() {
    return this.model.cardTimed[this.index];
  }
  // Their numbers.
  get rows() {
    const { rowBefore, lastRow } = this.model;
    const found = [];
    for (let at = lastRow[this.index]; at >= 0; at = rowBefore[at]) found.unshift(at);
    return found;
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
  model.cards = new Array(model.cardKind.length); // made when asked for; see cardAt
  decodeLayers(model);
  model.order = orderByDay(model);
  return model;
}

function cardAt(model, number) {
  return (model.cards[number] ??= new Card(model, number));
}

// The cards of rows, each once.
function cardsOf(model, rows) {
  return Array.from(new Set(rows.map((at) => model.rowCard[at])), (card) => cardAt(model, card));
}

// The numbers of all cards in order of time, so that no list need be sorted again; what has no date comes last.
function orderByDay({ timeDay, cardTime }) {
  const keys = Floats.from(cardTime, (time, card) => (timeDay[time] || MANY) * MANY + card).sort();
  return Ints.from(keys, (key) => key % MANY);
}

// The rows of all layers, which follow each other in columns, and for each card its last row and its layers; from each row
// on one goes to the row before it of the same card.
function decodeLayers(model) {
  const { layers, strings, styles, cardPlace, rowCard, rowPlace, rowGeometry } = model;
  const [lastRow, cardLayers] = [new Ints(cardPlace.length).fill(-1), new Ints(cardPlace.length)];
  const [rowBefore, rowLayer] = [new Ints(rowCard.length), new Bytes(rowCard.length)];
  const firstOfPlace = [];
  let [at, following, timed] = [0, 1, 0];
  layers.forEach((layer, number) => {
    const isEvents = EVENT_LAYERS.includes(layer.key);
    // With how many cards are shown, in all and of each kind, and what is counted in regions.
    assign(layer, { from: at, to: at + layer.size, isEvents, count: 0, kinds: new Ints(styles.kinds.length), events: [], people: [] });
    timed |= isEvents << number;
    for (; at < layer.to; at++) {
      const card = rowCard[at];
      const place = rowPlace[at] ? rowPlace[at] - 1 : cardPlace[card];
      rowPlace[at] = place;
      // A geometry is the first that its place had, or how far it lies behind the next new one.
      const geometry = rowGeometry[at] ? following + 1 - rowGeometry[at] : firstOfPlace[place];
      rowGeometry[at] = geometry;
      following += geometry === following;
      firstOfPlace[place] ??= geometry;
      rowLayer[at] = number;
      rowBefore[at] = lastRow[card];
      lastRow[card] = at;
      cardLayers[card] |= 1 << number;
    }
  });
  assign(model, {
    rowLayer, rowBefore, lastRow, cardLayers, geometries: decodeGeometries(model),
    cardTimed: cardLayers.map((mask) => !mask || mask & timed),
    isShown: new Bytes(at), placeRows: new Ints(strings.length), placeCount: 0, // what is shown now; see turn
    finders: new Map(), // of texts that were searched
    parts: new Array(at), marks: new Array(at), bundles: new Map(), spotsAt: new Map(), // see scene.js
    items: { areas: [], lines: [], spots: [], marks: [], bubbles: [], places: [] },
  });
}

// A row's layer and kind, by its number.
function layerOf({ layers, rowLayer }, at) {
  return layers[rowLayer[at]];
}

function kindOf({ styles, rowKind }, at) {
  return styles.kinds[rowKind[at]];
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

// A 1 for each card that has all words somewhere; null where no word is looked for. Each distinct text is searched once.
function findWords(model, words) {
  let found = null;
  for (const word of fold(words).split(/\s+/).filter(Boolean)) {
    const hits = findWord(model, word);
    found = found?.map((hit, card) => hit & hits[card]) ?? hits;
  }
  return found;
}

function findWord(model, word) {
  const { patterns, strings, times, evidence: said, within, whereabouts, rowCard, rowGeometry } = model;
  const hits = new Bytes(model.cards.length);
  const having = (texts) => {
    if (!model.finders.has(texts)) model.finders.set(texts, makeFinder(texts.join(""), startsOf(texts)));
    return model.finders.get(texts)(word);
  };
  const mark = (found, column) => {
    for (let card = 0; card < hits.length; card++) hits[card] |= found[column[card]];
  };
  const [ours, names] = [having(patterns), having(strings)];
  for (const name of ["Title", "Where"]) mark(ours, model[`card${name}`]);
  for (const name of ["First", "Second", "Sides", "Place"]) mark(names, model[`card${name}`]);
  mark(having(times), model.cardTime);
  // The region and the country of a place.
  for (let at = 0; at < rowCard.length; at++) {
    const lies = 2 * within[rowGeometry[at]];
    hits[rowCard[at]] |= names[whereabouts[lies]] | names[whereabouts[lies + 1]];
  }
  if (!said) return hits;
  const others = having(said.strings);
  mark(said.quotes.find(word), said.quote);
  for (let card = 0; card < hits.length; card++) {
    hits[card] |= others[said.sources[2 * said.source[card]]];
    for (let at = 2 * said.figures[card]; at < 2 * said.figures[card + 1]; at++) hits[card] |= others[said.figure[at]];
  }
  return hits;
}
