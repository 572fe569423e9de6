// What passes: the page's choice, the reader's words and time, and the layers that are on, for all at once.

const EVENT_LAYERS = ["conflict", "diplomacy", "displacement", "economy"];

function makeFilter() {
  return { ids: null, minScore: 0, from: null, to: null, words: "", time: null };
}

function isInTime({ day, days }, from, to) {
  return (from === null || day + days >= from) && (to === null || day <= to);
}

// What is shown now: { rows by layer, events in order of time, dated events before the time is chosen }.
function applyFilter({ model, filter }) {
  const { ids, minScore, from, to, time } = filter;
  const worded = findWords(model, filter.words);
  const isNarrowed = ids !== null || minScore > 0 || from !== null || to !== null || time !== null;
  const states = new Uint8Array(model.cards.length); // 1: all but the time chosen on the map, 2: that too
  const documents = new Set();
  model.cards.forEach((card, index) => {
    // Names say which events are shown and which figures that belong to none; places follow the other criteria.
    if (ids && (card.isEvent || card.isTimed) && !ids.has(card.id)) return;
    if (card.score !== null && card.score < minScore) return;
    if (card.day && !isInTime(card, from, to)) return;
    if (worded && !worded.has(card)) return;
    const passes = !time || (card.day ? isInTime(card, time.from, time.to) : time.undated || !card.isTimed);
    states[index] = passes ? 2 : 1;
    if (passes && card.isEvent) documents.add(card.document);
  });
  const isOn = (card) => states[card.index] === 2;
  const isNamed = (row) => !isNarrowed || !row.documents || row.documents.some((one) => documents.has(one));
  const tests = { places: (row) => isOn(row.card) && isNamed(row), regions: (row) => countRegion(row, isOn, worded) };
  const layers = new Map();
  let mask = 0;
  model.layers.forEach((layer, number) => {
    if (!layer.shown) return;
    layers.set(layer.key, layer.rows.filter(tests[layer.key] ?? ((row) => isOn(row.card))));
    if (EVENT_LAYERS.includes(layer.key)) mask |= 1 << number;
  });
  const listed = model.order.filter((card) => states[card.index] && card.isTimed && (card.layers & mask || !card.layers));
  return { layers, timed: listed, events: listed.filter(isOn) };
}

// What is counted in a region now; whether there is anything.
function countRegion(row, isOn, worded) {
  if (!row.members) {
    row.events = row.size;
    return !worded || worded.has(row.card);
  }
  const cards = row.members.filter(isOn);
  const people = cards.flatMap((card) => card.rows).filter(({ layer }) => layer === "displacement");
  row.events = cards.filter((card) => card.isEvent).length;
  row.people = people.reduce((most, { size }) => max(most, size), 0);
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
