// The layers and their legend: only what is shown, with how many of it.

// The right panel: one checkbox per layer with its count, and under it what its marks mean.
function makeLayerPanel(model, view) {
  const panel = makePanel("layers", "Layers and legend");
  const body = make("div", "body");
  const toggle = makeToggle("Legend", body, view.width() >= ROOMY);
  panel.append(toggle, body);
  const boxes = new Map();
  for (const layer of model.layers) {
    const { label, box } = makeCheck("layer", layer.shown, (isOn) => view.showLayer(layer.key, isOn));
    label.hidden = !layer.size;
    label.append(makeText("span", "", layer.title));
    body.append(label);
    boxes.set(layer.key, { box, count: add(label, "span", "count"), legend: add(body, "ul", "legend") });
  }
  const note = add(body, "p", "areas");
  return { panel, body, boxes, note, toggle, refresh: view.refresh };
}

function fillLayerPanel(panel, model, look, lines) {
  const { geometries, rowCoarse, rowGeometry } = model;
  let area = -1;
  for (const layer of model.layers) {
    const { box, count, legend } = panel.boxes.get(layer.key);
    box.checked = layer.shown;
    count.textContent = say(layer.shown ? layer.count : layer.total);
    legend.replaceChildren(...(layer.shown ? legendEntries(model, layer, look, panel.refresh) : []));
    if (area >= 0 || !layer.isEvents) continue;
    area = findRow(model, layer, (at) => {
      const geometry = geometries[rowGeometry[at]];
      return geometry?.rings.length || (rowCoarse[at] && geometry?.spots.length);
    });
  }
  panel.note.replaceChildren();
  const explain = (icon, text) => panel.note.append(entry(icon, text, "span", "area"));
  const kind = area >= 0 && kindOf(model, area);
  if (kind) explain(hatchIcon(look.colors(kind)[1], kind.hatch), "Hatched: somewhere in this area");
  if (model.basemap?.disputed.length) explain(hatchIcon(look.palette.disputed, 1), "Gray hatch: disputed area");
  if (lines > FULL_LINES) add(panel.note, "span", "area hint", "Go nearer to see more lines");
}

function entry(icon, text, tag = "li", className = "") {
  const item = make(tag, className);
  item.append(icon, make("span", "", text));
  return item;
}

function legendEntries(model, layer, look, refresh) {
  if (layer.key === REGIONS) return regionEntries(model, layer, look, refresh);
  const shown = model.styles.kinds.filter(({ order }) => layer.kinds[order]);
  const entries = shown.map((kind) => {
    const item = entry(kindIcon(kind, look), kind.label);
    if (shown.length > 1) add(item, "span", "count", say(layer.kinds[kind.order]));
    return item;
  });
  const hint = (text) => entries.push(make("li", "hint", text));
  const { geometries, rowArrow, rowGeometry, rowSize } = model;
  const findLine = (test) => findRow(model, layer, (at) => test(at) && geometries[rowGeometry[at]]?.lines.length);
  const dashed = findLine((at) => kindOf(model, at).dashed);
  if (dashed >= 0) entries.push(entry(lineIcon(kindOf(model, dashed), look), "Dashed line: words of conflict"));
  if (findLine((at) => rowArrow[at] === 2) >= 0) hint("Two arrowheads: both sides act");
  if (layer.key === ECONOMY && findRow(model, layer, (at) => rowSize[at]) >= 0) hint("Wider line, larger amount");
  if (layer.key === DISPLACEMENT && shown.length) hint("The circle's area is the figure");
  return entries;
}

// The classes of the choropleth that are there, each with how many regions are in it, and what is counted.
function regionEntries(model, layer, look, refresh) {
  const rows = shownRows(model, layer);
  const measure = layer.measure ?? "events";
  const bounds = layer.classes?.[measure] ?? [];
  const entries = bounds.flatMap((bound, index) => {
    const count = rows.filter((at) => regionClass(layer, at) === index).length;
    if (!count) return [];
    const least = index ? bounds[index - 1] + 1 : 1;
    const range = least >= bound ? say(bound) : `${say(least)}–${say(bound)}`;
    const icon = regionIcon(kindOf(model, rows[0]), classOpacity(index, bounds.length), look);
    const item = entry(icon, `${range} ${bound < 2 ? "event" : measure}`);
    add(item, "span", "count", say(count));
    return [item];
  });
  if (!layer.classes?.people?.length) return entries;
  const item = make("li");
  const choice = add(item, "select", "plain", "", { "aria-label": "What the regions show" });
  for (const [value, text] of [["events", "Events reported"], ["people", "People displaced, largest figure"]]) {
    add(choice, "option", "", text, { value });
  }
  choice.value = measure;
  on(choice, "change", () => {
    layer.measure = choice.value;
    refresh();
  });
  return [item, ...entries];
}
