// Numbers and days: what is needed of Math and Object by name, and how counts and days are said. The browser's own
// ways of saying them take longer at first than reading a thousand events.

const { PI, abs, atan2, ceil, cos, floor, hypot, log10, log2, max, min, round, sin, sqrt } = Math;
const { assign } = Object;
const [Bytes, Ints, Floats] = [Uint8Array, Int32Array, Float64Array];
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

function say(number) {
  return `${number}`.replace(/\B(?=(\d{3})+$)/g, ",");
}

function plural(count, word) {
  return `${say(count)} ${word}${count === 1 ? "" : "s"}`;
}

// The day number that Python's date.toordinal gives for an ISO date, null for none.
function toOrdinal(isoDate) {
  return isoDate ? round(Date.parse(`${isoDate.slice(0, 10)}T00:00:00Z`) / 86400000) + 719163 : null;
}

function toIsoDate(ordinal) {
  return new Date((ordinal - 719163) * 86400000).toISOString().slice(0, 10);
}

function sayDay(ordinal) {
  const [year, month, day] = toIsoDate(ordinal).split("-");
  return `${Number(day)} ${MONTHS[month - 1]} ${year}`;
}
