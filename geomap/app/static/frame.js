// The frame that shows the map: a page with an opaque origin, so nothing in it can reach this page; the
// two only exchange messages {geomap: ..., ...}. A new map is drawn behind the old one and takes its place,
// and its view, once it is ready, so that nothing flickers.

const SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads";
const SWAP_AFTER_MS = 8000;
const LAYERS = ["conflict", "diplomacy", "displacement", "economy", "places"]; // those that are on at first

class MapFrame {
  // onSelect is told the event chosen on the map, or null; onShown the bits of the events it shows.
  constructor(box, onSelect, onShown) {
    this.box = box;
    this.onSelect = onSelect;
    this.onShown = onShown;
    this.view = null;
    this.theme = "light";
    this.chosen = null;
    this.onMessage = (event) => this.receive(event);
    window.addEventListener("message", this.onMessage);
  }

  end() {
    window.removeEventListener("message", this.onMessage);
    clearTimeout(this.timer);
  }

  // The names are what bits stand for: those of events, of figures that belong to none, and of places.
  load(html, names, chosen) {
    this.coming?.remove();
    const frame = document.createElement("iframe");
    frame.className = "coming";
    frame.title = "Map of reported events";
    frame.setAttribute("sandbox", SANDBOX);
    frame.srcdoc = html;
    this.coming = frame;
    this.names = names;
    this.chosen = chosen;
    // A link shows what its sender saw, be it far from what was chosen; a new map brings that into sight.
    this.stays = this.view !== null && !this.frame;
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
    this.greet();
    this.frame.classList.remove("coming");
    old?.remove();
    this.box.querySelector(".waiting")?.remove();
    this.box.setAttribute("aria-busy", "false");
  }

  // Tells the map what it is about and how it should look.
  greet() {
    this.send({ geomap: "list", ...this.names });
    this.send({ geomap: "theme", theme: this.theme });
    if (this.shown) this.send(this.shown);
    if (this.view) this.send({ geomap: "view", ...this.view });
    // What is found but not shown at first, such as what is only planned, is no reason to look elsewhere.
    else if (this.shown) this.send({ geomap: "fit" });
    if (this.chosen !== null) this.send({ geomap: "select", event_id: this.chosen, stays: this.stays });
  }

  receive(event) {
    const message = event.data;
    if (message === null || typeof message !== "object" || typeof message.geomap !== "string") return;
    if (message.geomap === "ready") {
      if (event.source === this.coming?.contentWindow) this.swap();
      // One that took so long that it was shown before it could listen has heard nothing yet.
      else if (event.source === this.frame?.contentWindow) this.greet();
      return;
    }
    if (event.source !== this.frame?.contentWindow) return;
    if (message.geomap === "select") {
      this.chosen = typeof message.event_id === "string" ? message.event_id : null;
      this.onSelect(this.chosen);
    }
    if (message.geomap === "shown" && typeof message.bits === "string") this.onShown(message.bits);
    if (message.geomap === "view") {
      const { latitude, longitude, zoom } = message;
      if ([latitude, longitude, zoom].every(Number.isFinite)) {
        this.view = { latitude, longitude, zoom };
        writeView(this.view);
      }
    }
  }

  select(eventId) {
    this.chosen = eventId;
    this.send({ geomap: "select", event_id: eventId });
  }

  // Shows only some of what has names, one bit for each, and only some layers; null means all layers.
  filter(bits, layers, minScore) {
    // Leaving out the layers would keep those of the filter before.
    const all = this.shown?.layers ? LAYERS : undefined;
    this.shown = { geomap: "filter", bits, layers: layers ?? all, min_score: minScore };
    this.send(this.shown);
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

// Where the map is looking, in the address bar: ?view=latitude,longitude,zoom
function viewInAddress() {
  const numbers = (new URLSearchParams(location.search).get("view") ?? "").split(",").map(Number);
  if (numbers.length !== 3 || !numbers.every(Number.isFinite)) return null;
  const [latitude, longitude, zoom] = numbers;
  return Math.abs(latitude) <= 90 && zoom >= 0 && zoom <= 20 ? { latitude, longitude, zoom } : null;
}

function writeView(view) {
  const address = new URL(location.href);
  if (view) {
    address.searchParams.set("view", [view.latitude.toFixed(4), view.longitude.toFixed(4), view.zoom.toFixed(2)].join());
  } else {
    address.searchParams.delete("view");
  }
  if (address.href !== location.href) history.replaceState(history.state, "", address.href);
}
