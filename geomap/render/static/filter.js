// What passes: the page's choice, the reader's words and time, and the layers that are on, for all at once. A new filter
// changes what is counted only by the rows that come and go.

const [DISPLACEMENT, ECONOMY, PLACES, REGIONS] = ["displacement", "economy", "places", "regions"]; // keys of layers
const EVENT_LAYERS = ["conflict", "diplomacy", DISPLACEMENT, ECONOMY];

function makeFilter() {
  return { ids: null, minScore: 0, from: null, to: null, words: "", time: null };
}

// Shows the rows that pass in the layers that are on, and says the numbers of the events in order of time: those that
// pass before the time is chosen, those that pass, and how many of these are no mere figures.
function applyFilter({ model, filter }) {
  const { layers, rowCard, isShown, cardEvent, cardLayers, cardTimed, namesPlaces } = model;
  const { ids, words, minScore, from, to, time } = filter;
  const mask = layers.reduce((mask, { shown, isEvents }, number) => mask | ((shown && isEvents) << number), 0);
  // All but the time is looked at anew only where something else was asked before.
  const asked = [ids, words, minScore, from, to, mask, model.evidence];
  if (asked.some((one, index) => one !== model.asked?.[index])) {
    const worded = findWords(model, words);
    const open = passCards(model, filter, worded);
    const timed = model.order.filter((card) => open[card] && cardTimed[card] && (cardLayers[card] & mask || !cardLayers[card]));
    assign(model, { asked, worded, open, timed });
  }
  const { open, timed, worded } = model;
  const passing = (model.passing = time ? chooseTime(model, open, time) : open);
  const isNarrowed = time || (!namesPlaces && (ids || minScore || from || to));
  const wanted = new Bytes(rowCard.length);
  let [left, changed] = [0, 0];
  for (const { from, to, shown, key, documents, members } of layers) {
    const isNamed = shown && documents && isNarrowed && makeNaming(model);
    const areRegions = shown && key === REGIONS;
    for (let at = from; at < to; at++) {
      let isOn = shown ? passing[rowCard[at]] : 0;
      if (areRegions) isOn = +countRegion(model, at, members, worded);
      else if (isNamed && isOn) isOn = +isNamed(at);
      wanted[at] = isOn;
      left += isOn;
      changed += isOn ^ isShown[at];
    }
  }
  // Where little is left it is counted from the beginning.
  if (changed > left) clearAll(model);
  for (let at = 0; at < wanted.length; at++) if (wanted[at] !== isShown[at]) turn(model, at, wanted[at]);
  const events = new Ints(timed.length);
  let [size, count] = [0, 0];
  for (let at = 0; at < timed.length; at++) {
    const card = timed[at];
    if (!passing[card]) continue;
    events[size++] = card;
    count += cardEvent[card];
  }
  return { timed, events: events.subarray(0, size), count };
}

// A 1 for each card that passes, but for the time chosen on the map.
function passCards({ cards, timeDay, timeDays, cardTime, cardScore, cardEvent, cardTimed, evidence, namesPlaces }, { ids, minScore, from, to }, worded) {
  const open = new Bytes(cards.length);
  const fits = daysBetween(timeDay, timeDays, from, to);
  for (let card = 0; card < open.length; card++) {
    // Names say which events are shown and which figures that belong to none, and where the page around the map has
    // named places, which of these.
    if (!fits[cardTime[card]] || (worded && !worded[card])) continue;
    if (ids && (namesPlaces || cardEvent[card] || cardTimed[card]) && !ids.has(evidence?.ids(card))) continue;
    open[card] = !cardScore[card] || (cardScore[card] - 1) / 100 >= minScore;
  }
  return open;
}

// A 1 for each time that is unknown or touches a range of days.
function daysBetween(timeDay, timeDays, from, to) {
  return Bytes.from(timeDay, (day, at) => !day || (day + timeDays[at] >= (from ?? 0) && day <= (to ?? Infinity)));
}

// Which of the cards that are open pass the time chosen on the map too.
function chooseTime({ timeDay, timeDays, cardTime, cardTimed }, open, time) {
  const passing = new Bytes(open.length);
  const fits = daysBetween(timeDay, timeDays, time.from, time.to);
  for (let card = 0; card < open.length; card++) {
    const at = cardTime[card];
    passing[card] = open[card] & fits[at] & (timeDay[at] > 0 || time.undated || !cardTimed[card]);
  }
  return passing;
}

// Whether a row of places is named by a document of an event that passes.
function makeNaming({ passing, cardEvent, cardDocument, document, documents }) {
  const named = [];
  for (let card = 0; card < passing.length; card++) if (passing[card] && cardEvent[card]) named[cardDocument[card]] = true;
  return (at) => document.subarray(documents[at], documents[at + 1]).some((one) => named[one]);
}

function clearAll(model) {
  const { isShown, placeRows, layers, items } = model;
  for (const numbers of [isShown, placeRows, ...layers.map(({ kinds }) => kinds)]) numbers.fill(0);
  for (const layer of layers) layer.count = 0;
  for (const shared of Object.values(items).flat()) shared.clear();
  model.placeCount = 0;
}

// Shows a row or takes it away, and counts it with its layer, its place and all that it is part of on the map.
function turn(model, at, isOn) {
  const { isShown, marks, placeRows, rowCard, rowKind, rowLayer, rowPlace, rowBefore, lastRow } = model;
  const step = isOn ? 1 : -1;
  const parts = (model.parts[at] ??= partsOf(model, at));
  const spot = marks[at]?.spot;
  const [layer, kind, place] = [layerOf(model, at), rowKind[at], rowPlace[at]];
  // A card counts once, whichever of its rows are shown.
  let [isFirst, isFirstOfKind, isFirstHere] = [true, true, true];
  for (let other = lastRow[rowCard[at]]; other >= 0; other = rowBefore[other]) {
    if (other === at || !isShown[other]) continue;
    if (rowLayer[other] === rowLayer[at]) {
      isFirst = false;
      if (rowKind[other] === kind) isFirstOfKind = false;
    }
    if (spot && marks[other]?.spot === spot) isFirstHere = false;
  }
  isShown[at] = isOn;
  if (isFirst) layer.count += step;
  if (isFirstOfKind) layer.kinds[kind] += step;
  if (layer.isEvents && place && (placeRows[place] += step) === isOn) model.placeCount += step;
  for (const part of parts) part.turn(at, step);
  if (!spot) return;
  spot.turn(at, step);
  if (isFirstHere) spot.count += step;
}

// The first row of a layer that is shown and passes a test of its number; -1 for none.
function findRow({ isShown }, { from, to }, test) {
  for (let at = from; at < to; at++) if (isShown[at] && test(at)) return at;
  return -1;
}

// The rows of a layer that are shown.
function shownRows(model, layer) {
  const found = [];
  findRow(model, layer, (at) => void found.push(at));
  return found;
}

// What is counted in a region now; whether there is anything.
function countRegion(model, at, areKnown, worded) {
  const { passing, cardEvent, rowCard, rowSize, rowBefore, lastRow, member, members } = model;
  const layer = layerOf(model, at);
  const index = at - layer.from;
  let [events, people] = [0, 0];
  if (!areKnown) {
    layer.events[index] = rowSize[at] / 100;
    return !worded || worded[rowCard[at]];
  }
  for (let one = members[at]; one < members[at + 1]; one++) {
    const card = member[one];
    if (!passing[card]) continue;
    events += cardEvent[card];
    for (let row = lastRow[card]; row >= 0; row = rowBefore[row]) {
      if (layerOf(model, row).key === DISPLACEMENT) people = max(people, rowSize[row] / 100);
    }
  }
  layer.events[index] = events;
  layer.people[index] = people;
  return events + people > 0;
}

// The class of a region by what the reader wants counted; -1 for nothing.
function regionClass(layer, at) {
  const { classes, from, measure = "events" } = layer;
  const value = layer[measure][at - from];
  if (!value) return -1;
  const bounds = classes?.[measure] ?? [Infinity];
  return min(bounds.length - 1, bounds.findIndex((bound) => value <= bound) >>> 0);
}

function classOpacity(index, count) {
  return 0.12 + (0.62 * (index + 1)) / count;
}
