// What is left to see: the kinds, statuses, certainty, number of sources and days that the reader wants, and the
// neighbours that he has opened. `sift()` works it out once; the drawing, the timeline, the table ask `gone` and `live`.

const off = { kinds: new Set(), statuses: new Set() };
const wanted = { certainty: 0, sources: 0, first: "", last: "", undated: true };
const opened = new Map(); // hidden things that the reader has opened, each with the thing that he opened it from
const away = new Set();
let left = new Map(); // arrow → its facts that are left

const drawn = (id) => !things.get(id).hidden || opened.has(id);
const gone = (id) => away.has(id);
const live = (id) => left.get(id) || [];

function when(fact, ...ids) {
  // the days of a fact: of the event that it tells of, else of the articles that say so; null where nobody says
  const event = ids.map((id) => things.get(id)).find((thing) => thing.kind === "event" && thing.date);
  if (event) return bounds(event.date);
  return fact.first || fact.last ? [fact.first || fact.last, fact.last || fact.first] : null;
}

const within = (days) => (days ? (!wanted.last || days[0] <= wanted.last) && (!wanted.first || days[1] >= wanted.first)
  : wanted.undated || !(wanted.first || wanted.last));
const filtered = () => Boolean(off.kinds.size || off.statuses.size || wanted.certainty || wanted.sources || wanted.first || wanted.last);

function wants(fact, ids, anyTime = false) {
  return !off.statuses.has(fact.status) && fact.certainty >= wanted.certainty && fact.sources >= wanted.sources &&
    (anyTime || within(when(fact, ...ids)));
}

function shownArrow(arrow) {
  // a hidden arrow comes with the thing that was opened, or with the one from which it was
  const ends = [arrow.from, arrow.to];
  return ends.every(drawn) && (!arrow.hidden || ends.some((id) => opened.has(id)));
}

function sift() {
  away.clear();
  left = new Map();
  for (const arrow of data.arrows) {
    if (shownArrow(arrow)) left.set(arrow.id, arrow.facts.filter((fact) => wants(fact, [arrow.from, arrow.to])));
  }
  for (const thing of data.things) {
    const some = touching.get(thing.id).filter((arrow) => left.has(arrow.id));
    const has = some.length + thing.facts.length > 0;
    const keeps = some.some((arrow) => left.get(arrow.id).length) || thing.facts.some((fact) => wants(fact, [thing.id]));
    const late = thing.kind === "event" && thing.date && !within(bounds(thing.date));
    if (!drawn(thing.id) || off.kinds.has(thing.kind) || late || (has && !keeps && thing.id !== data.about.focus)) {
      away.add(thing.id);
    }
  }
  for (const arrow of data.arrows) if (gone(arrow.from) || gone(arrow.to)) left.delete(arrow.id);
}

function unfilter() {
  off.kinds.clear();
  off.statuses.clear();
  Object.assign(wanted, { certainty: 0, sources: 0, first: "", last: "", undated: true });
}

const hiddenBeside = (id) => [...new Set(touching.get(id).map((arrow) => (arrow.from === id ? arrow.to : arrow.from)))]
  .filter((other) => !drawn(other)).map((other) => things.get(other));
const openedFrom = (id) => [...opened].filter(([, from]) => from === id).map(([other]) => other);

sift();
