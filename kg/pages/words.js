// What the page was given, and how its pieces are said: dates, numbers, verbs, symbols. Text of articles only ever
// becomes a text node (see `make`); ids are only looked up in Maps.

const data = JSON.parse(document.getElementById("data").textContent);
const things = new Map(data.things.map((thing) => [thing.id, thing]));
const arrows = new Map(data.arrows.map((arrow) => [arrow.id, arrow]));
const touching = new Map(data.things.map((thing) => [thing.id, []]));
for (const arrow of data.arrows) {
  touching.get(arrow.from).push(arrow);
  touching.get(arrow.to).push(arrow);
}
const kinds = Object.keys(data.look.kinds);
const certain = Object.keys(data.look.statuses); // in the order of the table
const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

const unpack = ([sentence, start, end, article, rule, confidence, modality]) => {
  // evidence with its sentence in three parts, as the page holds each sentence and each article once
  const text = data.sentences[sentence];
  const [headline, publisher, url, date] = data.articles[article];
  return {
    before: text.slice(0, start), words: text.slice(start, end), after: text.slice(end),
    headline, publisher, url, date, article, rule, confidence, modality,
  };
};
for (const each of [...data.arrows, ...data.things]) {
  for (const fact of each.facts) fact.evidence = fact.evidence.map(unpack);
}

let lang = data.lang;
let texts = data.texts[lang];

const byId = (id) => document.getElementById(id);

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child != null && child !== ""));
  return element;
}

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase(); // for comparing as a reader does
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const number = (value) => new Intl.NumberFormat(lang).format(value);
const name = (text, extra = "") => make("bdi", { class: `name ${extra}` }, text || "?");

function day(text) {
  // "2024-10-11" → "11 Okt 2024", as precisely as it is given; two days with a slash between
  if (text.includes("/")) return [...new Set(text.split("/").map(day))].join(" – ");
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(text);
  if (!parts) return text;
  const date = new Date(Date.UTC(parts[1], (parts[2] || 1) - 1, parts[3] || 1));
  const format = { year: "numeric", timeZone: "UTC" };
  if (parts[2]) format.month = "short";
  if (parts[3]) format.day = "numeric";
  return new Intl.DateTimeFormat(lang, format).format(date);
}

function bounds(text) {
  // the first and the last day of what is written as a year, a month, a day or two days: texts that compare as days do
  const [first, last] = [text.split("/")[0], text.split("/").pop()];
  return [first.length < 7 ? `${first}-01-01` : first.length < 10 ? `${first}-01` : first,
    last.length < 7 ? `${last}-12-31` : last.length < 10 ? `${last}-31` : last];
}

function svg(width, height, tag, attributes) {
  const space = "http://www.w3.org/2000/svg";
  const root = document.createElementNS(space, "svg");
  root.setAttribute("width", width);
  root.setAttribute("height", height);
  root.setAttribute("aria-hidden", "true");
  const shape = root.appendChild(document.createElementNS(space, tag));
  for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
  return root;
}

const POINTS = {
  square: "2,2 14,2 14,14 2,14",
  diamond: "8,0.5 15.5,8 8,15.5 0.5,8",
  triangleDown: "1,2.5 15,2.5 8,14.5",
  star: "8,0.5 10,6 15.8,6 11.2,9.5 12.8,15.2 8,11.8 3.2,15.2 4.8,9.5 0.2,6 6,6",
};

function symbol(kind, status = "") {
  // as in the drawing: an event that is only planned is hollow with a dashed edge, a denied one hollow and red
  const look = data.look.kinds[kind];
  const edge = status === "denied" ? data.look.statuses.denied.color : look.color;
  const paint = ["planned", "denied"].includes(status)
    ? { fill: "#fff", stroke: edge, "stroke-width": 1.4, "stroke-dasharray": status === "planned" ? "2.5 1.2" : "none" }
    : { fill: look.color };
  if (look.shape === "dot") return svg(16, 16, "circle", { cx: 8, cy: 8, r: 6.5, ...paint });
  return svg(16, 16, "polygon", { points: POINTS[look.shape], ...paint });
}

const verb = (fact, backwards = false) => {
  const words = Object.hasOwn(texts.links, fact.kind) ? texts.links[fact.kind] : null;
  return words ? words[backwards ? 1 : 0] : (backwards ? "← " : "") + fact.label[lang];
};
const arrowWord = (arrow, facts = arrow.facts) => {
  const [first, ...rest] = facts;
  return (first.status === "denied" ? "✕ " : "") + verb(first) + (rest.length ? ` (+${rest.length})` : "");
};
const doubt = (fact) => (fact.kind === "candidateFor" ? null : chip(fact.status)); // a candidacy is stated, not planned
const fresh = (each) => (each.new ? chip("new") : null);
const marks = (fact) => [doubt(fact), fresh(fact)];
const listed = (some) => new Intl.ListFormat(lang).format(some);
const days = (first, last) => [...new Set([first, last].filter(Boolean).map(day))].join(" – ");
const chip = (status) =>
  Object.hasOwn(texts.chips, status) ? make("span", { class: `chip ${status}` }, texts.chips[status]) : null;
