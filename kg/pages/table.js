// The same facts as a table that sorts by each of its columns, and the list of sources with what is not dated and what
// contradicts itself. Both are made when they are looked at or printed, and follow the filters.

const sorting = { column: "sources", down: true };

function tableRows() {
  const row = (fact, from, to, value, target) => ({
    from, to, target, fact, value, days: when(fact, ...[from, to].filter(Boolean).map((thing) => thing.id)), newest: fact.evidence[0],
  });
  return [
    ...data.arrows.flatMap((arrow) => live(arrow.id).map((fact) => row(fact, things.get(arrow.from), things.get(arrow.to), "", arrow.id))),
    ...data.things.filter((thing) => !gone(thing.id)).flatMap((thing) => thing.facts.filter((fact) => wants(fact, [thing.id]))
      .map((fact) => row(fact, thing, null, said(fact), thing.id))),
  ];
}

const said = (fact) => Object.hasOwn(texts.chips, fact.value) ? texts.chips[fact.value] : day(fact.value);
const relation = (fact) => Object.hasOwn(texts.links, fact.kind) ? texts.links[fact.kind][0]
  : Object.hasOwn(texts.facts, fact.kind) ? texts.facts[fact.kind] : fact.label[lang];

const KEYS = {
  from: (row) => row.from.label.toLowerCase(),
  verb: (row) => relation(row.fact),
  to: (row) => (row.to ? row.to.label : row.value).toLowerCase(),
  day: (row) => (row.days ? row.days[0] : ""),
  status: (row) => certain.indexOf(row.fact.status),
  sources: (row) => row.fact.sources * 10_000 + row.fact.sentences,
  certainty: (row) => row.fact.certainty,
  article: (row) => (row.newest ? row.newest.headline.toLowerCase() : ""),
};

function table() {
  const rows = tableRows();
  const key = KEYS[sorting.column];
  const sign = sorting.down ? -1 : 1;
  rows.sort((a, b) => (key(a) < key(b) ? -sign : key(a) > key(b) ? sign : 0));
  const column = (each) => make("th", {
    scope: "col", "aria-sort": sorting.column !== each ? "none" : sorting.down ? "descending" : "ascending",
  }, make("button", { type: "button", title: fill(texts.sort, { column: texts.columns[each] }), "data-column": each, onclick: () => {
    sorting.down = sorting.column === each ? !sorting.down : ["sources", "certainty", "day"].includes(each);
    sorting.column = each;
    table();
    byId("view_table").querySelector(`[data-column=${each}]`).focus();
  } }, texts.columns[each], make("span", { "aria-hidden": "true" }, sorting.column !== each ? "" : sorting.down ? " ▾" : " ▴")));
  byId("view_table").replaceChildren(make("table", {},
    make("caption", {}, `${texts.table_caption} · ${number(rows.length)}`),
    make("thead", {}, make("tr", {}, Object.keys(KEYS).map(column))),
    make("tbody", {}, rows.map(tableRow))),
  ...(rows.length ? [] : [make("p", { class: "hint" }, texts.none_left)]));
}

function tableRow({ from, to, value, fact, days: some, newest, target }) {
  const thing = (each) => make("button", { type: "button", class: "link", onclick: () => show(each.id) },
    symbol(each.kind, each.status), make("span", {}, name(each.label, "clamp"),
      each.organization ? make("span", { class: "of" }, name(each.organization, "clamp")) : null));
  return make("tr", { class: fact.status },
    make("th", { scope: "row" }, thing(from)),
    make("td", {}, make("button", { type: "button", class: "plain", onclick: () => show(target) },
      make(fact.status === "denied" ? "s" : "span", {}, relation(fact)))),
    make("td", {}, to ? thing(to) : name(value.slice(0, 300), "clamp")),
    make("td", { class: "day" }, some ? days(...some) : "–"),
    make("td", {}, texts.statuses[fact.status]),
    make("td", { class: "figure" }, fact.evidence.length ? number(fact.sources) : "–"),
    make("td", { class: "figure" }, fact.evidence.length ? `${number(Math.round(fact.certainty * 100))}%` : "–"),
    make("td", {}, newest ? source(newest) : "–"));
}

function source({ headline, publisher, url, date }, more = "") {
  const title = headline || texts.no_headline;
  return make("span", { class: "source" },
    url ? make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, name(title, "clamp")) : name(title, "clamp"),
    make("span", { class: "of" }, 
      [publisher ? name(publisher) : null, date ? day(date) : null, more].filter(Boolean)
        .flatMap((each, place) => (place ? [" · ", each] : [each]))));
}

function sourcesList() {
  const told = new Map();
  for (const { fact } of tableRows()) {
    for (const { article } of fact.evidence) told.set(article, (told.get(article) || 0) + 1);
  }
  const articles = [...told.keys()].map((place) => {
    const [headline, publisher, url, date] = data.articles[place];
    return { headline, publisher, url, date, facts: told.get(place) };
  }).sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : a.headline < b.headline ? -1 : 1));
  byId("view_sources").replaceChildren(
    make("h2", {}, `${texts.sources_heading} · ${number(articles.length)}`),
    make("ol", {}, articles.map((article) => make("li", {}, source(article, fill(texts.source_facts, { count: number(article.facts) }))))),
    make("h2", {}, texts.undated_heading), ...undatedList(articles),
    make("h2", {}, texts.conflict_heading), ...conflicts());
}

function undatedList(articles) {
  const events = data.things.filter((thing) => thing.kind === "event" && !thing.date && !gone(thing.id));
  const silent = articles.filter((article) => !article.date).length;
  if (!events.length && !silent) return [make("p", {}, texts.all_dated)];
  return [
    silent ? make("p", {}, fill(texts.undated_articles, { count: number(silent) })) : null,
    events.length ? make("p", {}, `${texts.undated_events}:`) : null,
    events.length ? make("ul", { class: "list" }, events.map(row)) : null,
  ].filter(Boolean);
}

function conflicts() {
  // what some articles say and others deny, and events that are told at different times
  const found = [];
  const add = (id, text, values) => found.push(make("li", {}, make("button", { type: "button", class: "link", onclick: () => show(id) }, fill(text, values))));
  for (const arrow of data.arrows) {
    for (const fact of live(arrow.id)) {
      if (new Set(fact.evidence.map(({ modality }) => modality === "denied")).size < 2) continue;
      const [from, to] = [arrow.from, arrow.to].map((id) => called(things.get(id)));
      add(arrow.id, texts.conflict_denied, { name: `${from} – ${verb(fact)} – ${to}` });
    }
  }
  for (const thing of data.things) {
    if (gone(thing.id)) continue;
    const values = (...all) => [...new Set(thing.facts.filter(({ kind }) => all.includes(kind)).map(({ value }) => value))];
    const times = values("hasTimeStamp", "hasBeginTimeStamp");
    const states = values("eventStatus");
    if (times.length > 1) add(thing.id, texts.conflict_dates, { name: called(thing), days: listed(times.sort().map(day)) });
    if (states.includes("happened") && states.includes("denied")) add(thing.id, texts.conflict_status, { name: called(thing) });
  }
  return found.length ? [make("ul", { class: "list" }, found)] : [make("p", {}, texts.no_conflict)];
}
