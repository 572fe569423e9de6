// A table for reading. A click on the head of a column orders the rows by it, a second one the other way
// round. Where rows are of events, a click on one chooses its event. Words of documents are set with textContent
// and nowhere else. The roles are those that the elements have anyway, as long as they are shown as a table.

const LONG = 60; // signs from which on a column is one of texts; the longest of them get the room that is left
const NAME = 24; // and above so many it is one of names, such as titles, which get some
const FAR = 2; // a text so many times shorter than the longest is a name too
const TIGHT = 20; // up to so many signs the first column, which says what a row is about, keeps one line
const MOST = 160; // so many signs of a text are shown where no words are marked in it
const DAY = 16; // and any other column, such as one of days
const CHOSEN = Symbol.for("geomap.chosen"); // the event chosen in the list or on the map, told by story.js
const shown = new WeakMap(); // by root: what it shows
const listeners = new WeakMap(); // by root: how to end what it listens to

export default function (component) {
  const { parentElement, data } = component;
  const root = parentElement.querySelector(".listing");
  const content = JSON.stringify(data);
  if (shown.get(root) !== content) {
    shown.set(root, content);
    show(root, data, (eventId) => component.setTriggerValue("chosen", eventId));
  }
  const follow = () => mark(root);
  listeners.get(root)?.();
  window.addEventListener("geomap:chosen", follow);
  const end = () => window.removeEventListener("geomap:chosen", follow);
  listeners.set(root, end);
  return end;
}

function show(root, data, choose) {
  root.setAttribute("aria-label", data.title);
  root.scrollTop = 0;
  const longest = data.columns.map((_, index) => Math.max(...data.rows.map((row) => row[index].text.length)));
  const rows = data.rows.map((row, number) => makeRow(row, data.columns, longest, data.event_ids?.[number], choose));
  const body = root.querySelector("tbody");
  const heads = data.columns.map((column, index) => {
    const head = document.createElement("th");
    head.setAttribute("role", "columnheader");
    if (column.is_number) head.className = "number";
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = column.name;
    button.title = `Order by: ${column.name}`;
    button.addEventListener("click", () => {
      const isFalling = head.getAttribute("aria-sort") === "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", isFalling ? "descending" : "ascending");
      const orders = new Map(rows.map((row, number) => [row, data.rows[number][index].order]));
      body.replaceChildren(...[...rows].sort((one, other) => compare(orders.get(one), orders.get(other), isFalling ? -1 : 1)));
    });
    head.append(button);
    return head;
  });
  root.querySelector("thead tr").replaceChildren(...heads);
  body.replaceChildren(...rows);
  mark(root);
}

// The row of the event that is chosen, on whichever side of the page.
function mark(root) {
  for (const row of root.querySelectorAll("tr[data-event-id]")) {
    const isChosen = row.dataset.eventId === window[CHOSEN];
    row.classList.toggle("chosen", isChosen);
    row.querySelector("td button").setAttribute("aria-pressed", String(isChosen));
  }
}

// What is unknown stands last either way.
function compare(one, other, sign) {
  if (one === null || other === null) return (one === null) - (other === null);
  return sign * (typeof one === "number" ? one - other : one.localeCompare(other));
}

function makeRow(row, columns, longest, eventId, choose) {
  const line = document.createElement("tr");
  if (eventId) {
    line.dataset.eventId = eventId;
    line.addEventListener("click", () => choose(eventId));
  }
  line.setAttribute("role", "row");
  row.forEach(({ text, order, mark }, index) => {
    const cell = document.createElement("td");
    cell.setAttribute("role", "cell");
    cell.dataset.name = columns[index].name;
    const isLong = longest[index] > LONG && longest[index] * FAR > Math.max(...longest);
    cell.classList.add(columns[index].is_number ? "number" : isLong ? "long" : "short");
    cell.classList.toggle("name", longest[index] > NAME && !isLong);
    cell.classList.toggle("unknown", order === null);
    cell.classList.toggle("tight", longest[index] <= (index === 0 ? TIGHT : DAY));
    if (mark) {
      // Offsets count code points.
      const signs = Array.from(text);
      const words = document.createElement("mark");
      words.textContent = signs.slice(...mark).join("");
      cell.append(signs.slice(0, mark[0]).join(""), words, signs.slice(mark[1]).join(""));
    } else if (eventId && index === 0) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = text;
      cell.append(button);
    } else if (text.length > MOST) {
      cell.textContent = `${Array.from(text).slice(0, MOST).join("").trimEnd()}…`;
      cell.title = text;
    } else cell.textContent = text;
    line.append(cell);
  });
  return line;
}
