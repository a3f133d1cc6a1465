// The page's behaviour: what is chosen, the search, the legend, the filters and the tabs, in the reader's language.

function show(id, move = true) {
  if (things.has(id) && gone(id)) bring(id);
  if (arrows.has(id) && !live(id).length) bring(arrows.get(id).from, arrows.get(id).to);
  chosen = id;
  if (id) way = null;
  byId("panel").replaceChildren(...(
    things.has(id) ? thingPanel(things.get(id)) : arrows.has(id) ? arrowPanel(arrows.get(id)) : listPanel()
  ).filter(Boolean));
  byId("panel").scrollTop = 0;
  network.unselectAll();
  if (things.has(id)) network.selectNodes([id]);
  if (arrows.has(id)) network.selectEdges([id]);
  paint();
  recount();
  if (things.has(id) && move) {
    moved = true;
    network.focus(id, { scale: Math.max(network.getScale(), 0.8), animation: calm ? false : { duration: 350 } });
  }
  if (move) {
    say(things.has(id) ? fill(texts.chosen, { name: things.get(id).label.slice(0, 200), count: number(touching.get(id).length) })
      : arrows.has(id) ? "" : texts.listed);
  }
}

function bring(...ids) {
  // what the reader asks for by name is drawn, whatever the filters say
  for (const id of ids.filter((each) => !drawn(each))) {
    const from = touching.get(id).map((arrow) => (arrow.from === id ? arrow.to : arrow.from)).find(drawn) || data.things.find((thing) => drawn(thing.id)).id;
    opened.set(id, from);
    const { label, ...node } = looks.get(id);
    nodes.add({ ...node, ...beside(id, from), color: colors(id) });
  }
  edges.add(data.drawing.edges.filter((edge) => !edges.get(edge.id) && shownArrow(arrows.get(edge.id))).map(bend));
  for (const id of ids) off.kinds.delete(things.get(id).kind);
  sift();
  if (ids.some(gone) || (ids.length > 1 && !(live(data.arrows.find(({ from, to }) => from === ids[0] && to === ids[1]).id).length))) unfilter();
  refilter();
}

const say = (text) => (byId("said").textContent = text);

network.on("click", ({ pointer }) => {
  const id = find(pointer);
  if (id || chosen) show(id, false);
});

// ── search, legend, language ───────────────────────────────────────────────────────────────────────────────────

const SUGGESTED = 8;
const search = byId("search");
const found = byId("found");

let matches = [];
let lit = -1; // the place of the suggestion that Enter takes, while the letters stay in the field

function suggest() {
  const sought = fold(search.value.trim());
  const rank = (thing) => {
    const all = [thing.label, ...thing.names].map(fold);
    const written = [...all, ...[thing.organization || "", ...thing.prefixes].map(fold)].join(" ");
    return all.some((each) => each.startsWith(sought)) ? 0 : all.some((each) => each.includes(sought)) ? 1
      : sought.split(/\s+/).every((word) => written.includes(word)) ? 2 : 3;
  };
  const ranks = new Map(data.things.map((thing) => [thing, sought ? rank(thing) : 3]));
  matches = data.things.filter((thing) => ranks.get(thing) < 3);
  matches.sort((a, b) => ranks.get(a) - ranks.get(b) || byConnections(a, b));
  lit = matches.length ? 0 : -1;
  found.replaceChildren(...(matches.length ? matches.slice(0, SUGGESTED).map(suggestion) : [make("li", { role: "option", class: "none" }, texts.none_found)]));
  open(Boolean(sought));
  light();
  if (sought) say(fill(texts.found_count, { count: number(matches.length) }));
}

function suggestion(thing, place) {
  // the other name that was typed is said, where it is one, and that a thing is not drawn yet
  const sought = fold(search.value.trim());
  const other = fold(thing.label).includes(sought) ? "" : thing.names.find((each) => fold(each).includes(sought)) || "";
  return make("li", { role: "option", id: `found_${place}`, class: "row", onclick: () => take(thing) },
    symbol(thing.kind, thing.status),
    make("span", {}, name(thing.label, "clamp"), [other, thing.organization, drawn(thing.id) ? "" : texts.hidden].filter(Boolean)
      .map((each) => make("span", { class: "of" }, name(each, "clamp")))),
    make("small", {}, thing.date ? day(thing.date) : texts.kind[thing.kind]));
}

function light() {
  for (const [place, item] of [...found.children].entries()) item.setAttribute("aria-selected", String(place === lit));
  if (lit >= 0 && !found.hidden) {
    search.setAttribute("aria-activedescendant", `found_${lit}`);
    found.children[lit].scrollIntoView({ block: "nearest" });
  } else search.removeAttribute("aria-activedescendant");
}

function take(thing) {
  open(false);
  if (tab !== "map") turn("map");
  show(thing.id);
}

function open(shown) {
  found.hidden = !shown;
  search.setAttribute("aria-expanded", String(shown));
}

search.addEventListener("input", suggest);
search.addEventListener("focus", () => search.value.trim() && suggest());
document.addEventListener("click", (event) => {
  if (!event.target.closest(".search")) open(false);
});
search.addEventListener("keydown", (event) => {
  const last = Math.min(matches.length, SUGGESTED) - 1;
  if (event.key === "Escape") open(false);
  else if (event.key === "Enter" && lit >= 0 && !found.hidden) take(matches[lit]);
  else if (event.key === "ArrowDown" && last >= 0) lit = found.hidden ? lit : Math.min(lit + 1, last);
  else if (event.key === "ArrowUp" && last >= 0) lit = Math.max(lit - 1, 0);
  else return;
  if (event.key.startsWith("Arrow")) {
    open(true);
    light();
  }
  event.preventDefault();
});

function usedStatuses() {
  const used = new Set(data.arrows.filter(shownArrow).flatMap((arrow) => arrow.facts.map((fact) => fact.status)));
  return certain.filter((each) => used.has(each) || (each !== "stated" && data.things.some((thing) => drawn(thing.id) && thing.status === each)));
}

const someNew = () => data.things.some((thing) => thing.new && drawn(thing.id)) ||
  data.arrows.some((arrow) => shownArrow(arrow) && arrow.facts.some((fact) => fact.new));

function legend() {
  const toggle = (set, each, ...body) => make("li", {}, make("button", {
    type: "button", title: texts.toggle, "aria-pressed": String(!set.has(each)), "data-key": each,
    onclick: () => {
      if (!set.delete(each)) set.add(each);
      if (things.has(chosen) && off.kinds.has(things.get(chosen).kind)) chosen = null;
      refilter();
      document.querySelector(`#legend [data-key=${each}], #kinds [data-key=${each}]`).focus();
    },
  }, ...body));
  const kind = (each) => {
    const count = data.things.filter((thing) => thing.kind === each && drawn(thing.id)).length;
    return count ? toggle(off.kinds, each, symbol(each), texts.kinds[each], make("small", {}, number(count))) : null;
  };
  const seen = data.arrows.filter(shownArrow);
  const line = (color, dashes, heavy = 2.2) => svg(30, 8, "line", {
    x1: 0, y1: 4, x2: 30, y2: 4, stroke: color, "stroke-width": heavy, "stroke-dasharray": dashes ? dashes.join(" ") : "none",
  });
  const status = (each) => {
    const { color, dashes } = data.look.statuses[each];
    const used = seen.some((arrow) => arrow.facts.some((fact) => fact.status === each));
    const event = each !== "stated" && data.things.some((thing) => drawn(thing.id) && thing.status === each) ? symbol("event", each) : null;
    return toggle(off.statuses, each, used ? line(color, dashes) : null, event,
      make(each === "denied" ? "s" : "span", { class: each }, texts.statuses[each]));
  };
  const single = seen.some((arrow) => arrow.facts.every((fact) => fact.sources < 2 && fact.status !== "derived"));
  byId("kinds").replaceChildren(...kinds.map(kind).filter(Boolean));
  byId("legend").replaceChildren(make("ul", {}, usedStatuses().map(status),
    single ? make("li", { class: "single" }, line(data.look.statuses.stated.pale), texts.single) : null,
    someNew() ? make("li", { class: "new" },
      svg(16, 16, "circle", { cx: 8, cy: 8, r: 6.5, fill: "none", stroke: data.look.new.color, "stroke-width": 2.2 }),
      line(data.look.statuses.stated.pale, false, 4), texts.new) : null));
}

// ── filters and tabs ───────────────────────────────────────────────────────────────────────────────────────────────

function refilter() {
  names = []; // what is written may be about to go
  words = [];
  sift();
  legend();
  const kept = (things.has(chosen) && !gone(chosen)) || (arrows.has(chosen) && live(chosen).length);
  show(kept ? chosen : null, false);
  const [some, links] = [data.things.filter((thing) => !gone(thing.id)).length, [...left.values()].filter((facts) => facts.length).length];
  byId("count").textContent = filtered() ? fill(some ? texts.count : texts.what_is_left, { things: number(some), links: number(links) }) : "";
  byId("reset").hidden = !filtered();
  byId("omitted").textContent = omitted();
  for (const key of ["certainty", "sources"]) byId(key).value = String(wanted[key]);
  if (tab === "table") table();
  if (tab === "sources") sourcesList();
}

function options(key, values, said) {
  byId(`${key}_label`).textContent = key === "sources" ? texts.min_sources : texts[key];
  byId(key).replaceChildren(...[0, ...values].map((value) =>
    make("option", { value, selected: wanted[key] === value }, value ? fill(texts.at_least, { value: said(value) }) : texts.any)));
}

for (const key of ["certainty", "sources"]) {
  byId(key).addEventListener("change", () => {
    wanted[key] = Number(byId(key).value);
    refilter();
  });
}
byId("reset").addEventListener("click", () => {
  unfilter();
  refilter();
  byId("search").focus();
});

let tab = "map";
const tabs = [...byId("tabs").children];
function turn(to) {
  tab = to;
  for (const each of tabs) {
    const on = each.id === `tab_${to}`;
    each.setAttribute("aria-selected", String(on));
    each.tabIndex = on ? 0 : -1;
    // the drawing keeps its size behind the table, so that it can be printed
    if (each.id === "tab_map") byId("view_map").classList.toggle("behind", !on);
    else byId(`view_${each.id.slice(4)}`).hidden = !on;
  }
  if (to === "table") table();
  if (to === "sources") sourcesList();
}
for (const [place, each] of tabs.entries()) {
  each.addEventListener("click", () => turn(each.id.slice(4)));
  each.addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    const following = tabs[(place + by + tabs.length) % tabs.length];
    following.focus();
    turn(following.id.slice(4));
  });
}

function speak(language) {
  lang = language;
  texts = data.texts[lang];
  document.documentElement.lang = lang;
  heading();
  search.placeholder = texts.search;
  for (const [id, text] of Object.entries({
    search: texts.search, found: texts.search, map: texts.map, languages: texts.language, kinds: texts.toggle, bar: texts.filters, tabs: texts.tabs, filters: texts.filters, panel: texts.all,
    zoom_in: texts.zoom_in, zoom_out: texts.zoom_out, fit: texts.fit,
  })) byId(id).setAttribute("aria-label", text);
  for (const id of ["zoom_in", "zoom_out", "fit"]) byId(id).title = texts[id];
  for (const id of ["save", "print", "reset", "skip", "tab_map", "tab_table", "tab_sources"]) byId(id).textContent = texts[id];
  for (const button of byId("languages").children) {
    button.setAttribute("aria-pressed", String(button.dataset.lang === lang));
  }
  options("certainty", [0.5, 0.7, 0.9], (value) => `${Math.round(100 * value)}%`);
  options("sources", [2, 3, 5], number);
  open(false);
  timeline();
  refilter();
  if (byId("sheet")) paper();
}

for (const button of byId("languages").children) button.addEventListener("click", () => speak(button.dataset.lang));
byId("save").addEventListener("click", save);
byId("print").addEventListener("click", () => window.print());
new ResizeObserver(lanes).observe(byId("time"));
chosen = things.has(data.about.focus) ? data.about.focus : null;
turn("map");
speak(lang);
fit();
paint();
window.kabargraf = { network, show, named: () => names.map(({ id }) => id), seen };
