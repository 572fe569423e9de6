// Keeps the map page of the findings at hand under its key, and the program that shows it, for the element
// that is seen.
//
// This is an element of its own so that a filter, which changes what the other one is told, sends none of
// it again.

const shelf = (window[Symbol.for("geomap.findings")] ??= new Map());
window[Symbol.for("geomap.program")] = Story;
window.dispatchEvent(new CustomEvent("geomap:program"));

export default function (component) {
  const { key } = component.data;
  if (shelf.has(key)) return;
  shelf.clear(); // one at a time: a map may be large
  shelf.set(key, component.data);
  window.dispatchEvent(new CustomEvent("geomap:findings", { detail: key }));
}
