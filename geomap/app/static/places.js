// A search for places while one types: Python is told the words and answers with the places that begin so;
// the arrow keys go through them, Enter or a click chooses one. Names are set with textContent and nowhere else.

const PAUSE_MS = 150;
const searches = new WeakMap(); // by root: the search that it shows

export default function (component) {
  const root = component.parentElement.querySelector(".search");
  if (!searches.has(root)) searches.set(root, new PlaceSearch(root));
  searches.get(root).update(component);
}

class PlaceSearch {
  constructor(root) {
    this.input = root.querySelector("input");
    this.list = root.querySelector("ul");
    this.said = root.querySelector(".said");
    this.active = -1;
    this.input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), PAUSE_MS);
    });
    this.input.addEventListener("keydown", (event) => this.press(event));
  }

  ask() {
    clearTimeout(this.timer);
    const words = this.input.value;
    if (words !== this.component.data.words) this.component.setStateValue("words", words);
  }

  update(component) {
    const { words, found, chosen, said } = component.data;
    const isNew = JSON.stringify(found) !== JSON.stringify(this.component?.data.found);
    if (!this.component) this.input.value = words;
    this.component = component;
    this.said.textContent = said;
    this.list.hidden = !found.length;
    this.input.setAttribute("aria-expanded", String(found.length > 0));
    if (isNew) {
      this.list.replaceChildren(...found.map((place, number) => this.makeOption(place, number)));
      this.activate(-1);
    }
    [...this.list.children].forEach((option, number) => {
      option.setAttribute("aria-selected", String(found[number].id === chosen));
    });
  }

  makeOption({ name, about }, number) {
    const option = document.createElement("li");
    option.id = `found-${number}`;
    option.setAttribute("role", "option");
    option.append(makeSpan("name", name), makeSpan("about", about));
    option.addEventListener("click", () => this.choose(number));
    return option;
  }

  press(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const count = this.list.children.length;
    if (step && count) this.activate((this.active + step + count + (this.active < 0 && step < 0 ? 1 : 0)) % count);
    else if (event.key === "Enter" && this.input.value !== this.component.data.words) this.ask();
    else if (event.key === "Enter" && count) this.choose(Math.max(0, this.active));
    else return;
    event.preventDefault();
  }

  activate(number) {
    this.active = number;
    [...this.list.children].forEach((option, index) => option.classList.toggle("active", index === number));
    if (number < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `found-${number}`);
  }

  choose(number) {
    this.activate(number);
    // No state: the same place may be chosen anew after other words.
    this.component.setTriggerValue("chosen", this.component.data.found[number].id);
  }
}

function makeSpan(name, words) {
  const span = document.createElement("span");
  span.className = name;
  span.textContent = words;
  return span;
}
