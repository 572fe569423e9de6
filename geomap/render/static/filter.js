// What passes: the page's choice, the reader's words and time, and the layers that are on, for all at once.

const EVENT_LAYERS = ["conflict", "diplomacy", "displacement", "economy"];

function makeFilter() {
  return { ids: null, minScore: 0, from: null, to: null, words: "", time: null };
}

// What is shown now: for each layer that is on what passes in it, in how many places, the events in order of time, and
// the numbers of those that pass before the time is chosen. It notes in model.states how far each card comes (1: all but
// the time chosen on the map, 2: that too), and in model.isShown which rows are shown.
function applyFilter({ model, filter }) {
  const { cards, layers, strings, rowCard, cardTimed, cardLayers } = model;
  const worded = findWords(model, filter.words);
  const states = (model.states = passCards(model, filter, worded));
  const { ids, isWhole, minScore, from, to, time } = filter;
  const isNarrowed = (ids && !isWhole) || minScore || (from ?? to ?? time) !== null;
  const passes = (at) => states[rowCard[at]] === 2;
  const testOf = ({ key, documents, members }) => {
    if (key === "regions") return (at) => countRegion(model, at, members, worded);
    if (!documents || !isNarrowed) return passes;
    const isNamed = makeNaming(model);
    return (at) => passes(at) && isNamed(at);
  };
  model.isShown = new Bytes(rowCard.length);
  const places = new Bytes(strings.length);
  const passed = new Map();
  let mask = 0;
  layers.forEach((layer, number) => {
    if (!layer.shown) return;
    const isEvents = EVENT_LAYERS.includes(layer.key);
    passed.set(layer.key, passRows(model, layer, testOf(layer), isEvents ? places : new Bytes()));
    if (isEvents) mask |= 1 << number;
  });
  places[0] = 0; // of no name
  const timed = model.order.filter((card) => states[card] && cardTimed[card] && (cardLayers[card] & mask || !cardLayers[card]));
  const events = [];
  for (const card of timed) if (states[card] === 2) events.push(cards[card]);
  return { passed, timed, events, places: places.reduce((sum, one) => sum + one, 0) };
}

// Whether a row before this one, of the same card, is shown and like it.
function isRepeated({ rowBefore, isShown }, at, isAlike) {
  for (let before = rowBefore[at]; before >= 0; before = rowBefore[before]) if (isShown[before] && isAlike(before)) return true;
  return false;
}

function passCards({ cards, timeDay, timeDays, cardTime, cardScore, cardEvent, cardTimed }, { ids, minScore, from, to, time }, worded) {
  const states = new Bytes(cards.length);
  const [fits, chosen] = [[from, to], [time?.from, time?.to]].map(([first, last]) =>
    Bytes.from(timeDay, (day, at) => !day || (day + timeDays[at] >= (first ?? 0) && day <= (last ?? Infinity))),
  );
  for (let card = 0; card < states.length; card++) {
    const at = cardTime[card];
    // Names say which events are shown and which figures that belong to none; places follow the other criteria.
    if (!fits[at] || (worded && !worded[card])) continue;
    if (ids && (cardEvent[card] || cardTimed[card]) && !ids.has(cards[card].id)) continue;
    if (cardScore[card] && (cardScore[card] - 1) / 100 < minScore) continue;
    states[card] = chosen[at] && (timeDay[at] || !time || time.undated || !cardTimed[card]) ? 2 : 1;
  }
  return states;
}

// Whether a row of places is named by a document of an event that passes.
function makeNaming({ states, cardEvent, cardDocument, document, documents }) {
  const named = [];
  for (let card = 0; card < states.length; card++) if (states[card] === 2 && cardEvent[card]) named[cardDocument[card]] = true;
  return (at) => document.subarray(documents[at], documents[at + 1]).some((one) => named[one]);
}

// The rows of a layer that pass, and how many cards they are of, in all and of each kind. Their places are noted.
function passRows(model, { from, size }, test, places) {
  const { rows, rowPlace, rowKind, isShown } = model;
  const passed = { rows: [], count: 0, kinds: model.styles.kinds.map((kind) => ({ kind, count: 0 })) };
  for (let at = from; at < from + size; at++) {
    if (!test(at)) continue;
    isShown[at] = 1;
    passed.rows.push(rows[at]);
    places[rowPlace[at]] = 1;
    const isAlike = (before) => before >= from && rowKind[before] === rowKind[at];
    if (!isRepeated(model, at, (before) => before >= from)) passed.count += 1;
    if (!isRepeated(model, at, isAlike)) passed.kinds[rowKind[at]].count += 1;
  }
  return passed;
}

// What is counted in a region now; whether there is anything.
function countRegion({ rows, states, cards, cardEvent, rowCard, member, members }, at, areKnown, worded) {
  const row = rows[at];
  if (!areKnown) {
    row.events = row.size;
    return !worded || worded[rowCard[at]];
  }
  row.events = row.people = 0;
  for (const card of member.subarray(members[at], members[at + 1])) {
    if (states[card] !== 2) continue;
    row.events += cardEvent[card];
    for (const { layer, size } of cards[card].rows) if (layer === "displacement") row.people = max(row.people, size);
  }
  return row.events + row.people > 0;
}

// The class of a region by what the reader wants counted; -1 for nothing.
function regionClass({ classes, measure = "events" }, row) {
  const value = row[measure] ?? 0;
  if (!value) return -1;
  const bounds = classes?.[measure] ?? [Infinity];
  return min(bounds.length - 1, bounds.findIndex((bound) => value <= bound) >>> 0);
}

function classOpacity(index, count) {
  return 0.12 + (0.62 * (index + 1)) / count;
}
