// The map inside a page that has a list of its own: the two tell each other what is chosen, by messages.
//
// From here: {geomap: "ready"}, {geomap: "select", event_id}, {geomap: "view", latitude, longitude, zoom}.
// To here: "select" and "view" of the same form, {geomap: "theme", theme}, and {geomap: "list", event_ids}, the
// events whose evidence the page shows by itself, so that the map need not.

function embed(map, controls) {
  const container = controls.container;
  const listed = new Set();
  const say = (message) => window.parent.postMessage(message, "*");
  container.classList.add("gm-embedded");
  container.addEventListener("geomap:select", (event) => {
    const eventId = event.detail.event_id;
    const isAlone = !container.querySelector(".gm-pager");
    container.classList.toggle("gm-listed", isAlone && listed.has(eventId));
    say({ geomap: "select", event_id: eventId });
  });
  // Until the reader moves the map it fits its frame, which may get its size only after the first drawing.
  let isMoved = false;
  for (const kind of ["pointerdown", "wheel", "keydown"]) {
    container.addEventListener(kind, () => (isMoved = true), { capture: true, passive: true });
  }
  map.on("resize", () => {
    if (!isMoved) controls.fit();
  });
  map.on("moveend", () => {
    if (!isMoved) return;
    const { lat, lng } = map.getCenter();
    say({ geomap: "view", latitude: lat, longitude: lng, zoom: map.getZoom() });
  });
  window.addEventListener("message", (event) => {
    if (event.source !== window.parent) return;
    const { geomap: what, event_id: eventId, event_ids: eventIds, theme, latitude, longitude, zoom } = event.data;
    if (what === "list") eventIds.forEach((one) => listed.add(one));
    if (what === "theme") controls.setTheme(theme);
    if (what === "view" || what === "select") isMoved = true;
    if (what === "view") map.setView([latitude, longitude], zoom, { animate: false });
    if (what === "select") {
      container.classList.toggle("gm-listed", listed.has(eventId));
      if (eventId === null) controls.close();
      else controls.select(eventId);
    }
  });
  say({ geomap: "ready" });
}
