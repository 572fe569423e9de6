// The time slider: how many events each day has, a window on them or all up to a day, and play.

const MOST_BARS = 120;
const RARE = 0.01; // so many of all events, at either end, may be left off the axis

// The days that the bar shows: first to last in steps, with a bar of its own for what is earlier or later.
function makeAxis(days) {
  const sorted = Floats.from(days).sort();
  const last = sorted.length - 1;
  let [low, high] = [0, last];
  const most = max(1, floor(sorted.length * RARE));
  // Only what would squeeze the rest is left off: it makes the axis three times as long or more.
  const isFar = (inner, outer) => sorted.length > 3 && outer > 60 && outer > 3 * max(inner, 10);
  if (isFar(sorted[last] - sorted[most], sorted[last] - sorted[0])) low = most;
  if (isFar(sorted[last - most] - sorted[low], sorted[last] - sorted[low])) high = last - most;
  const [first, end] = [sorted[low], sorted[high]];
  const step = ceil((end - first + 1) / MOST_BARS);
  const count = ceil((end - first + 1) / step);
  const earlier = low > 0 ? 1 : 0;
  const total = count + earlier + (high < last ? 1 : 0);
  return {
    total,
    barOf: (day) => max(0, min(total - 1, floor((day - first) / step) + earlier)),
    from: (bar) => (bar === 0 ? null : first + (bar - earlier) * step),
    to: (bar) => (bar === total - 1 ? null : first + (bar - earlier + 1) * step - 1),
    name: (low, high) => {
      const [start, stop] = [first + (low - earlier) * step, min(end, first + (high - earlier + 1) * step - 1)];
      const starts = low < earlier ? "before " + sayDay(first) : sayDay(start);
      const stops = high - earlier >= count ? "after " + sayDay(end) : sayDay(stop);
      if (low < earlier && high < earlier) return starts;
      return low < earlier ? `up to ${stops}` : starts === stops ? starts : `${starts} – ${stops}`;
    },
  };
}

function timeMessage(time) {
  const say = (day) => (day ? toIsoDate(day) : null);
  return { from: say(time?.from), to: say(time?.to), undated: time?.undated ?? true };
}

function makeTimeline(model, view) {
  const { timeDay, cardTime, cardTimed, cardKind, cardEvent } = model;
  const panel = makePanel("time", "Time");
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const { kinds } = model.styles;
  let axis, last, low, high, timed, timer;
  let [counts, sums] = []; // of the events of each bar, by kind and in all
  const play = makeButton("play", "▶", () => (timer ? stop() : start()), { "aria-label": isStill ? "Next step in time" : "Play" });
  const bars = make("canvas", "bars", "", { "aria-hidden": "true" });
  const slide = (name) => make("input", "", "", { type: "range", step: 1, "aria-label": name });
  const [lower, upper] = [slide("First day shown"), slide("Last day shown")];
  const said = make("output", "said");
  const grow = makeCheck("option", true);
  const keep = makeCheck("option", true, () => apply());
  grow.label.append("Cumulative");
  grow.label.title = "While playing, earlier events stay";
  keep.label.title = "Events whose day the texts do not say";
  const undatedNow = add(keep.label, "span");
  panel.append(play);
  add(panel, "div", "track").append(bars, lower, upper);
  add(panel, "div", "foot").append(said, grow.label, keep.label);
  keep.label.hidden = cardTime.every((time, card) => !cardTimed[card] || timeDay[time]);

  const isAll = () => low === 0 && high === last;
  const apply = (isQuiet) => {
    view.setTime(isAll() && keep.box.checked ? null : { from: axis.from(low), to: axis.to(high), undated: keep.box.checked }, isQuiet);
  };
  // Also as texts, as the sliders say them: min and max make numbers of them.
  const move = (first, end) => {
    [low, high] = [max(0, min(first, end)), min(last, max(first, end))];
    apply();
  };
  function stop() {
    clearInterval(timer);
    timer = null;
    play.textContent = "▶";
    if (!isStill) nameElement(play, "Play");
  }
  function start() {
    const width = isAll() ? ceil(axis.total / 12) - 1 : high - low;
    // From the beginning, unless the reader has chosen where to begin.
    if (high === last) move(grow.box.checked ? low : 0, grow.box.checked ? low : width);
    else advance();
    if (isStill) return;
    play.textContent = "❚❚";
    nameElement(play, "Pause");
    timer = setInterval(advance, max(120, min(800, 20000 / axis.total)));
  }
  function advance() {
    if (high < last) move(low + (grow.box.checked ? 0 : 1), high + 1);
    if (high === last) stop();
  }
  function count() {
    counts = new Ints(axis.total * kinds.length);
    sums = new Ints(axis.total);
    undatedNow.textContent = `${say(timed.filter((card) => cardEvent[card] && !timeDay[cardTime[card]]).length)} undated`;
    const barOf = Array.from(timeDay, (day) => (day ? axis.barOf(day) : -1));
    for (const card of timed) {
      const bar = barOf[cardTime[card]];
      if (bar < 0) continue;
      counts[bar * kinds.length + cardKind[card]] += 1;
      sums[bar] += 1;
    }
  }
  function draw() {
    const [width, height, ratio] = [bars.clientWidth, bars.clientHeight, devicePixelRatio];
    if (!width) return;
    [bars.width, bars.height] = [width * ratio, height * ratio];
    const context = bars.getContext("2d");
    context.scale(ratio, ratio);
    const most = max(1, ...sums);
    const gap = width / axis.total;
    for (let bar = 0; bar < axis.total; bar++) {
      let bottom = height;
      context.globalAlpha = bar < low || bar > high ? 0.25 : 1;
      for (const kind of kinds) {
        const count = counts[bar * kinds.length + kind.order];
        if (!count) continue;
        const tall = max(1, (count / most) * (height - 2));
        context.fillStyle = view.look.colors(kind)[0];
        context.fillRect(bar * gap, bottom - tall, max(1, gap - 1), tall);
        bottom -= tall;
      }
    }
  }
  // Lets the slider reach over the days of some cards: those with a 1.
  function span(open) {
    const days = cardTime.filter((_, card) => open[card] && cardTimed[card]).map((time) => timeDay[time]).filter(Boolean);
    axis = days.length ? makeAxis(days) : { total: 0 };
    last = axis.total - 1;
    lower.max = upper.max = last;
    panel.hidden = last < 1;
    timed = null;
  }
  // Moves the slider to a chosen time; null for all days.
  function place(time) {
    low = time?.from ? axis.barOf(time.from) : 0;
    high = time?.to ? max(low, axis.barOf(time.to)) : last;
  }
  // The slider follows what is filtered elsewhere too.
  function fill(cards, time) {
    if (panel.hidden) return;
    if (timed !== cards) {
      timed = cards;
      count();
    }
    place(time);
    said.textContent = isAll() ? `All days: ${axis.name(0, last)}` : axis.name(low, high);
    for (const [input, bar] of [[lower, low], [upper, high]]) {
      input.value = bar;
      input.setAttribute("aria-valuetext", axis.name(bar, bar));
    }
    draw();
  }
  on(lower, "input", () => move(lower.value, max(lower.value, high)));
  on(upper, "input", () => move(min(low, upper.value), upper.value));
  span(cardTimed);
  return {
    panel,
    span,
    fill,
    draw,
    // Moves the slider from outside; both null for all days.
    set: ({ from, to, undated: isKept = true }) => {
      if (panel.hidden) return;
      keep.box.checked = isKept;
      place({ from: toOrdinal(from), to: toOrdinal(to) });
      apply(true);
    },
  };
}
