// Where the focus goes after a click or a key has changed the page.

// Scrolls to a part of the page and gives it the focus. It may still be on its way, what stands above it may
// still grow, and the tab it is in takes the focus once it opens: this is done anew for a while, unless the reader
// scrolls, points or types.
let rising = 0;
for (const kind of ["wheel", "pointerdown", "keydown"]) window.addEventListener(kind, () => clearTimeout(rising), true);

function bringUp(selector, again = 12) {
  const part = document.querySelector(selector);
  part?.scrollIntoView({ behavior: "smooth" });
  if (part && !part.contains(document.activeElement)) {
    part.tabIndex = -1;
    part.focus({ preventScroll: true });
  }
  if (again > 0) rising = setTimeout(bringUp, 250, selector, again - 1);
}

// Gives the focus back once the window that was asked for is closed.
let windows = null;
function comeBack(list, button) {
  let isOpen = false;
  windows?.disconnect();
  windows = new MutationObserver(() => {
    const isThere = document.querySelector("[data-testid=stDialog]") !== null;
    if (isThere || !isOpen) {
      isOpen ||= isThere;
      return;
    }
    windows.disconnect();
    rising = setTimeout(takeFocus, 100, list, button);
  });
  windows.observe(document.body, { childList: true, subtree: true });
}

// What was saved brings new findings, with which the list is made anew, and an event that is none is gone from it.
function takeFocus(list, button, again = 12) {
  if (document.activeElement === document.body) (list.querySelector(button) ?? list.querySelector(".head"))?.focus();
  if (again > 0) rising = setTimeout(takeFocus, 250, list, button, again - 1);
}
