// A table for reading. A click on the head of a column orders the rows by it, a second one the other way
// round. Words of documents are set with textContent and nowhere else. The roles are those that the elements
// have anyway, as long as they are shown as a table.

const LONG = 60; // signs from which on a column is one of texts, which get the room that is left
const TIGHT = 32; // up to so many signs the first column, which says what a row is about, keeps one line
const shown = new WeakMap(); // by root: what it shows

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector(".listing");
  const content = JSON.stringify(data);
  if (shown.get(root) === content) return;
  shown.set(root, content);
  root.setAttribute("aria-label", data.title);
  root.scrollTop = 0;
  const longest = data.columns.map((_, index) => Math.max(...data.rows.map((row) => row[index].text.length)));
  const fill = (rows) => root.querySelector("tbody").replaceChildren(...rows.map((row) => makeRow(row, data.columns, longest)));
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
      fill([...data.rows].sort((one, other) => compare(one[index].order, other[index].order, isFalling ? -1 : 1)));
    });
    head.append(button);
    return head;
  });
  root.querySelector("thead tr").replaceChildren(...heads);
  fill(data.rows);
}

// What is unknown stands last either way.
function compare(one, other, sign) {
  if (one === null || other === null) return (one === null) - (other === null);
  return sign * (typeof one === "number" ? one - other : one.localeCompare(other));
}

function makeRow(row, columns, longest) {
  const line = document.createElement("tr");
  line.setAttribute("role", "row");
  row.forEach(({ text, order, mark }, index) => {
    const cell = document.createElement("td");
    cell.setAttribute("role", "cell");
    cell.dataset.name = columns[index].name;
    cell.classList.add(columns[index].is_number ? "number" : longest[index] > LONG ? "long" : "short");
    cell.classList.toggle("unknown", order === null);
    cell.classList.toggle("tight", index === 0 && longest[0] <= TIGHT);
    if (mark) {
      // Offsets count code points.
      const signs = Array.from(text);
      const words = document.createElement("mark");
      words.textContent = signs.slice(...mark).join("");
      cell.append(signs.slice(0, mark[0]).join(""), words, signs.slice(mark[1]).join(""));
    } else cell.textContent = text;
    line.append(cell);
  });
  return line;
}
