// Shows the story in this element as soon as its program is there (keeper.js), and passes on what is told.

const PROGRAM = Symbol.for("geomap.program");
const places = new WeakMap(); // by parent: the story, once it is shown, and the component as told last

export default function (component) {
  const { parentElement } = component;
  const place = places.get(parentElement) ?? {};
  places.set(parentElement, place);
  place.component = component;
  place.start ??= () => show(place);
  if (window[PROGRAM]) place.start();
  else window.addEventListener("geomap:program", place.start, { once: true });
  return () => {
    window.removeEventListener("geomap:program", place.start);
    place.story?.end();
    places.delete(parentElement);
  };
}

function show(place) {
  const { component } = place;
  if (!place.story?.root.isConnected) {
    place.story?.end();
    place.story = new window[PROGRAM](component.parentElement);
  }
  place.story.tell = (eventId) => component.setStateValue("selected", eventId);
  place.story.ask = (wish) => component.setTriggerValue("wish", wish);
  place.story.update(component.data);
}
