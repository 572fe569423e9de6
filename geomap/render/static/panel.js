// What stands on the map: title, counts, search, list and card on the left, layers and legend on the right.

const ROOMY = 1100; // from this width on the layer panel is open at first, pixels

function makePanel(className, name) {
  return make("section", className, "", { "aria-label": name });
}

function makeToggle(text, target, isOpen) {
  const button = makeButton("toggle", text, () => setOpen(button, target, target.hidden));
  setOpen(button, target, isOpen);
  return button;
}

function setOpen(button, target, isOpen) {
  target.hidden = !isOpen;
  button.setAttribute("aria-expanded", String(isOpen));
}

// A checkbox in a label, which is still to get its words.
function makeCheck(className, isOn, act = () => {}) {
  const label = make("label", className);
  const box = add(label, "input", "", "", { type: "checkbox" });
  box.checked = isOn;
  on(box, "change", () => act(box.checked));
  return { label, box };
}

// The left panel; view has the callbacks of the map.
function makeSidePanel(model, view) {
  const panel = makePanel("side", "Events");
  const head = add(panel, "header", "head");
  head.append(makeText("h1", "", model.page.title));
  const counts = add(head, "p", "counts", "", { role: "status" });
  const tools = add(head, "div", "tools");
  const search = add(tools, "input", "search", "", { type: "search" });
  search.placeholder = "Place, actor or words";
  nameElement(search, "Search");
  const body = add(panel, "div", "body");
  const list = makeList("list", body, (number) => {
    const card = cardAt(model, number);
    return makeEntry(card, view, () => view.select([card], true));
  });
  const here = makeList("list here", body, (card) => makeEntry(card, view, () => view.turn(card)), { "aria-label": "Events here" });
  body.append(list.element);
  const cards = add(body, "div", "cards");
  const toggle = makeToggle("List", body, view.isWide() && model.page.list);
  tools.append(toggle);
  on(search, "input", () => view.setWords(search.value));
  cards.hidden = true;
  return { panel, head, counts, search, body, list, here, cards, toggle };
}

// When, where and how many, as far as reported; a line too long for the list ends within the name of the place.
function summarize(card, figure) {
  return [card.day ? card.when : "", card.where, card.title.includes(figure) ? "" : figure].filter(Boolean).join(" · ");
}

// How much is shown: events and their places, or what the other layers hold where no layer of events is on.
function fillCounts(side, model, events) {
  const parts = [];
  const shown = model.layers.filter((layer) => layer.shown);
  if (!shown.length || shown.some(({ isEvents }) => isEvents)) {
    parts.push(plural(events, "reported event"));
    if (model.placeCount) parts.push(`at ${plural(model.placeCount, "place")}`, ...displaced(model));
  } else {
    for (const { key, count } of shown) parts.push(plural(count, key.slice(0, -1)));
  }
  side.counts.textContent = parts.join(" · ");
}

// The largest single figure, never a sum: reports repeat and contradict each other.
function displaced(model) {
  const { layers, rowSize, rowLabel, strings } = model;
  const rows = layers.filter(({ key }) => key === DISPLACEMENT).flatMap((layer) => shownRows(model, layer));
  const label = rows.length && strings[rowLabel[rows.reduce((most, at) => (rowSize[most] >= rowSize[at] ? most : at))]];
  return label ? [`${label} displaced`] : [];
}

// The list in step with the map; an empty one says which filter empties it and, where there are events, offers to drop it.
function fillList(side, cards, view, hasEvents) {
  side.list.fill(cards);
  if (cards.length) return;
  const item = add(side.list.element, "li", "empty");
  const words = side.search.value;
  item.append(makeText("p", "", words ? `No shown event has the words “${words}”.` : "No event is shown."));
  if (hasEvents) item.append(makeButton("plain", words ? "Clear the search" : "Show all", view.dropFilter));
}

function makeEntry(card, view, act) {
  const button = makeButton("entry", "", act);
  button.append(kindIcon(card.kind, view.look));
  add(button, "span", "words").append(makeText("span", "title", card.title), makeText("span", "where", summarize(card, view.figure(card))));
  return button;
}

// Pages through the cards at one spot: "2 of 3".
function showCards(side, cards, index, view) {
  const bar = make("div", "bar");
  const turn = (step) => () => view.select(cards, false, (index + step + cards.length) % cards.length);
  bar.append(makeButton("plain back", "‹ All events", () => view.close()));
  if (cards.length > 1) {
    const pager = add(bar, "span", "pager", "", { role: "group", "aria-label": "Events here" });
    pager.append(
      makeButton("step", "‹", turn(-1), { "aria-label": "Previous event here" }),
      make("span", "", `${index + 1} of ${cards.length}`, { "aria-live": "polite" }),
      makeButton("step", "›", turn(1), { "aria-label": "Next event here" }),
    );
  }
  bar.append(makeButton("step close", "×", () => view.close(), { "aria-label": "Close" }));
  side.cards.replaceChildren(bar, view.card(cards[index]));
  if (cards.length > 3) {
    // Many events at one spot are listed too, so that none hides behind the others.
    side.cards.append(make("h3", "heading", `${say(cards.length)} events here`), side.here.element);
  }
  side.list.element.hidden = true;
  side.cards.hidden = false;
  setOpen(side.toggle, side.body, true);
  side.here.fill(cards.length > 3 ? cards : []);
}

function hideCards(side) {
  side.cards.replaceChildren();
  side.cards.hidden = true;
  side.list.element.hidden = false;
  side.list.draw();
}

