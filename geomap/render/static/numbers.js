// Numbers: what is needed of Math by name, and how counts are said.

const { abs, ceil, cos, floor, hypot, log2, max, min, round, sin } = Math;

function say(number) {
  return number.toLocaleString("en");
}

function plural(count, word) {
  return `${say(count)} ${word}${count === 1 ? "" : "s"}`;
}
