// Who acts towards whom, as a table. Words of documents are set with textContent and nowhere else.

const FAINTEST = 14; // percent of the color
const FULLEST = 62;

export default function ({ parentElement, data }) {
  const table = parentElement.querySelector("table");
  table.setAttribute("aria-label", data.title);
  const corner = make("td", "who acts\u00a0↓ towards\u00a0whom\u00a0→");
  const heads = data.recipients.map((name) => {
    const head = make("th", "", { scope: "col", title: name });
    head.append(make("span", name));
    return head;
  });
  table.querySelector("thead tr").replaceChildren(corner, ...heads);
  table.querySelector("tbody").replaceChildren(...data.rows.map(makeRow));
}

function makeRow({ actor, cells }) {
  const row = document.createElement("tr");
  row.append(make("th", actor, { scope: "row" }), ...cells.map(makeCell));
  return row;
}

function makeCell(cell) {
  if (!cell) return make("td", "");
  const node = make("td", cell.count.toLocaleString(), { title: cell.note, class: "some" });
  node.style.setProperty("--share", `${FAINTEST + cell.share * (FULLEST - FAINTEST)}%`);
  return node;
}

function make(tag, text, attributes = {}) {
  const node = document.createElement(tag);
  node.textContent = text;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}
