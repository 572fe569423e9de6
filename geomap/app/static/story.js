// The map and the event list, kept in step in the browser.
//
// The map is a whole page of its own in a sandboxed frame: its origin is opaque, so nothing in it can
// reach this page; the two only exchange messages {geomap: ..., ...}. Words of documents are set with
// textContent and nowhere else.

const PAGE_SIZE = 100;
const SVG = "http://www.w3.org/2000/svg";
const SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads";
const SWAP_AFTER_MS = 6000;

const stories = new WeakMap();

export default function (component) {
  const { parentElement, data } = component;
  let story = stories.get(parentElement);
  if (!story || !story.root.isConnected) {
    story?.end();
    story = new Story(parentElement.querySelector(".story"), parentElement.querySelector(".numbers"));
    stories.set(parentElement, story);
  }
  story.tell = (eventId) => component.setStateValue("selected", eventId);
  story.update(data);
  return () => {
    story.end();
    stories.delete(parentElement);
  };
}

class Story {
  constructor(root, numbers) {
    this.root = root;
    this.numbers = numbers;
    this.list = root.querySelector(".events");
    this.more = root.querySelector(".more");
    this.map = new MapFrame(root.querySelector(".map"), (eventId) => this.choose(eventId, "map"));
    this.cards = [];
    this.shown = 0;
    this.chosen = null;
    this.more.addEventListener("click", () => this.showMore());
    this.list.addEventListener("keydown", (event) => this.onKey(event));
  }

  end() {
    this.map.end();
  }

  update(data) {
    if (data.cards_key !== this.cardsKey) {
      this.cardsKey = data.cards_key;
      this.setNumbers(data.numbers);
      this.setCards(data.cards, data.empty);
    }
    const dark = isDark(this.root);
    this.root.classList.toggle("dark", dark);
    this.map.setTheme(dark ? "dark" : "light");
    if (data.revision !== this.revision) {
      this.revision = data.revision;
      this.choose(data.order, "page");
    }
    if (data.texts_key !== this.textsKey) {
      this.textsKey = data.texts_key;
      this.map.view = null; // other texts are elsewhere on the map
    }
    if (data.map_key !== this.mapKey) {
      this.mapKey = data.map_key;
      this.map.load(data.html, data.cards.map((card) => card.event_id), this.chosen);
    }
  }

  setNumbers(numbers) {
    const boxes = numbers.map((number) => {
      const box = element("div");
      box.append(element("dt", null, number.label), element("dd", "value", number.value));
      box.append(element("dd", "remark", number.note));
      return box;
    });
    this.numbers.replaceChildren(...boxes);
  }

  setCards(cards, emptyText) {
    this.cards = cards;
    this.shown = 0;
    this.list.replaceChildren();
    const count = this.root.querySelector(".count");
    count.textContent = cards.length === 1 ? "1 reported event" : `${cards.length.toLocaleString()} reported events`;
    const empty = this.root.querySelector(".empty");
    empty.textContent = emptyText;
    empty.hidden = cards.length > 0;
    this.showMore();
    if (this.chosen !== null) this.unfold(this.chosen);
  }

  showMore(least = 0) {
    const end = Math.min(this.cards.length, Math.max(this.shown + PAGE_SIZE, least));
    const items = this.cards.slice(this.shown, end).map((card) => this.makeItem(card));
    this.list.append(...items);
    this.shown = end;
    const rest = this.cards.length - end;
    this.more.hidden = rest === 0;
    this.more.textContent = `Show more (${rest.toLocaleString()} left)`;
  }

  makeItem(card) {
    const item = element("li");
    item.style.setProperty("--mark-light", card.color[0]);
    item.style.setProperty("--mark-dark", card.color[1]);
    item.dataset.eventId = card.event_id;
    const head = element("button", "head");
    head.type = "button";
    head.setAttribute("aria-expanded", "false");
    head.append(makeMark(card.mark), element("span", "title", card.title));
    head.append(element("span", "meta", [card.where, card.when].filter(Boolean).join(" · ")));
    head.addEventListener("click", () => this.choose(this.chosen === card.event_id ? null : card.event_id, "list"));
    item.append(head);
    return item;
  }

  choose(eventId, origin) {
    const isKnown = eventId !== null && this.cards.some((card) => card.event_id === eventId);
    const chosen = isKnown ? eventId : null;
    if (chosen === this.chosen) return;
    this.chosen = chosen;
    this.unfold(chosen, origin !== "list");
    if (origin !== "map") this.map.select(chosen);
    if (origin !== "page") this.tell(chosen);
  }

  unfold(eventId, mayScroll = true) {
    for (const item of this.list.querySelectorAll("li.chosen")) {
      item.classList.remove("chosen");
      item.querySelector(".head").setAttribute("aria-expanded", "false");
      item.querySelector(".card")?.remove();
    }
    const index = this.cards.findIndex((card) => card.event_id === eventId);
    if (index < 0) return;
    if (index >= this.shown) this.showMore(index + 1);
    const item = this.list.children[index];
    item.classList.add("chosen");
    item.querySelector(".head").setAttribute("aria-expanded", "true");
    item.append(makeCard(this.cards[index]));
    if (mayScroll) this.scrollTo(item);
  }

  scrollTo(item) {
    const side = this.root.querySelector(".side");
    const head = this.root.querySelector(".count").offsetHeight;
    side.scrollTop += item.getBoundingClientRect().top - side.getBoundingClientRect().top - head - 8;
  }

  onKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const item = event.target.closest("li");
    if (!step || !item || !event.target.classList.contains("head")) return;
    const next = step > 0 ? item.nextElementSibling : item.previousElementSibling;
    next?.querySelector(".head").focus();
    event.preventDefault();
  }
}

// The frame that shows the map. A new map is drawn behind the old one and takes its place, and its view,
// once it is ready, so that nothing flickers.
class MapFrame {
  constructor(box, onSelect) {
    this.box = box;
    this.onSelect = onSelect;
    this.view = null;
    this.theme = "light";
    this.onMessage = (event) => this.receive(event);
    window.addEventListener("message", this.onMessage);
  }

  end() {
    window.removeEventListener("message", this.onMessage);
    clearTimeout(this.timer);
  }

  load(html, eventIds, chosen) {
    this.coming?.remove();
    const frame = element("iframe", "coming");
    frame.title = "Map of reported events";
    frame.setAttribute("sandbox", SANDBOX);
    frame.srcdoc = html;
    this.coming = frame;
    this.eventIds = eventIds;
    this.chosen = chosen;
    this.box.setAttribute("aria-busy", "true");
    this.box.append(frame);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.swap(), SWAP_AFTER_MS);
  }

  swap() {
    if (!this.coming) return;
    clearTimeout(this.timer);
    const old = this.frame;
    this.frame = this.coming;
    this.coming = null;
    this.send({ geomap: "list", event_ids: this.eventIds });
    this.send({ geomap: "theme", theme: this.theme });
    if (this.view) this.send({ geomap: "view", ...this.view });
    if (this.chosen !== null) this.send({ geomap: "select", event_id: this.chosen });
    this.frame.classList.remove("coming");
    old?.remove();
    this.box.querySelector(".waiting")?.remove();
    this.box.setAttribute("aria-busy", "false");
  }

  receive(event) {
    const message = event.data;
    if (message === null || typeof message !== "object" || typeof message.geomap !== "string") return;
    if (event.source === this.coming?.contentWindow && message.geomap === "ready") this.swap();
    if (event.source !== this.frame?.contentWindow) return;
    if (message.geomap === "select") this.onSelect(typeof message.event_id === "string" ? message.event_id : null);
    if (message.geomap === "view") {
      const { latitude, longitude, zoom } = message;
      if ([latitude, longitude, zoom].every(Number.isFinite)) this.view = { latitude, longitude, zoom };
    }
  }

  select(eventId) {
    this.chosen = eventId;
    this.send({ geomap: "select", event_id: eventId });
  }

  setTheme(theme) {
    if (theme === this.theme) return;
    this.theme = theme;
    this.send({ geomap: "theme", theme });
  }

  send(message) {
    // The frame's origin is opaque, so no narrower target than "*" exists; the message holds no words.
    this.frame?.contentWindow?.postMessage(message, "*");
  }
}

function makeCard(card) {
  const box = element("div", "card");
  if (card.note) box.append(element("p", "note", card.note));
  for (const words of card.figures) box.append(element("p", "figures", words));
  const quote = element("blockquote");
  for (const piece of card.quote) quote.append(makePiece(piece));
  box.append(quote, makeSource(card));
  if (card.candidates.length > 0) box.append(makeReasons(card));
  return box;
}

function makePiece(piece) {
  const node = element(piece.is_trigger ? "strong" : "span", null, piece.text);
  if (piece.is_place) node.classList.add("place");
  return node;
}

function makeSource(card) {
  const line = element("p", "source", card.source);
  if (/^https?:\/\//i.test(card.url ?? "")) {
    const link = element("a", null, "Open the source");
    link.href = card.url;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    line.append(" · ", link);
  }
  return line;
}

function makeReasons(card) {
  const box = element("details");
  box.append(element("summary", null, "Why here?"));
  const list = element("ul");
  for (const words of card.candidates) list.append(element("li", null, words));
  box.append(list);
  return box;
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
