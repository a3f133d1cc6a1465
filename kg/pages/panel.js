// The panel: a node's or an arrow's facts with their sentences, or the list of all nodes.

const TALL = 100; // letters of a sentence that its box may cut where it has many lines, so that the keyboard must reach it to scroll
const OPEN_FACTS = 6; // of a node's links that show their sentence at once

function evidence(each) {
  const title = each.headline || texts.no_headline;
  const headline = each.url
    ? make("a", { href: each.url, target: "_blank", rel: "noopener noreferrer" }, name(title))
    : name(title);
  const length = each.before.length + each.words.length + each.after.length;
  const rule = fill(texts.rule, { rule: each.rule, confidence: Math.round(each.confidence * 100) });
  return make("div", { class: "evidence" },
    make("blockquote", { dir: "auto", tabindex: length > TALL ? 0 : null }, each.before, make("mark", {}, each.words), each.after),
    make("p", { class: "source" }, headline,
      each.publisher ? [" · ", name(each.publisher)] : null, each.date ? ` · ${day(each.date)}` : null),
    make("p", { class: "rule" }, rule, each.modality === "stated" ? null : chip(each.modality)));
}

function sentences(fact) {
  const [first, ...rest] = fact.evidence;
  if (!first) return [make("p", { class: "rule" }, texts.no_sentence)];
  const older = fact.sentences - fact.evidence.length;
  return [
    evidence(first),
    rest.length
      ? make("details", { class: "more" },
          make("summary", {}, fill(texts.more_sentences, { count: number(fact.sentences - 1) })),
          rest.map(evidence),
          older > 0 ? make("p", { class: "rule" }, fill(texts.left_sentences, { count: number(older) })) : null)
      : older > 0 ? make("p", { class: "rule" }, fill(texts.left_sentences, { count: number(older) })) : null,
  ];
}

function span(fact) {
  // how many say so and when, and the rank they give
  const told = days(fact.first, fact.last);
  return make("div", { class: "of" }, [
    fact.evidence.length ? counted(texts.copied, fact.sources) : "",
    fact.sentences > 1 ? counted(texts.sentences_count, fact.sentences) : "",
    (fact.ranks || []).length ? `${texts.rank}: ${fact.ranks.join(", ")}` : "",
    told ? `${texts.attested}: ${told}` : "",
    ...[["seen", days(fact.seen_first, fact.seen_last)], ["began", days(fact.start)], ["ended", days(fact.end)]]
      .map(([key, some]) => (some ? `${texts[key]}: ${some}` : "")),
  ].filter(Boolean).join(" · "));
}

function card(open, heading, ...body) {
  // a fact that folds; no <details>, as the name in its heading is a button of its own
  const inside = make("div", { hidden: !open }, ...body);
  const folder = make("button", { type: "button", class: "fold", "aria-expanded": String(open), "aria-label": texts.sentences, title: texts.sentences, onclick: () => {
    inside.hidden = !inside.hidden;
    folder.setAttribute("aria-expanded", String(!inside.hidden));
  } });
  return make("div", { class: "fact" }, make("div", { class: "what" }, make("span", {}, heading), folder), inside);
}

function link(arrow, fact, from, open) {
  const other = things.get(arrow.from === from ? arrow.to : arrow.from);
  const button = make("button", { type: "button", class: "link", onclick: () => show(other.id) }, name(other.label));
  const heading = [
    make("span", { class: "verb" }, `${verb(fact, arrow.from !== from)} `), button,
    other.organization && other.organization !== things.get(from).label
      ? make("span", { class: "of" }, " · ", name(other.organization)) : null,
    ...marks(fact),
  ];
  return card(open, heading, span(fact), ...sentences(fact));
}

function own(fact) {
  const label = Object.hasOwn(texts.facts, fact.kind) ? texts.facts[fact.kind] : fact.label[lang];
  // words are shown in their sentence; where no sentence is left, as they are
  const value = fact.kind === "creator" && fact.evidence.length ? null
    : Object.hasOwn(texts.chips, fact.value) ? texts.chips[fact.value] : day(fact.value);
  return card(true,
    [make("span", { class: "verb" }, value ? `${label}: ` : label), value ? name(value, "clamp") : null, ...marks(fact)],
    span(fact), ...sentences(fact));
}

function row(thing) {
  return make("li", {}, make("button", { type: "button", class: "row", onclick: () => show(thing.id) },
    symbol(thing.kind, thing.status),
    make("span", {}, name(thing.label, "clamp"),
      thing.organization ? make("span", { class: "of" }, name(thing.organization, "clamp")) : null, fresh(thing)),
    make("small", {}, thing.date ? day(thing.date) : thing.articles > 1 ? fill(texts.count_articles, { count: number(thing.articles) }) : "")));
}

const byConnections = (a, b) => b.connections - a.connections || (a.label < b.label ? -1 : 1);

function listPanel() {
  return [
    make("h2", {}, texts.all),
    make("p", { class: "hint" }, texts.how),
    ...pathList(),
    ...kinds.flatMap((kind) => {
      const some = data.things.filter((thing) => thing.kind === kind && !gone(thing.id)).sort(byConnections);
      return some.length
        ? [make("h3", {}, `${texts.kinds[kind]} · ${number(some.length)}`), make("ul", { class: "list" }, some.map(row))]
        : [];
    }),
  ];
}

function pathList() {
  // the ways between two things; a click lights one up
  const paths = (data.about.paths || []).filter(({ nodes: ids }) => ids.every((id) => things.has(id)));
  if (!paths.length) return [];
  return [make("h3", {}, `${texts.paths_heading} · ${number(paths.length)}`), make("ul", { class: "list" }, paths.map((path) => {
    const on = way === path.nodes;
    const why = path.why.map((each) => texts.paths[each]).join(" · ");
    return make("li", {}, make("button", { type: "button", class: "way", "aria-pressed": String(on), onclick: () => {
      way = on ? null : path.nodes;
      show(null);
    } }, why ? make("small", {}, why) : null, path.nodes.flatMap((id, place) => [place ? " → " : null, name(things.get(id).label)])));
  }))];
}

const newer = (a, b) => (a.last < b.last ? 1 : a.last > b.last ? -1 : 0);

const back = () => make("button", { type: "button", class: "back", onclick: () => {
  show(null);
  byId("panel").focus();
} }, texts.back);

function neighbours(thing) {
  // what is beside it in the page's data and not drawn yet
  const more = hiddenBeside(thing.id).length;
  const some = openedFrom(thing.id).length;
  const change = (deed) => () => {
    deed(thing.id);
    refilter();
    show(thing.id, false);
    if (!moved || deed === unfold) fit(300);
    say(deed === unfold ? fill(texts.opened, { count: number(openedFrom(thing.id).length) }) : "");
    const button = byId("panel").querySelector(".unfold, .foldup");
    if (button) button.focus();
  };
  const text = fill(some ? texts.unfold_more : texts.unfold, { count: number(Math.min(more, OPENED)) });
  return make("p", { class: "open" },
    more ? make("button", { type: "button", class: "act unfold", onclick: change(unfold) }, text) : null,
    some ? make("button", { type: "button", class: "act foldup", onclick: change(foldUp) }, texts.foldup) : null);
}

function thingPanel(thing) {
  const facts = [
    [texts.type, thing.types.map((type) => type[lang]).join(", ")],
    [texts.body, thing.organization],
    [texts.names, thing.names.join(", ")],
    [texts.titles, [...thing.prefixes, ...thing.suffixes].join(", ")],
    [texts.date, thing.date ? day(thing.date) : ""],
    [texts.status, Object.hasOwn(texts.chips, thing.status) ? texts.chips[thing.status] : ""],
    [texts.articles, number(thing.articles)],
    [texts.min_sources, thing.sources ? counted(texts.copied, thing.sources) : ""],
  ].filter(([, value]) => value);
  const links = touching.get(thing.id).flatMap((arrow) => live(arrow.id).map((fact) => [arrow, fact]))
    .sort(([, a], [, b]) => newer(a, b) || certain.indexOf(a.status) - certain.indexOf(b.status));
  const rest = (thing.facts_within || 0) - thing.facts.length;
  return [
    back(),
    make("p", { class: "kind" }, symbol(thing.kind, thing.status), texts.kind[thing.kind], fresh(thing)),
    make("h2", {}, name(thing.label, "clamp")),
    make("dl", {}, facts.flatMap(([label, value]) => [make("dt", {}, label), make("dd", {}, name(value, "clamp"))])),
    neighbours(thing),
    make("h3", {}, `${texts.links_heading} · ${links.length}`),
    links.length ? null : make("p", { class: "hint" }, texts.no_links),
    ...links.map(([arrow, fact], place) => link(arrow, fact, thing.id, place < OPEN_FACTS)),
    thing.facts.length ? make("h3", {}, texts.facts_heading) : null,
    ...thing.facts.filter((fact) => wants(fact, [thing.id])).map(own),
    rest > 0 ? make("p", { class: "hint" }, fill(texts.more_facts, { count: number(rest) })) : null,
  ];
}

function arrowPanel(arrow) {
  const end = (id) => {
    const thing = things.get(id);
    return make("button", { type: "button", onclick: () => show(id) }, symbol(thing.kind, thing.status), make("span", {},
      name(thing.label, "clamp"), thing.organization ? make("span", { class: "of" }, name(thing.organization)) : null));
  };
  return [
    back(),
    make("div", { class: "ends" }, end(arrow.from), make("p", {}, `↓ ${arrowWord(arrow, live(arrow.id))}`), end(arrow.to)),
    live(arrow.id).length > 1 ? make("h3", {}, fill(texts.facts_count, { count: live(arrow.id).length })) : null,
    ...live(arrow.id).map((fact) =>
      card(true, [make("span", { class: "verb" }, verb(fact)), ...marks(fact)], span(fact), ...sentences(fact))),
  ];
}
