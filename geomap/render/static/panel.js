// What stands on the map: title, counts, search, list and card on the left, layers and legend on the right.

const ROOMY = 1100; // from this width on the layer panel is open at first, pixels
const LIST_STEP = 200; // entries added to the list at a time

function makeToggle(text, target, isOpen) {
  const button = makeButton("gm-toggle", text, () => setOpen(button, target, target.hidden));
  setOpen(button, target, isOpen);
  return button;
}

function setOpen(button, target, isOpen) {
  target.hidden = !isOpen;
  button.setAttribute("aria-expanded", String(isOpen));
}

// The left panel; view has the callbacks of the map.
function makeSidePanel(model, view) {
  const panel = make("section", "gm-side", "", { "aria-label": "Events" });
  const head = make("header", "gm-head");
  const counts = make("p", "gm-counts", "", { role: "status" });
  const search = make("input", "gm-search", "", {
    type: "search", placeholder: "Search place, actor, words", "aria-label": "Search place, actor, words",
  });
  const body = make("div", "gm-body");
  const list = make("ul", "gm-list");
  const cards = make("div", "gm-cards");
  body.append(list, cards);
  const tools = make("div", "gm-tools");
  const toggle = makeToggle("List", body, view.isWide() && model.page.list);
  tools.append(search, toggle);
  head.append(makeText("h1", "", model.page.title), counts, tools);
  panel.append(head, body);
  search.addEventListener("input", () => view.setWords(search.value));
  cards.hidden = true;
  return { panel, counts, search, body, list, cards, toggle };
}

// Where, when and how many, as far as reported.
function summarize(card) {
  const figure = card.title.includes(card.figures[0]) ? "" : card.figures[0];
  return [card.where, card.day ? card.when : "", figure].filter(Boolean).join(" · ");
}

function fillCounts(side, cards, people) {
  const places = new Set(cards.flatMap((card) => card.rows ?? []).map((row) => row.place).filter(Boolean));
  const parts = [plural(cards.length, "reported event"), plural(places.size, "place")];
  side.counts.textContent = [...parts, ...people].join(" · ");
}

function plural(count, word) {
  return `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;
}

// The list in step with the map; an empty one says which filter empties it and offers to drop it.
function fillList(side, cards, view, from = 0) {
  if (!from) side.list.replaceChildren();
  if (!cards.length) {
    const item = make("li", "gm-empty");
    const words = side.search.value;
    item.append(makeText("p", "", words ? `No shown event has the words “${words}”.` : "No layer with events is shown."));
    item.append(makeButton("gm-plain", words ? "Clear the search" : "Show all layers", view.dropFilter));
    side.list.append(item);
    return;
  }
  for (const card of cards.slice(from, from + LIST_STEP)) {
    const item = make("li");
    const button = makeButton("gm-entry", "", () => view.select([card], true));
    const words = make("span", "gm-words");
    words.append(makeText("span", "gm-title", card.title), makeText("span", "gm-where", summarize(card)));
    button.append(kindIcon(card.kind, view.look), words);
    view.entries.set(card, button);
    item.append(button);
    side.list.append(item);
  }
  const rest = cards.length - from - LIST_STEP;
  if (rest <= 0) return;
  const more = make("li");
  more.append(makeButton("gm-plain", `Show ${Math.min(rest, LIST_STEP)} more`, () => {
    more.remove();
    fillList(side, cards, view, from + LIST_STEP);
  }));
  side.list.append(more);
}

// Pages through the cards at one spot: "2 of 3".
function showCards(side, cards, index, view) {
  const bar = make("div", "gm-bar");
  const turn = (step) => () => view.select(cards, false, (index + step + cards.length) % cards.length);
  bar.append(makeButton("gm-plain gm-back", "‹ All events", () => view.close()));
  if (cards.length > 1) {
    const pager = make("span", "gm-pager", "", { role: "group", "aria-label": "Events here" });
    pager.append(
      makeButton("gm-step", "‹", turn(-1), { "aria-label": "Previous event here" }),
      make("span", "", `${index + 1} of ${cards.length}`, { "aria-live": "polite" }),
      makeButton("gm-step", "›", turn(1), { "aria-label": "Next event here" }),
    );
    bar.append(pager);
  }
  bar.append(makeButton("gm-step gm-close", "×", () => view.close(), { "aria-label": "Close" }));
  side.cards.replaceChildren(bar, view.card(cards[index]));
  side.list.hidden = true;
  side.cards.hidden = false;
  setOpen(side.toggle, side.body, true);
}

function hideCards(side) {
  side.cards.replaceChildren();
  side.cards.hidden = true;
  side.list.hidden = false;
}

// The right panel: one checkbox per layer with its count, and under it what its marks mean.
function makeLayerPanel(model, view) {
  const panel = make("section", "gm-layers", "", { "aria-label": "Layers and legend" });
  const body = make("div", "gm-body");
  const toggle = makeToggle("Layers", body, view.width() >= ROOMY);
  panel.append(toggle, body);
  const boxes = new Map();
  for (const layer of model.layers) {
    const label = make("label", "gm-layer");
    const box = make("input", "", "", { type: "checkbox" });
    box.checked = layer.shown;
    box.addEventListener("change", () => view.showLayer(layer.key, box.checked));
    const count = make("span", "gm-count");
    label.append(box, makeText("span", "", layer.title), count);
    const legend = make("ul", "gm-legend");
    body.append(label, legend);
    boxes.set(layer.key, { box, count, legend });
  }
  const note = make("p", "gm-areas");
  body.append(note);
  return { panel, body, boxes, note, toggle };
}

function fillLayerPanel(panel, model, rowsByLayer, look) {
  for (const layer of model.layers) {
    const { box, count, legend } = panel.boxes.get(layer.key);
    const rows = rowsByLayer.get(layer.key) ?? [];
    const all = new Set(layer.rows.map((row) => row.card)).size;
    box.checked = layer.shown;
    count.textContent = (layer.shown ? new Set(rows.map((row) => row.card)).size : all).toLocaleString("en");
    legend.replaceChildren(...(layer.shown ? legendEntries(layer, rows, look) : []));
  }
  const shown = [...rowsByLayer.values()].flat();
  const area = shown.find((row) => !["places", "regions"].includes(row.layer) && (row.geometry?.rings.length || row.coarse));
  panel.note.replaceChildren();
  const explain = (icon, text) => {
    const line = make("span", "gm-area");
    line.append(icon, make("span", "", text));
    panel.note.append(line);
  };
  if (area) explain(hatchIcon(look.colors(area.kind)[1], area.kind.hatch), "Hatched: somewhere in this area");
  if (model.basemap?.disputed.length) explain(hatchIcon(look.palette.disputed, 1), "Gray hatch: disputed area");
}

function legendEntries(layer, rows, look) {
  const entry = (icon, text) => {
    const item = make("li");
    item.append(icon, make("span", "", text));
    return item;
  };
  if (layer.key === "regions") {
    return REGION_CLASSES.flatMap((least, index) => {
      if (!rows.some((row) => regionClass(row.size) === index)) return [];
      const next = REGION_CLASSES[index + 1];
      const range = next === undefined ? `${least} or more` : next === least + 1 ? `${least}` : `${least}–${next - 1}`;
      return [entry(regionIcon(rows[0].kind, least, look), `${range} event${range === "1" ? "" : "s"}`)];
    });
  }
  const kinds = new Map();
  for (const row of rows) group(kinds, row.kind, row);
  const entries = [...kinds].map(([kind, some]) => {
    const count = new Set(some.map((row) => row.card)).size;
    return entry(kindIcon(kind, look), `${kind.label}${kinds.size > 1 ? ` (${count})` : ""}`);
  });
  const dashed = rows.find((row) => row.geometry?.lines.length && row.kind.dashed);
  if (dashed) entries.push(entry(lineIcon(dashed.kind, look), "Dashed line: words of conflict"));
  if (layer.key === "economy" && rows.some((row) => row.size)) entries.push(make("li", "gm-hint", "The wider the line, the larger the amount"));
  if (layer.key === "displacement" && rows.length) entries.push(make("li", "gm-hint", "The area of the circle is the figure"));
  return entries;
}
