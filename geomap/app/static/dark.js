// Whether the page is in the dark, for modules of the page that choose among colors by it.

function isDark(node) {
  const probe = document.createElement("span");
  probe.style.color = "var(--st-background-color, #fff)";
  node.append(probe);
  const [red, green, blue] = getComputedStyle(probe).color.match(/[\d.]+/g).map(Number);
  probe.remove();
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}
