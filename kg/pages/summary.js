// The headline and three lines that say in words what the picture shows: who is in the middle, how many of what kinds
// from when, which link is attested best, and what was left out and why. Facts only, put into the sentences of texts.json.

const FORMS = new Map(); // plural rules by language
function counted(forms, count) {
  if (!FORMS.has(lang)) FORMS.set(lang, new Intl.PluralRules(lang));
  return fill(forms[FORMS.get(lang).select(count)] || forms.other, { count: number(count) });
}

const isolated = (text) => `\u2068${text.length > 80 ? `${text.slice(0, 79)}…` : text}\u2069`;
const called = (thing) => {
  // a post with its body, where its own name does not say it: "Ketua, Majelis Sholawat Bontang"
  const body = thing.kind === "post" ? thing.organization : "";
  return isolated(body && !fold(thing.label).includes(fold(body.split(" ").pop())) ? `${thing.label}, ${body}` : thing.label);
};

function middle() {
  const { focus, paths, view } = data.about;
  if (view === "path") return ways(paths);
  if (things.has(focus)) return portrait(things.get(focus));
  const seen = data.things.filter((thing) => !thing.hidden);
  const most = (kind, by) => seen.filter((thing) => thing.kind === kind).sort((a, b) => b[by] - a[by] || byImportance(a, b))[0];
  const [body, person] = [most("organization", "connections"), most("person", "articles")];
  if (body && person) {
    return fill(texts.middle_body, {
      body: fill(texts.with_links, { name: called(body), count: number(body.connections) }),
      person: fill(texts.with_articles, { name: called(person), count: number(person.articles) }),
    });
  }
  const great = seen.sort(byImportance).slice(0, 3);
  return great.length ? fill(texts.summary, { names: listed(great.map(called)) }) : "";
}

function ways(paths) {
  const known = paths.filter(({ nodes: ids }) => ids.length > 1 && ids.every((id) => things.has(id)));
  if (!known.length) return texts.no_way;
  const shortest = known.reduce((a, b) => (b.nodes.length < a.nodes.length ? b : a)).nodes.map((id) => called(things.get(id)));
  return fill(known.length === 1 ? texts.ways.one : texts.ways.other, {
    count: number(known.length), a: shortest[0], b: shortest[shortest.length - 1],
    steps: number(shortest.length - 1), names: shortest.join(" – "),
  });
}

function portrait(focus) {
  // what the thing in the middle is and does
  const order = Object.keys(texts.links);
  const links = touching.get(focus.id).flatMap((arrow) => arrow.facts.map((fact) => [arrow, fact]))
    .filter(([, fact]) => fact.status !== "denied")
    .sort(([, a], [, b]) => order.indexOf(a.kind) - order.indexOf(b.kind));
  const said = new Map();
  for (const [arrow, fact] of links) {
    const word = verb(fact, arrow.from !== focus.id);
    said.set(word, [...(said.get(word) || []), things.get(arrow.from === focus.id ? arrow.to : arrow.from)]);
  }
  const phrases = [...said].slice(0, 3).map(([word, others]) => {
    const [great, ...rest] = [...new Set(others)].sort(byImportance);
    return `${word} ${called(great)}${rest.length ? ` (+${number(rest.length)})` : ""}`;
  });
  const types = focus.types.map((type) => type[lang]).filter((type) => fold(type) !== fold(focus.label)); // a ministry is its own kind
  const kind = types.join(", ") || texts.kind[focus.kind];
  const first = kind.charAt(0).toUpperCase() + kind.slice(1);
  return `${first}${focus.date ? ` (${day(focus.date)})` : ""}${phrases.length ? ": " : ""}${phrases.join("; ")}.`;
}

function contents() {
  const seen = data.things.filter((thing) => !thing.hidden);
  const some = kinds.map((kind) => [kind, seen.filter((thing) => thing.kind === kind).length]).filter(([, count]) => count);
  if (!some.length) return texts.no_links_at_all;
  const { first, last, articles } = data.about;
  const line = fill(texts.contents, {
    kinds: listed(some.map(([kind, count]) => counted(texts.counted[kind], count))),
    articles: counted(texts.articles_count, articles), days: first || last ? `, ${days(first, last)}` : "",
  });
  return `${line.charAt(0).toUpperCase()}${line.slice(1)} ${best(seen)}`;
}

function best(seen) {
  // the link that the most sources tell of, and then the most sentences; that a post is in its body is told by its name
  const shown = new Set(seen.map((thing) => thing.id));
  const told = data.arrows.filter((arrow) => shown.has(arrow.from) && shown.has(arrow.to) && !arrow.hidden)
    .flatMap((arrow) => arrow.facts.filter((fact) => fact.evidence.length && fact.kind !== "postIn").map((fact) => [arrow, fact]));
  if (!told.length) return "";
  const [arrow, fact] = told.reduce((a, b) => ((b[1].sources - a[1].sources || b[1].sentences - a[1].sentences) > 0 ? b : a));
  return fact.sources < 2 ? texts.all_single : fill(texts.best, {
    a: called(things.get(arrow.from)), b: called(things.get(arrow.to)), verb: verb(fact),
    sources: counted(texts.sources_count, fact.sources),
  });
}

const asked = (since, until) => since && until ? days(since, until)
  : fill(since ? texts.after : texts.before, { day: day(since || until) });

function omitted() {
  const about = data.about;
  const focus = things.get(about.focus);
  const { shown, within: all, arrows_shown, arrows_within } = about;
  const values = {
    shown: number(shown), within: number(all), arrows_shown: number(arrows_shown), arrows_within: number(arrows_within),
    measure: texts.measures[about.measure], focus: focus ? called(focus) : "",
  };
  const hidden = data.things.filter((thing) => !drawn(thing.id)).length;
  return [
    about.redacted ? texts.redacted : "", // first, as a narrow screen cuts what is long
    fill(shown < all ? (focus ? texts.around : texts.some) : texts.everything, values),
    about.since || about.until ? fill(texts.span_asked, { days: asked(about.since, about.until) }) : "",
    about.place ? fill(texts.place_asked, { place: isolated(String(about.place)) }) : "",
    about.new ? newNames(about.new) : "",
    about.view === "event" ? occasion(focus) : "",
    hidden ? fill(texts.more_hidden, { count: number(hidden) }) : "",
    opened.size ? fill(texts.opened_more, { count: number(opened.size) }) : "",
  ].filter(Boolean).join(" ");
}

function occasion(event) {
  // why an event stands alone, or has nothing before or after it
  const { before, after } = data.about;
  const alone = !touching.get(event.id).length;
  if (alone) return texts.no_party;
  if (!event.date) return texts.no_day;
  if (!before.length && !after.length) return texts.no_other;
  return !before.length ? texts.none_before : !after.length ? texts.none_after : "";
}

const newNames = ({ things: some, links }) => some || links
  ? fill(texts.new_since, { count: fill(texts.count, { things: number(some), links: number(links) }) }) : texts.nothing_new;

function heading() {
  const focus = things.get(data.about.focus);
  const ends = (data.about.paths || []).map(({ nodes: ids }) => [ids[0], ids[ids.length - 1]].map((id) => things.get(id)))
    .find((pair) => pair.every(Boolean));
  byId("title").textContent = data.title || (ends ? ends.map((thing) => thing.label).join(" – ") : focus ? focus.label : texts.overview);
  byId("summary").textContent = middle();
  byId("sentence").textContent = contents();
  byId("omitted").textContent = omitted();
  document.title = data.title || `${byId("title").textContent} · ${data.name}`;
}
