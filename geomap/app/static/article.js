// One article with its places, sides and events marked. A click on an event chooses it, a click on a place
// asks what it is taken for. Words of documents are set with textContent and nowhere else.

const CHOSEN = Symbol.for("geomap.chosen"); // the event chosen in the list or on the map, told by story.js
const shown = new WeakMap(); // by root: what it shows
const listeners = new WeakMap(); // by root: how to end what it listens to

export default function (component) {
  const { parentElement, data } = component;
  const root = parentElement.querySelector(".article");
  root.classList.toggle("dark", isDark(root));
  const text = root.querySelector(".text");
  const head = root.querySelector("h3");
  const content = JSON.stringify([data.title, data.byline, data.url, data.head, data.pieces]);
  const pieces = [...data.head, ...data.pieces];
  if (shown.get(root) !== content) {
    setByline(root.querySelector(".byline"), data);
    const asks = {
      choose: (eventId) => component.setTriggerValue("chosen", eventId),
      place: (span) => component.setTriggerValue("place", span),
    };
    // The first line is not said twice where it is the title.
    if (data.head.length) head.replaceChildren(...data.head.map((piece) => makePiece(piece, asks)));
    else head.textContent = data.title;
    text.replaceChildren(...data.pieces.map((piece) => makePiece(piece, asks)));
    text.scrollTop = 0;
    shown.set(root, content);
    mark(head, text, pieces);
  }
  const follow = () => mark(head, text, pieces);
  listeners.get(root)?.();
  window.addEventListener("geomap:chosen", follow);
  const end = () => window.removeEventListener("geomap:chosen", follow);
  listeners.set(root, end);
  return end;
}

function mark(head, text, pieces) {
  const selected = window[CHOSEN] ?? null;
  let first = null;
  [...head.children, ...text.children].forEach((node, index) => {
    const isChosen = selected !== null && Boolean(pieces[index].event_ids?.includes(selected));
    node.classList.toggle("chosen", isChosen);
    if (pieces[index].trigger_of) node.setAttribute("aria-pressed", String(pieces[index].trigger_of === selected));
    if (isChosen && node.parentElement === text) first ??= node;
  });
  // Only this box scrolls, never the page.
  if (first) text.scrollTop += first.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 4;
}

function setByline(line, { byline, url }) {
  line.textContent = byline;
  if (!/^https?:\/\//i.test(url ?? "")) return;
  const link = document.createElement("a");
  link.textContent = "open the report";
  link.href = url;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  if (byline) line.append(" · ");
  line.append(link);
}

// What a piece does not have is not told.
function makePiece(piece, asks) {
  const act = piece.trigger_of ? () => asks.choose(piece.trigger_of) : piece.place ? () => asks.place(piece.place) : null;
  const node = document.createElement(act ? "button" : "span");
  node.textContent = piece.text;
  if (piece.note) node.title = piece.note;
  if (act) {
    node.type = "button";
    node.setAttribute("aria-label", `${piece.text}: ${piece.note}`);
    node.addEventListener("click", act);
  }
  if (piece.place) node.classList.add("place");
  if (piece.is_actor) node.classList.add("actor");
  if (piece.is_figure) node.classList.add("figure");
  if (piece.trigger_of) node.classList.add("trigger");
  if (piece.color) {
    node.style.setProperty("--mark-light", piece.color[0]);
    node.style.setProperty("--mark-dark", piece.color[1]);
  }
  return node;
}
