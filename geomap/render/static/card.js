// The evidence card: what is reported, where, when, in which words, by whom. All text by textContent.

const MARK_CLASSES = ["trigger", "place", "actor", "figure"];

// A new element; text is shown as written, attributes are ours alone. Its classes begin with "gm-" in the style.
function make(tag, className, text, attributes) {
  const element = document.createElement(tag);
  if (className) element.className = className.replace(/\w+/g, "gm-$&");
  if (text) element.textContent = text;
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  return element;
}

// The same inside another.
function add(parent, ...what) {
  const child = make(...what);
  parent.append(child);
  return child;
}

// Its name for those who do not see it.
function nameElement(element, text) {
  element.setAttribute("aria-label", text);
}

function placeOnPage(element) {
  return element.getBoundingClientRect();
}

function on(node, kind, act, options) {
  node.addEventListener(kind, act, options);
}

// Keeps what a key does here from the page and the map.
function halt(event) {
  event.preventDefault();
  event.stopPropagation();
}

// Text from outside: it decides its own direction and cannot turn that of its neighbours.
function makeText(tag, className, text) {
  return make(tag, className, text, { dir: "auto" });
}

function makeButton(className, text, act, attributes) {
  const button = make("button", className, text, { type: "button", ...attributes });
  on(button, "click", act);
  return button;
}

// The quote as runs of equally marked signs; marks count code points, not UTF-16 units.
function makeQuote(card) {
  const quote = makeText("blockquote", "quote", "");
  const signs = Array.from(card.quote);
  const flags = new Bytes(signs.length);
  let start = 0;
  for (let index = 0; index < card.marks.length; index += 3) {
    const [gap, length, what] = card.marks.slice(index, index + 3);
    start += gap;
    for (let at = start; at < min(start + length, signs.length); at++) flags[at] |= 1 << what;
  }
  let from = 0;
  for (let at = 1; at <= signs.length; at++) {
    if (flags[at] === flags[from]) continue;
    const names = MARK_CLASSES.filter((_, what) => flags[from] & (1 << what));
    add(quote, flags[from] & 1 ? "strong" : "span", names.join(" "), signs.slice(from, at).join(""));
    from = at;
  }
  return quote;
}

function isWebLink(url) {
  return /^https?:\/\/./i.test(url);
}

function makeSource(card) {
  const line = make("p", "source");
  const parts = [];
  if (card.source) parts.push(makeText("bdi", "", card.source));
  if (card.published) parts.push(make("span", "", `published ${card.published}`));
  if (isWebLink(card.url)) {
    const link = make("a", "", "open the report", { target: "_blank", rel: "noopener noreferrer" });
    link.href = card.url;
    parts.push(link);
  }
  if (!parts.length) parts.push(make("span", "", "source not stated"));
  joinParts(line, parts);
  return line;
}

// Puts parts into a line, with dots between.
function joinParts(line, parts) {
  line.append(...parts.flatMap((part, index) => (index ? [" · ", part] : part)));
}

function makeDetails(text) {
  const details = make("details", "why");
  add(details, "summary", "", text);
  return details;
}

function makeReasons(card) {
  const details = makeDetails("Why here?");
  const list = add(details, "ol");
  for (const { name, score, why } of card.reasons) {
    const item = add(list, "li");
    item.append(makeText("bdi", "", name), ` ${score.toFixed(2)}`);
    if (why) add(item, "small", "", why);
  }
  return details;
}

// The other reports that were merged into this one, each with its own words and link.
function makeOthers(card) {
  const details = makeDetails(card.count > 1 ? `Also reported by ${card.count - 1}` : "Told more than once");
  for (const [source, published, url, quote, reason, said] of card.others) {
    details.append(makeText("blockquote", "quote", quote));
    if (said) details.append(makeText("p", "number", said));
    details.append(makeSource({ source, published, url }), make("small", "", reason));
  }
  return details;
}

// The card as an article; icon is the picture of its mark, line and text are the colors of its kind.
function makeCard({ isTimed, score, rows, model }, card, layerTitle, icon, [, line, text]) {
  const article = make("article", "card", "", { tabindex: "-1" });
  article.style.setProperty("--gm-accent", line);
  article.style.setProperty("--gm-strong", text);
  add(article, "p", "kicker").append(icon, makeText("span", "", layerTitle ? `Reported · ${layerTitle}` : "Reported"));
  article.append(makeText("h2", "", card.title));
  if (card.where && isTimed) {
    add(article, "p", "facts").append(makeText("span", "where", card.where), make("span", "when", card.when));
  }
  if (card.note) add(article, "p", "note", card.note);
  for (let index = 0; index < card.figures.length; index += 2) {
    const figure = makeText("p", "number", card.figures[index]);
    if (card.figures[index + 1]) add(figure, "small", "", card.figures[index + 1]);
    article.append(figure);
  }
  if (card.quote) article.append(makeQuote(card));
  if (isTimed) article.append(makeSource(card));
  if (card.others.length) article.append(makeOthers(card));
  const small = make("p", "small");
  const region = rows.find((at) => layerOf(model, at).key === REGIONS);
  if (region >= 0) {
    const { events, from } = layerOf(model, region);
    add(small, "span", "", `${plural(events[region - from] ?? model.rowSize[region] / 100, "event")} shown now`);
  }
  if (card.count > 1 && !card.others.length) add(small, "span", "", `also reported by ${card.count - 1}`);
  if (score !== null) add(small, "span", "", `certainty ${card.scoreWord} (${score.toFixed(2)})`);
  if (small.childNodes.length) article.append(small);
  if (card.reasons.length) article.append(makeReasons(card));
  return article;
}
