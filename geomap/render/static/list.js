// A list of events: one row can be reached by Tab, and from it the arrow keys go through all of them. A long one keeps
// only the rows in sight in the document.

const LONG_LIST = 200; // from so many entries on rows are made when they come into sight
const ROW = 62; // height of a row of a long list, pixels; see gm-long in the style
const SPARE = 6; // rows beyond those in sight

// The list inside a scrolling part; makeEntry(card) gives a button.
function makeList(className, scroller, makeEntry, attributes) {
  const element = make("ul", className, "", attributes);
  const items = new Map(); // by number, those in the document
  let [cards, current] = [[], 0]; // the one that can be reached by Tab
  const isLong = () => cards.length > LONG_LIST;
  const topOf = () => placeOnPage(element).top - placeOnPage(scroller).top + scroller.scrollTop;
  const makeItem = (index) => {
    const item = make("li", "", "", isLong() ? { "aria-setsize": cards.length, "aria-posinset": index + 1 } : {});
    item.append(makeEntry(cards[index]));
    item.dataset.index = index;
    if (isLong()) item.style.top = `${index * ROW}px`;
    items.set(index, item);
    return item;
  };
  // Puts the rows in sight into the document, in order, and takes the others out, but for the one with the focus.
  const draw = () => {
    if (!element.isConnected) return;
    const above = isLong() ? scroller.scrollTop - topOf() : 0;
    const rows = isLong() ? ceil((scroller.clientHeight || 800) / ROW) : cards.length;
    const first = max(0, min(cards.length - rows, floor(above / ROW)));
    const [from, to] = [max(0, first - SPARE), min(cards.length, first + rows + SPARE)];
    for (const [index, item] of items) {
      if ((index >= from && index < to) || item.contains(document.activeElement)) continue;
      item.remove();
      items.delete(index);
    }
    // One row can be reached by Tab: the last one used, or else the first in sight.
    if (!items.has(current) && !(current >= from && current < to)) current = first;
    let next = null;
    for (let index = to - 1; index >= from; index--) {
      const item = items.get(index) ?? makeItem(index);
      if (item.parentNode !== element) element.insertBefore(item, next);
      next = item;
    }
    for (const [index, item] of items) item.firstChild.tabIndex = index === current ? 0 : -1;
  };
  const fill = (some) => {
    [cards, current] = [some, 0];
    items.clear();
    element.replaceChildren();
    element.classList.toggle("gm-long", isLong());
    element.style.height = isLong() ? `${cards.length * ROW}px` : "";
    draw();
  };
  const focusAt = (index) => {
    current = index;
    if (isLong()) {
      const top = topOf() + index * ROW;
      const least = top + ROW - scroller.clientHeight;
      if (scroller.scrollTop > top || scroller.scrollTop < least) scroller.scrollTop = scroller.scrollTop > top ? top : least;
    }
    draw();
    items.get(index)?.firstChild.focus({ preventScroll: isLong() });
  };
  on(element, "keydown", (event) => {
    const at = event.target.closest("[data-index]");
    const last = cards.length - 1;
    const page = max(1, floor(scroller.clientHeight / ROW) - 1);
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -last, End: last }[event.key];
    if (!at || !step) return;
    focusAt(max(0, min(last, Number(at.dataset.index) + step)));
    halt(event);
  });
  on(scroller, "scroll", draw, { passive: true });
  // A panel that was closed has no height until it is opened.
  new ResizeObserver(draw).observe(scroller);
  return { element, fill, draw, focus: (card) => cards.includes(card) && focusAt(cards.indexOf(card)) };
}
