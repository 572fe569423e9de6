// The headline numbers, the map and the event list, kept in step in the browser. Comes to the browser with
// the map's data (keeper.js), since neither changes with a filter; mount.js puts it where it is seen.
//
// The map is a whole page of its own in a sandboxed frame (frame.js). The list is read from the same
// payload as the map, so that both say the same. Python sends which of it is shown, as one bit per card.
// Words of documents are set with textContent and nowhere else. STORY_STYLE is story.css.

const PAGE_SIZE = 100;
const PHONE = 768; // below this width the side bar lies over the page, pixels
const SVG = "http://www.w3.org/2000/svg";
const PAYLOAD = /id="geomap-data">([^<]*)</;

const HEDGED = /^((?:[a-z]+ )*)(.*)$/s; // "more than " and "10.7 million"

const LONG_MONTHS = /\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]+(?= |$)/g; // the list has room for short ones

const UNDATED = {
  known: "The text does not say when it happened. This is the day of its publication.",
  unknown: "The text does not say when, or only as “yesterday” or “on Friday”, and its date of publication is unknown.",
};

const NOT_DRAWN = "Its place is known, but none of the map's layers shows this kind of event.";

const CHOSEN = Symbol.for("geomap.chosen");

class Story {
  constructor(box) {
    const root = box.querySelector(".story");
    box.append(element("style", null, STORY_STYLE));
    box.querySelector(".page").classList.add("is-ready");
    this.root = root;
    this.numbers = box.querySelector(".numbers");
    this.list = root.querySelector(".events");
    this.more = root.querySelector(".more");
    this.sort = root.querySelector("select");
    this.nothing = root.querySelector(".nothing");
    this.map = new MapFrame(root.querySelector(".map"), (eventId) => this.choose(eventId, "map"), (bits) => this.follow(bits));
    this.found = null; // the findings: their key, the identifiers of all events, and the card of each
    this.onMap = null; // the events that the map shows after its own search, time and layers; null if not told yet
    this.cards = []; // what the list shows, in its order
    this.shown = 0;
    this.chosen = null;
    this.more.addEventListener("click", () => this.showMore());
    this.sort.addEventListener("change", () => this.fill());
    this.list.addEventListener("keydown", (event) => this.onKey(event));
    this.list.addEventListener("focusin", ({ target }) => target.classList.contains("head") && this.reach(target));
    this.onFindings = () => this.data && this.update(this.data);
    window.addEventListener("geomap:findings", this.onFindings);
  }

  end() {
    window.removeEventListener("geomap:findings", this.onFindings);
    this.map.end();
  }

  // Findings may still be on their way, or being unpacked; then this runs again.
  update(data) {
    this.data = data;
    const dark = isDark(this.root);
    this.root.classList.toggle("dark", dark);
    this.map.setTheme(dark ? "dark" : "light");
    this.setNumbers(data.numbers);
    if (data.texts_key !== this.textsKey) {
      // Other texts are elsewhere on the map; the first ones may come with a view in the address.
      this.map.view = this.textsKey === undefined ? viewInAddress() : null;
      if (this.textsKey !== undefined) writeView(null);
      if (this.textsKey !== undefined && !data.is_waiting) closeBar();
      this.textsKey = data.texts_key;
    }
    if (this.found?.key === data.key) this.show();
    else if (shelf.has(data.key) && this.opening !== data.key) this.open(shelf.get(data.key));
  }

  async open({ key, page, event_ids: eventIds, figure_ids: figureIds, place_ids: placeIds }) {
    this.opening = key;
    const [model, evidence] = await Promise.all(PAYLOAD.exec(page)[1].trim().split(".").slice(0, 2).map(readPart));
    if (this.data.key !== key) return;
    model.evidence = evidence;
    const byId = new Map(many(model.cardKind.length, (index) => new Card(model, index)).map((one) => [one.id, one]));
    const known = new Map();
    const drawn = new Set(model.rowCard); // the cards that some layer shows
    const card = (id) => {
      const base = byId.get(id);
      if (base && !known.has(id)) {
        const { kind, day, score } = base;
        const isHidden = !drawn.has(base.index) && Boolean(model.strings[base.at("Place")]);
        known.set(id, { kind, day, score, isHidden, ...evidenceOf(model, base), id });
      }
      return known.get(id) ?? null;
    };
    this.found = { key, eventIds, card };
    this.onMap = null;
    this.map.load(page, { event_ids: eventIds, figure_ids: figureIds, place_ids: placeIds }, this.chosen);
    this.show();
  }

  // What the findings and the filters together leave.
  show() {
    const { data, found } = this;
    const showing = `${data.key} ${data.visible} ${data.layers} ${JSON.stringify([data.notes, data.ways_out])}`;
    if (showing !== this.showing) {
      this.showing = showing;
      this.events = chosenBy(data.visible, found.eventIds).map(found.card).filter(Boolean);
      this.onMap = null;
      this.map.filter(data.visible, data.layers, data.min_score);
      this.fill();
    }
    if (data.revision !== this.revision) {
      this.revision = data.revision;
      this.choose(data.order, "page");
      if (data.is_sought) this.root.querySelector(".side").scrollIntoView({ block: "nearest", behavior: "smooth" });
    }
  }

  // The list shows what the map shows.
  follow(bits) {
    if (!this.found || this.found.key !== this.data.key) return;
    const ids = new Set(chosenBy(bits, this.found.eventIds));
    const before = this.cards.length;
    this.onMap = ids;
    if (this.events.filter((card) => ids.has(card.id)).length !== before) this.fill();
  }

  setNumbers(numbers) {
    const said = JSON.stringify(numbers);
    if (said === this.saidNumbers) return;
    this.saidNumbers = said;
    const boxes = numbers.map((number) => {
      const box = element("li");
      const button = element("button", "number");
      button.type = "button";
      button.title = number.help;
      const [, hedge, amount] = HEDGED.exec(number.value);
      const value = element("span", "value");
      value.append(element("small", null, hedge), element("span", null, amount));
      button.append(value, element("span", "label", number.label));
      button.append(element("span", "remark", number.note));
      button.addEventListener("click", () => this.showNumber(number));
      box.append(button);
      return box;
    });
    this.numbers.replaceChildren(...boxes);
  }

  showNumber(number) {
    if (number.tab) {
      this.ask({ do: "tab", tab: number.tab });
      bringUp(`.st-key-${number.part}`);
    } else if (number.event_id && this.found?.card(number.event_id)) {
      if (this.chosen === number.event_id) this.unfold(number.event_id);
      this.choose(number.event_id, "number");
    } else {
      this.root.querySelector(".side").scrollTop = 0;
      this.list.querySelector(".head")?.focus();
    }
  }

  fill() {
    const order = {
      text: () => 0,
      date: (one, other) => (one.day || Infinity) - (other.day || Infinity) || 0,
      score: (one, other) => other.score - one.score,
      reports: (one, other) => other.count - one.count,
    }[this.sort.value];
    this.cards = this.events.filter((card) => this.onMap === null || this.onMap.has(card.id)).sort(order);
    this.shown = 0;
    this.list.replaceChildren();
    const count = this.cards.length;
    const all = this.events.length;
    this.sort.parentElement.hidden = all < 2;
    const words = all === 1 ? "1 reported event" : `${all.toLocaleString()} reported events`;
    this.offerWaysOut(all === 0 ? this.data.ways_out : []);
    this.root.querySelector(".count").textContent = count === all ? words : `${count.toLocaleString()} of ${words}`;
    const empty = this.root.querySelector(".empty");
    empty.textContent = all > 0 ? "The map shows none of them: its search, its time or its layers leave them out." : this.data.empty;
    empty.hidden = count > 0;
    this.showMore();
    this.reach(this.list.querySelector(".head"));
    if (this.chosen !== null && !this.cards.some((card) => card.id === this.chosen)) this.choose(null, "filter");
    else if (this.chosen !== null) this.unfold(this.chosen, false);
  }

  // Over the map, which stays where it is: what hides all events, with a button for each filter.
  offerWaysOut(ways) {
    const buttons = ways.map(({ field, words }) => this.makeTool(words, () => this.ask({ do: "drop", field })));
    this.nothing.replaceChildren(element("strong", null, "No event passes the filters."), ...buttons);
    this.nothing.hidden = ways.length === 0;
  }

  showMore(least = 0) {
    const end = Math.min(this.cards.length, Math.max(this.shown + PAGE_SIZE, least));
    this.list.append(...this.cards.slice(this.shown, end).map((card) => this.makeItem(card)));
    this.shown = end;
    const rest = this.cards.length - end;
    this.more.hidden = rest === 0;
    this.more.textContent = `Show more (${rest.toLocaleString()} left)`;
  }

  makeItem(card) {
    const item = element("li");
    item.style.setProperty("--mark-light", card.kind.light[1]);
    item.style.setProperty("--mark-dark", card.kind.dark[1]);
    item.dataset.eventId = card.id;
    const head = element("button", "head");
    head.type = "button";
    head.tabIndex = -1;
    head.setAttribute("aria-expanded", "false");
    const when = card.day || !card.published ? card.when : `published ${card.published}`;
    const meta = element("span", "meta", [card.where, when.replace(LONG_MONTHS, "$1")].filter(Boolean).join(" · "));
    if (!card.day) meta.title = UNDATED[card.published ? "known" : "unknown"];
    const notes = [this.data.notes[card.id], card.isHidden ? "not drawn" : null].filter(Boolean);
    for (const note of notes) meta.append(" ", element("span", "noted", note));
    if (card.isHidden) meta.title = NOT_DRAWN;
    head.append(makeMark(card.kind.mark), element("span", "title", card.title), meta);
    head.addEventListener("click", () => this.choose(this.chosen === card.id ? null : card.id, "list"));
    item.append(head);
    return item;
  }

  choose(eventId, origin) {
    const isKnown = eventId !== null && this.cards.some((card) => card.id === eventId);
    const chosen = isKnown ? eventId : null;
    if (chosen === this.chosen) return;
    this.chosen = chosen;
    window[CHOSEN] = chosen;
    window.dispatchEvent(new CustomEvent("geomap:chosen"));
    this.unfold(chosen, origin !== "list");
    if (chosen !== null && origin === "list") this.showWhole(this.list.querySelector("li.chosen"));
    if (origin !== "map") this.map.select(chosen);
    if (origin !== "page") this.tell(chosen);
  }

  unfold(eventId, mayScroll = true) {
    for (const item of this.list.querySelectorAll("li.chosen")) {
      item.classList.remove("chosen");
      item.querySelector(".head").setAttribute("aria-expanded", "false");
      item.querySelector(".card")?.remove();
    }
    const index = this.cards.findIndex((card) => card.id === eventId);
    if (index < 0) return;
    if (index >= this.shown) this.showMore(index + 1);
    const item = this.list.children[index];
    item.classList.add("chosen");
    const head = item.querySelector(".head");
    head.setAttribute("aria-expanded", "true");
    this.reach(head);
    item.append(this.makeCard(this.cards[index]));
    if (mayScroll) this.scrollTo(item);
  }

  makeCard(card) {
    const box = element("div", "card");
    if (card.note) box.append(element("p", "note", card.note));
    for (let index = 0; index < card.figures.length; index += 2) {
      const figure = element("p", "figures", card.figures[index]);
      if (card.figures[index + 1]) figure.append(element("small", null, card.figures[index + 1]));
      box.append(figure);
    }
    box.append(makeQuote(card), makeSource(card));
    if (card.others.length > 0) box.append(makeOthers(card));
    box.append(element("p", "facts", `certainty ${card.scoreWord} (${card.score.toFixed(2)})`));
    if (card.reasons.length > 0) box.append(makeReasons(card));
    const tools = element("p", "tools");
    tools.append(
      this.makeTool("Read in the article", () => {
        this.ask({ do: "read", event_id: card.id });
        bringUp("[data-testid=stTabs]", 4);
      }),
      this.makeTool("Wrong? Correct it", () => {
        this.ask({ do: "correct", event_id: card.id });
        comeBack(this.list, "li.chosen .tool:last-child");
      }),
    );
    box.append(tools);
    return box;
  }

  makeTool(words, act) {
    const button = element("button", "tool", words);
    button.type = "button";
    button.addEventListener("click", act);
    return button;
  }

  scrollTo(item) {
    const side = this.root.querySelector(".side");
    const head = this.root.querySelector(".bar").offsetHeight;
    side.scrollTop += item.getBoundingClientRect().top - side.getBoundingClientRect().top - head - 8;
  }

  // Scrolls no further than needed, so that what was clicked stays near the pointer.
  showWhole(item) {
    const side = this.root.querySelector(".side");
    const [box, room] = [item.getBoundingClientRect(), side.getBoundingClientRect()];
    const above = box.top - room.top - this.root.querySelector(".bar").offsetHeight;
    const below = box.bottom - room.bottom;
    if (below > 0) side.scrollTop += Math.max(0, Math.min(above, below + 2));
    // On a phone the list itself may reach below the screen.
    item.scrollIntoView({ block: "nearest" });
  }

  // One event of the list can be reached by Tab, the one used last; the arrow keys lead to the others.
  reach(head) {
    for (const other of this.list.querySelectorAll(".head[tabindex='0']")) other.tabIndex = -1;
    if (head) head.tabIndex = 0;
  }

  onKey(event) {
    const item = event.target.closest("li");
    if (!item || !event.target.classList.contains("head")) return;
    const { nextElementSibling: next, previousElementSibling: previous, parentNode: list } = item;
    const goal = { ArrowDown: next, ArrowUp: previous, Home: list.firstChild, End: list.lastChild }[event.key];
    if (goal === undefined) return;
    goal?.querySelector(".head").focus();
    event.preventDefault();
  }
}

// On a phone the side bar lies over the map, on which there is something new to see.
function closeBar() {
  if (window.innerWidth < PHONE) document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();
}

// Those of a list whose bit is set; the first one is the lowest bit of the first byte.
function chosenBy(bits, list) {
  const bytes = atob(bits);
  return list.filter((_, index) => (bytes.charCodeAt(index >> 3) >> (index & 7)) & 1);
}

function makeMark(mark) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  const shapes = {
    circle: ["circle", { cx: 10, cy: 10, r: 7, fill: "var(--mark)" }],
    ring: ["circle", { cx: 10, cy: 10, r: 6, fill: "none", stroke: "var(--mark)", "stroke-width": 3 }],
    diamond: ["path", { d: "M10 2 18 10 10 18 2 10Z", fill: "var(--mark)" }],
    square: ["rect", { x: 3, y: 3, width: 14, height: 14, fill: "var(--mark)" }],
  };
  const [name, attributes] = shapes[mark] ?? shapes.circle;
  const shape = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "fill" || key.startsWith("stroke")) shape.style.setProperty(key, value);
    else shape.setAttribute(key, value);
  }
  svg.append(shape);
  return svg;
}

function element(name, className = null, text = null) {
  const node = document.createElement(name);
  if (className) node.className = className;
  if (text !== null && text !== undefined) node.textContent = text;
  return node;
}

function isDark(node) {
  const probe = element("span");
  probe.style.color = "var(--st-background-color, #fff)";
  node.append(probe);
  const [red, green, blue] = getComputedStyle(probe).color.match(/[\d.]+/g).map(Number);
  probe.remove();
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}
