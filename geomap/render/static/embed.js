// The map inside a page that has a list of its own: the two tell each other, by messages, what is shown and chosen.
// The messages are described in docs/map.md. Every one is an object whose "geomap" says what it is about.

function embed(map, controls) {
  const { container, engine } = controls;
  let listed = []; // what bits stand for: events, and behind them figures that belong to none, and places
  let known = new Set();
  const say = (message) => parent.postMessage(message, "*");
  container.classList.add("gm-embedded");
  on(container, "geomap:select", ({ detail }) => {
    const isListed = known.has(detail.event_id) && !container.querySelector(".gm-pager");
    container.classList.toggle("gm-listed", isListed);
    // The card is in the page's list; the focus it had here goes back to the mark.
    if (isListed && engine.chosen.isFromMark) engine.cursor.button.focus();
    say({ geomap: "select", ...detail });
  });
  on(container, "geomap:shown", ({ detail }) => {
    say({ geomap: "shown", count: detail.ids.size, bits: packBits(listed, detail.ids) });
  });
  on(container, "geomap:time", ({ detail }) => say({ geomap: "time", ...detail }));
  map.on("moveend", () => {
    if (!engine.isMoved) return;
    const { lat, lng } = map.getCenter();
    say({ geomap: "view", latitude: lat, longitude: lng, zoom: map.getZoom() });
  });
  const acts = {
    list: ({ event_ids: ids, figure_ids: figures = [], place_ids: places }) => {
      listed = [...ids, ...figures, ...(places ?? [])];
      known = new Set(ids);
      engine.model.namesPlaces = places;
    },
    filter: (message) => {
      const ids = message.bits === undefined ? message.event_ids : unpackBits(listed, message.bits);
      controls.filter({ ...message, ids, minScore: message.min_score });
    },
    time: (message) => controls.setTime(message),
    theme: ({ theme }) => controls.setTheme(theme),
    fit: () => controls.fit(),
    view: ({ latitude, longitude, zoom }) => {
      engine.isMoved = true;
      map.setView([latitude, longitude], zoom, { animate: false });
    },
    select: ({ event_id: eventId, stays }) => {
      engine.isMoved = true;
      container.classList.toggle("gm-listed", known.has(eventId));
      if (eventId === null) controls.close();
      else controls.select(eventId, stays);
    },
  };
  on(window, "message", ({ source, data }) => {
    if (source === parent && Object.hasOwn(acts, data?.geomap)) acts[data.geomap](data);
  });
  say({ geomap: "ready", events: engine.model.cardEvent.reduce((sum, one) => sum + one, 0) });
}

// One bit per name listed, the first the lowest of the first byte, in base64.
function packBits(listed, ids) {
  const byte = (index) => listed.slice(8 * index, 8 * index + 8).reduce((sum, id, bit) => sum | (ids.has(id) << bit), 0);
  return btoa(many(ceil(listed.length / 8), (index) => String.fromCharCode(byte(index))).join(""));
}

function unpackBits(listed, bits) {
  const bytes = atob(bits);
  return listed.filter((_, index) => (bytes.charCodeAt(index >> 3) >> (index & 7)) & 1);
}
