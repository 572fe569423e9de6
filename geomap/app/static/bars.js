// Bars with their words and numbers. Words of documents are set with textContent and nowhere else.

export default function ({ parentElement, data }) {
  const list = parentElement.querySelector(".bars");
  list.setAttribute("aria-label", data.title);
  list.replaceChildren(...data.bars.map(makeBar));
  list.classList.toggle("dark", isDark(list));
}

function makeBar({ label, said, share, colors }) {
  const item = document.createElement("li");
  const track = add(item, "label", label) && add(item, "said", said) && add(item, "track", "");
  track.setAttribute("aria-hidden", "true");
  track.style.setProperty("--mark-light", colors[0]);
  track.style.setProperty("--mark-dark", colors[1]);
  add(track, "", "").style.width = `${100 * share}%`;
  return item;
}

function add(parent, className, text) {
  const node = document.createElement("span");
  node.className = className;
  node.textContent = text;
  parent.append(node);
  return node;
}
