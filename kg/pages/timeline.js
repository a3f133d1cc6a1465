// The strip beneath the drawing: how many facts fall into each day, month or year, a slider with two ends over it, and
// the events in their place; a click on one chooses it in the drawing and in the panel.

const LANES = window.innerHeight < 800 ? 2 : 3, LANE = 20, MARK = 18; // rows of events, pixels of a row, of an event's mark
const DRIFT = 2 * MARK; // pixels that a mark may stand from its day, so that more are seen
const MOST = 200; // bars: where days would be more, they are months, then years

const ordered = data.things.filter((thing) => thing.kind === "event" && thing.date)
  .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : byImportance(a, b)));
const dated = [
  ...data.arrows.flatMap((arrow) => arrow.facts.map((fact) => [fact, [arrow.from, arrow.to]])),
  ...data.things.flatMap((thing) => thing.facts.map((fact) => [fact, [thing.id]])),
].map(([fact, ids]) => ({ fact, ids, days: when(fact, ...ids) }));
const undated = dated.filter(({ days: some }) => !some).length;
const bars = steps(dated.flatMap(({ days: some }) => (some ? [some[0]] : [])).sort());

function steps(starts) {
  // the first day of each bar; a fiftieth at either end does not stretch the axis
  if (!starts.length) return [];
  const odd = Math.floor(starts.length / 50);
  const [first, last] = [starts[odd], starts[starts.length - 1 - odd]];
  const utc = (text) => Date.UTC(+text.slice(0, 4), +text.slice(5, 7) - 1, +text.slice(8, 10));
  const long = (utc(last) - utc(first)) / 86_400_000;
  const unit = long < 62 ? 10 : long / 30 < MOST ? 7 : 4; // letters of a day, a month, a year
  const all = [];
  const date = new Date(utc(bounds(first.slice(0, unit))[0]));
  while (all.length < 5000) {
    const text = date.toISOString().slice(0, unit);
    if (text > last.slice(0, unit)) return all;
    all.push(text);
    if (unit === 10) date.setUTCDate(date.getUTCDate() + 1);
    else if (unit === 7) date.setUTCMonth(date.getUTCMonth() + 1);
    else date.setUTCFullYear(date.getUTCFullYear() + 1);
  }
  return all;
}

const barOf = (text) => {
  // the last bar that begins before this day; what is outside goes to the ends
  let place = bars.findIndex((bar) => bar > text.slice(0, bar.length));
  place = place < 0 ? bars.length - 1 : place - 1;
  return Math.max(0, place);
};
const picked = () => [wanted.first ? barOf(wanted.first) : 0, wanted.last ? barOf(wanted.last) : bars.length - 1];

let parts = null; // of the strip: { bars, thumbs, said, check, marks, none }

function timeline() {
  const strip = byId("time");
  strip.setAttribute("aria-label", texts.time);
  if (!bars.length) {
    parts = null;
    strip.replaceChildren(make("p", { class: "hint" }, texts.no_time));
    return;
  }
  const thumb = (which) => make("input", {
    type: "range", min: 0, max: bars.length - 1, step: 1, "aria-label": texts[which], id: which,
    oninput: (event) => slide(which, Number(event.target.value)),
  });
  const check = make("input", { type: "checkbox", id: "undated", onchange: (event) => {
    wanted.undated = event.target.checked;
    refilter();
  } });
  check.checked = wanted.undated;
  parts = {
    bars: bars.map(() => make("i", {})), thumbs: { since: thumb("since"), until: thumb("until") },
    said: make("b", { id: "days" }), check, marks: new Map(), none: make("p", { class: "hint" }, texts.no_events),
  };
  const middleOf = [0, Math.round((bars.length - 1) / 3), Math.round((2 * (bars.length - 1)) / 3), bars.length - 1];
  const events = make("div", { id: "events", role: "group", "aria-label": texts.events_line });
  for (const event of ordered) {
    const button = make("button", {
      type: "button", class: "event", tabindex: "-1", title: `${day(event.date)} · ${event.label.slice(0, 200)}`,
      "aria-label": `${day(event.date)}: ${event.label.slice(0, 200)}`,
      onclick: () => show(event.id), onkeydown: step, onfocus: () => rove(event.id),
    }, symbol("event", event.status), name(event.label.slice(0, 80)));
    parts.marks.set(event.id, button);
    events.append(button);
  }
  strip.replaceChildren(
    make("div", { class: "span" }, parts.said,
      undated ? make("label", {}, check, " ", fill(texts.undated_too, { count: number(undated) })) : null),
    make("div", { class: "bars", "aria-hidden": "true" }, parts.bars),
    make("div", { class: "thumbs" }, parts.thumbs.since, parts.thumbs.until),
    make("div", { class: "axis", "aria-hidden": "true" }, [...new Set(middleOf)].map((place) => make("span", {}, day(bars[place])))),
    events, parts.none);
  recount();
}

function slide(which, place) {
  const [first, last] = picked();
  if (which === "since") wanted.first = place <= 0 ? "" : bounds(bars[Math.min(place, last)])[0];
  else wanted.last = place >= bars.length - 1 ? "" : bounds(bars[Math.max(place, first)])[1];
  refilter();
}

function recount() {
  // bars, ends and marks as the filters leave them
  if (!parts) return;
  const counts = bars.map(() => 0);
  for (const { fact, ids, days: some } of dated) {
    if (some && ids.every(drawn) && wants(fact, ids, true)) counts[barOf(some[0])] += 1;
  }
  const most = Math.max(1, ...counts);
  const [first, last] = picked();
  for (const [place, bar] of parts.bars.entries()) {
    bar.style.height = counts[place] ? `${Math.max(8, (100 * counts[place]) / most)}%` : "0";
    bar.className = place >= first && place <= last ? "in" : "";
  }
  const text = (place) => fill(texts.bucket, { day: day(bars[place]), count: number(counts[place]) });
  for (const [which, place] of [["since", first], ["until", last]]) {
    parts.thumbs[which].value = place;
    parts.thumbs[which].setAttribute("aria-valuetext", text(place));
  }
  parts.thumbs.since.style.zIndex = first > bars.length / 2 ? 3 : 1; // the one that can still move lies above
  parts.said.textContent = days(bars[first], bars[last]);
  parts.check.checked = wanted.undated;
  let reach = false;
  for (const [id, button] of parts.marks) {
    button.hidden = gone(id);
    button.setAttribute("aria-pressed", String(id === chosen));
    if (button.tabIndex === 0) reach ||= !button.hidden;
  }
  const firstSeen = [...parts.marks].find(([, button]) => !button.hidden);
  if (things.has(chosen) && parts.marks.has(chosen)) rove(chosen);
  else if (!reach && firstSeen) rove(firstSeen[0]);
  parts.none.hidden = Boolean(firstSeen);
  lanes();
}

function lanes() {
  // each event that is left under its day, in the first row that has room; its name where the next one leaves space
  const strip = byId("events");
  if (!strip || !parts) return;
  const wide = strip.clientWidth;
  const ends = Array(LANES).fill(-1);
  const rows = ends.map(() => []);
  for (const event of ordered.filter(({ id }) => !gone(id))) {
    const place = barOf(bounds(event.date)[0]);
    const x = Math.min(wide - MARK, Math.max(0, ((place + 0.5) / bars.length) * wide - MARK / 2));
    const row = ends.indexOf(Math.min(...ends));
    const at = Math.min(x + DRIFT, Math.max(x, ends[row]));
    ends[row] = at + MARK;
    rows[row].push([event.id, at, x]);
  }
  for (const row of rows) {
    let most = wide - MARK; // those that ran over the end are pushed back; where too many are of one time, they overlap
    for (const each of [...row].reverse()) {
      each[1] = Math.max(0, each[2] - DRIFT, Math.min(each[1], most));
      most = each[1] - MARK;
    }
  }
  const used = rows.filter((row) => row.length).length;
  strip.style.height = `${used * LANE}px`;
  for (const [lane, row] of rows.entries()) {
    for (const [place, [id, at]] of row.entries()) {
      const room = (place + 1 < row.length ? row[place + 1][1] : wide) - at - 2;
      const button = parts.marks.get(id);
      button.style.left = `${at}px`;
      button.style.top = `${lane * LANE}px`;
      button.style.maxWidth = `${Math.max(MARK, Math.min(room, 190))}px`;
      button.classList.toggle("bare", room < 64);
    }
  }
}

function rove(id) {
  for (const [each, button] of parts.marks) button.tabIndex = each === id ? 0 : -1;
}

function step(event) {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by) return;
  const seen = [...parts.marks.values()].filter((button) => !button.hidden);
  const following = seen[seen.indexOf(event.currentTarget) + by];
  if (following) following.focus();
  event.preventDefault();
}
