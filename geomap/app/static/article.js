// One article with its places, sides and events marked; a click on an event chooses it.
//
// Words of documents are set with textContent and nowhere else.

export default function (component) {
  const { parentElement, data } = component;
  const root = parentElement.querySelector(".article");
  root.querySelector("h3").textContent = data.title;
  root.querySelector(".byline").textContent = data.byline;
  root.classList.toggle("dark", isDark(root));
  const choose = (eventId) => component.setTriggerValue("chosen", eventId);
  const pieces = data.pieces.map((piece) => makePiece(piece, data.selected, choose));
  root.querySelector(".text").replaceChildren(...pieces);
}

function makePiece(piece, selected, choose) {
  const eventId = piece.trigger_of;
  const node = document.createElement(eventId ? "button" : "span");
  node.textContent = piece.text;
  if (piece.note) node.title = piece.note;
  if (piece.is_place) node.classList.add("place");
  if (piece.is_actor) node.classList.add("actor");
  if (piece.color) {
    node.style.setProperty("--mark-light", piece.color[0]);
    node.style.setProperty("--mark-dark", piece.color[1]);
  }
  if (selected !== null && piece.event_ids.includes(selected)) node.classList.add("chosen");
  if (eventId) {
    node.type = "button";
    node.classList.add("trigger");
    node.setAttribute("aria-pressed", String(eventId === selected));
    node.addEventListener("click", () => choose(eventId));
  }
  return node;
}

function isDark(node) {
  const probe = document.createElement("span");
  probe.style.color = "var(--st-background-color, #fff)";
  node.append(probe);
  const [red, green, blue] = getComputedStyle(probe).color.match(/[\d.]+/g).map(Number);
  probe.remove();
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}
