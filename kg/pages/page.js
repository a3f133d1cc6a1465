"use strict";
// The page's behaviour: draws the network, and shows for a node or an arrow its facts with their sentences.
// Text of articles only ever becomes a text node (see `make`); ids are only looked up in Maps.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const things = new Map(data.things.map((thing) => [thing.id, thing]));
  const arrows = new Map(data.arrows.map((arrow) => [arrow.id, arrow]));
  const touching = new Map(data.things.map((thing) => [thing.id, []]));
  for (const arrow of data.arrows) {
    touching.get(arrow.from).push(arrow);
    touching.get(arrow.to).push(arrow);
  }
  const FEW_ARROWS = 45; // up to here each arrow carries its word; beyond, only those of the chosen node do
  const LEADING = 12; // names of the best connected that are written before the others
  const OPEN_FACTS = 6; // of a node's links that show their sentence at once
  const kinds = Object.keys(data.look.kinds);
  const hidden = new Set(); // kinds that the reader has switched off
  let lang = data.lang;
  let texts = data.texts[lang];
  let chosen = null; // the id of a node or of an arrow

  const byId = (id) => document.getElementById(id);

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name === "onclick") element.addEventListener("click", value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value != null) element.setAttribute(name, value);
    }
    element.append(...children.flat().filter((child) => child != null && child !== ""));
    return element;
  }

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

  function symbol(kind) {
    const look = data.look.kinds[kind];
    if (look.shape === "dot") return svg(16, 16, "circle", { cx: 8, cy: 8, r: 6.5, fill: look.color });
    const points = {
      square: "2,2 14,2 14,14 2,14",
      diamond: "8,0.5 15.5,8 8,15.5 0.5,8",
      triangleDown: "1,2.5 15,2.5 8,14.5",
      star: "8,0.5 10,6 15.8,6 11.2,9.5 12.8,15.2 8,11.8 3.2,15.2 4.8,9.5 0.2,6 6,6",
    };
    return svg(16, 16, "polygon", { points: points[look.shape], fill: look.color });
  }

  // ── words ──────────────────────────────────────────────────────────────────────────────────────────────────────

  const verb = (fact, backwards = false) => {
    const words = Object.hasOwn(texts.links, fact.kind) ? texts.links[fact.kind] : null;
    return words ? words[backwards ? 1 : 0] : (backwards ? "← " : "") + fact.label[lang];
  };
  const arrowWord = (arrow) => {
    const [first, ...rest] = arrow.facts;
    return (first.status === "denied" ? "✕ " : "") + verb(first) + (rest.length ? ` (+${rest.length})` : "");
  };
  const doubt = (fact) => (fact.kind === "candidateFor" ? null : chip(fact.status)); // a candidacy is stated, not planned
  const chip = (status) =>
    Object.hasOwn(texts.chips, status) ? make("span", { class: `chip ${status}` }, texts.chips[status]) : null;

  // ── the panel ──────────────────────────────────────────────────────────────────────────────────────────────────

  function evidence(each) {
    const title = each.headline || texts.no_headline;
    const headline = each.url
      ? make("a", { href: each.url, target: "_blank", rel: "noopener noreferrer" }, name(title))
      : name(title);
    const rule = fill(texts.rule, { rule: each.rule, confidence: Math.round(each.confidence * 100) });
    return make("div", { class: "evidence" },
      make("blockquote", { dir: "auto" }, each.before, make("mark", {}, each.words), each.after),
      make("p", { class: "source" }, headline,
        each.publisher ? [" · ", name(each.publisher)] : null, each.date ? ` · ${day(each.date)}` : null),
      make("p", { class: "rule" }, rule, each.modality === "stated" ? null : chip(each.modality)));
  }

  function sentences(fact) {
    const [first, ...rest] = fact.evidence;
    if (!first) return [make("p", { class: "rule" }, texts.no_sentence)];
    const left = fact.sentences - fact.evidence.length;
    return [
      evidence(first),
      rest.length
        ? make("details", { class: "more" },
            make("summary", {}, fill(texts.more_sentences, { count: number(fact.sentences - 1) })),
            rest.map(evidence),
            left > 0 ? make("p", { class: "rule" }, fill(texts.left_sentences, { count: number(left) })) : null)
        : null,
    ];
  }

  function span(fact) {
    // when the articles say so, and the rank they give
    const days = [...new Set([fact.first, fact.last].filter(Boolean).map(day))].join(" – ");
    return make("div", { class: "of" },
      [(fact.ranks || []).length ? `${texts.rank}: ${fact.ranks.join(", ")}` : "", days ? `${texts.attested}: ${days}` : ""]
        .filter(Boolean).join(" · "));
  }

  const card = (open, heading, ...body) =>
    make("details", { class: "fact", open }, make("summary", {}, heading), ...body);

  function link(arrow, fact, from, open) {
    const other = things.get(arrow.from === from ? arrow.to : arrow.from);
    const button = make("button", { type: "button", class: "link", onclick: (event) => {
      event.preventDefault();
      show(other.id);
    } }, name(other.label));
    const heading = [
      make("span", { class: "verb" }, `${verb(fact, arrow.from !== from)} `), button,
      other.organization && other.organization !== things.get(from).label
        ? make("span", { class: "of" }, " · ", name(other.organization)) : null,
      doubt(fact),
    ];
    return card(open, heading, span(fact), ...sentences(fact));
  }

  function own(fact) {
    const label = Object.hasOwn(texts.facts, fact.kind) ? texts.facts[fact.kind] : fact.label[lang];
    const value = fact.kind === "creator" ? null
      : Object.hasOwn(texts.chips, fact.value) ? texts.chips[fact.value] : day(fact.value);
    return card(true,
      [make("span", { class: "verb" }, value ? `${label}: ` : label), value ? name(value, "clamp") : null],
      ...sentences(fact));
  }

  function row(thing) {
    return make("li", {}, make("button", { type: "button", class: "row", onclick: () => show(thing.id) },
      symbol(thing.kind),
      make("span", {}, name(thing.label, "clamp"),
        thing.organization ? make("span", { class: "of" }, name(thing.organization, "clamp")) : null),
      make("small", {}, thing.date ? day(thing.date) : thing.articles > 1 ? fill(texts.count_articles, { count: number(thing.articles) }) : "")));
  }

  const byConnections = (a, b) => b.connections - a.connections || (a.label < b.label ? -1 : 1);

  function listPanel() {
    const left = data.about.within - data.about.shown;
    const note = data.about.focus ? texts.left_out_focus : texts.left_out;
    return [
      make("h2", {}, texts.all),
      make("p", { class: "hint" }, texts.how),
      left > 0 ? make("p", { class: "hint" }, fill(note, { left: number(left) })) : null,
      ...kinds.flatMap((kind) => {
        const some = data.things.filter((thing) => thing.kind === kind && !hidden.has(kind)).sort(byConnections);
        return some.length
          ? [make("h3", {}, `${texts.kinds[kind]} · ${some.length}`), make("ul", { class: "list" }, some.map(row))]
          : [];
      }),
    ];
  }

  const newer = (a, b) => (a.last < b.last ? 1 : a.last > b.last ? -1 : 0);
  const certain = Object.keys(data.look.statuses); // in the order of the table

  const back = () => make("button", { type: "button", class: "back", onclick: () => show(null) }, texts.back);

  function thingPanel(thing) {
    const facts = [
      [texts.type, thing.types.map((type) => type[lang]).join(", ")],
      [texts.body, thing.organization],
      [texts.names, thing.names.join(", ")],
      [texts.titles, [...thing.prefixes, ...thing.suffixes].join(", ")],
      [texts.date, thing.date ? day(thing.date) : ""],
      [texts.status, Object.hasOwn(texts.chips, thing.status) ? texts.chips[thing.status] : ""],
      [texts.articles, number(thing.articles)],
    ].filter(([, value]) => value);
    const links = touching.get(thing.id).flatMap((arrow) => arrow.facts.map((fact) => [arrow, fact]))
      .sort(([, a], [, b]) => newer(a, b) || certain.indexOf(a.status) - certain.indexOf(b.status));
    const left = (thing.facts_within || 0) - thing.facts.length;
    return [
      back(),
      make("p", { class: "kind" }, symbol(thing.kind), texts.kind[thing.kind]),
      make("h2", {}, name(thing.label, "clamp")),
      make("dl", {}, facts.flatMap(([label, value]) => [make("dt", {}, label), make("dd", {}, name(value, "clamp"))])),
      make("h3", {}, `${texts.links_heading} · ${links.length}`),
      links.length ? null : make("p", { class: "hint" }, texts.no_links),
      ...links.map(([arrow, fact], place) => link(arrow, fact, thing.id, place < OPEN_FACTS)),
      thing.facts.length ? make("h3", {}, texts.facts_heading) : null,
      ...thing.facts.map(own),
      left > 0 ? make("p", { class: "hint" }, fill(texts.more_facts, { count: number(left) })) : null,
    ];
  }

  function arrowPanel(arrow) {
    const end = (id) => {
      const thing = things.get(id);
      return make("button", { type: "button", onclick: () => show(id) }, symbol(thing.kind), make("span", {},
        name(thing.label, "clamp"), thing.organization ? make("span", { class: "of" }, name(thing.organization)) : null));
    };
    return [
      back(),
      make("div", { class: "ends" }, end(arrow.from), make("p", {}, `↓ ${arrowWord(arrow)}`), end(arrow.to)),
      arrow.facts.length > 1 ? make("h3", {}, fill(texts.facts_count, { count: arrow.facts.length })) : null,
      ...arrow.facts.map((fact) =>
        card(true, [make("span", { class: "verb" }, verb(fact)), doubt(fact)], span(fact), ...sentences(fact))),
    ];
  }

  // ── the drawing ────────────────────────────────────────────────────────────────────────────────────────────────

  const nodes = new vis.DataSet(data.drawing.nodes);
  const edges = new vis.DataSet(data.drawing.edges.map((edge) => ({ ...edge, label: arrowWord(arrows.get(edge.id)) })));
  const radius = new Map(data.drawing.nodes.map((node) => [node.id, node.size]));
  const colors = new Map(data.drawing.edges.map((edge) => [edge.id, edge.color]));
  const network = new vis.Network(byId("map"), { nodes, edges }, data.drawing.options);

  // letters and shapes keep a size on the screen that can be seen from afar
  const steady = (size, least) => Math.max(size, (least * size) / network.getScale());
  const letters = () => steady(14, 0.86);
  const grown = (id) => steady(radius.get(id), 0.38);
  const pen = document.createElement("canvas").getContext("2d");
  const width = (text, size) => {
    pen.font = `${size}px ${data.drawing.options.nodes.font.face}`;
    return pen.measureText(text).width;
  };
  const apart = (a, b) => a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];

  function writing(near) {
    // as on a map: a name is written where there is room; those near the chosen thing come first, then the best
    // connected, of which the first few may cover lesser shapes. Gives the names written, and the boxes taken.
    const size = letters();
    const first = (node) => (near.has(node.id) ? 1e9 : 0) + things.get(node.id).connections;
    const seen = data.drawing.nodes.filter((node) => !gone(node.id)).sort((a, b) => first(b) - first(a));
    const shape = (node) => {
      const [{ x, y }, half] = [network.getPosition(node.id), grown(node.id) * 0.6];
      return [x - half, y - half, x + half, y + half];
    };
    const leading = Math.max(near.size, LEADING);
    const taken = seen.slice(0, leading).map(shape);
    const written = new Set();
    for (const [place, node] of seen.entries()) {
      if (place === leading) taken.push(...seen.slice(leading).map(shape));
      const { x, y } = network.getPosition(node.id);
      const below = y + grown(node.id) + 4;
      const lines = node.label.split("\n");
      const half = Math.max(...lines.map((line) => width(line, size))) / 2;
      const name = [x - half, below, x + half, below + lines.length * size * 1.05];
      if (node.id === chosen || taken.every((other) => apart(name, other))) {
        taken.push(name);
        written.add(node.id);
      }
    }
    return [written, taken];
  }

  function room(arrow, taken) {
    // whether an arrow is long enough for its word, and its middle free
    const [a, b] = [network.getPosition(arrow.from), network.getPosition(arrow.to)];
    const [x, y, long] = [(a.x + b.x) / 2, (a.y + b.y) / 2, Math.hypot(a.x - b.x, a.y - b.y) || 1];
    const size = steady(11, 0.86);
    const half = width(arrowWord(arrow), size) / 2;
    const [across, down] = [Math.abs(a.x - b.x) / long, Math.abs(a.y - b.y) / long];
    const [w, h] = [half * across + (size / 2) * down, half * down + (size / 2) * across];
    const free = long / 2 - Math.max(...[arrow.from, arrow.to].map(grown)) - 16;
    return free > half && taken.every((other) => apart([x - w, y - h, x + w, y + h], other));
  }

  const gone = (id) => hidden.has(things.get(id).kind);

  function paint() {
    // what is not near the chosen thing steps back; what the reader switched off goes
    const few = !chosen && data.arrows.length <= FEW_ARROWS;
    const near = new Set();
    const lit = new Set();
    if (arrows.has(chosen)) {
      lit.add(chosen);
      near.add(arrows.get(chosen).from).add(arrows.get(chosen).to);
    } else if (things.has(chosen)) {
      near.add(chosen);
      for (const arrow of touching.get(chosen)) {
        lit.add(arrow.id);
        near.add(arrow.from).add(arrow.to);
      }
    }
    const [written, taken] = writing(near);
    nodes.update(data.drawing.nodes.map((node) => ({
      id: node.id,
      size: grown(node.id),
      hidden: gone(node.id),
      label: written.has(node.id) ? node.label : " ",
      opacity: !chosen || near.has(node.id) ? 1 : 0.18,
      font: { color: !chosen || near.has(node.id) ? "#1f2933" : "#c3cad3", size: letters() },
    })));
    edges.update(data.arrows.map((arrow) => ({
      id: arrow.id,
      hidden: gone(arrow.from) || gone(arrow.to),
      label: arrow.id === chosen || ((lit.has(arrow.id) || few) && room(arrow, taken)) ? arrowWord(arrow) : " ",
      font: { size: steady(11, 0.86) },
      color: {
        ...Object.fromEntries(["color", "highlight", "hover"].map((state) => [state, colors.get(arrow.id)])),
        opacity: !chosen || lit.has(arrow.id) ? 1 : 0.2,
      },
    })));
  }

  function show(id, move = true) {
    chosen = id;
    const panel = byId("panel");
    panel.replaceChildren(...(
      things.has(id) ? thingPanel(things.get(id)) : arrows.has(id) ? arrowPanel(arrows.get(id)) : listPanel()
    ).filter(Boolean));
    panel.scrollTop = 0;
    if (things.has(id)) hidden.delete(things.get(id).kind);
    network.unselectAll();
    if (things.has(id)) network.selectNodes([id]);
    if (arrows.has(id)) network.selectEdges([id]);
    paint();
    if (things.has(id) && move) {
      network.focus(id, { scale: Math.max(network.getScale(), 0.8), animation: { duration: 350 } });
    }
  }

  network.on("click", (event) => {
    if (event.nodes.length) show(event.nodes[0], false);
    else if (event.edges.length) show(event.edges[0], false);
    else if (chosen) show(null);
  });
  for (const event of ["hoverNode", "hoverEdge"]) network.on(event, () => (byId("map").style.cursor = "pointer"));
  for (const event of ["blurNode", "blurEdge"]) network.on(event, () => (byId("map").style.cursor = ""));
  let resting = 0;
  const settle = () => {
    clearTimeout(resting);
    resting = setTimeout(paint, 120);
  };
  for (const event of ["zoom", "dragEnd", "animationFinished", "resize"]) network.on(event, settle);
  network.on("resize", () => chosen || network.fit());
  const zoom = (by) => network.moveTo({ scale: network.getScale() * by, animation: { duration: 200 } });
  byId("zoom_in").addEventListener("click", () => zoom(1.35));
  byId("zoom_out").addEventListener("click", () => zoom(1 / 1.35));
  byId("fit").addEventListener("click", () => network.fit({ animation: { duration: 300 } }));

  // ── search, legend, language ───────────────────────────────────────────────────────────────────────────────────

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const search = byId("search");
  const found = byId("found");

  function suggest() {
    const wanted = fold(search.value.trim());
    const rank = (thing) => {
      const names = [thing.label, ...thing.names].map(fold);
      return names.some((each) => each.startsWith(wanted)) ? 0 : names.some((each) => each.includes(wanted)) ? 1 : 2;
    };
    const matches = wanted ? data.things.filter((thing) => rank(thing) < 2) : [];
    matches.sort((a, b) => rank(a) - rank(b) || byConnections(a, b));
    found.replaceChildren(...(matches.length ? matches.slice(0, 8).map(row) : [make("p", {}, texts.none_found)]));
    open(Boolean(wanted));
  }

  function open(shown) {
    found.hidden = !shown;
    search.setAttribute("aria-expanded", String(shown));
  }

  search.addEventListener("input", suggest);
  search.addEventListener("focus", suggest);
  found.addEventListener("click", () => open(false));
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".search")) open(false);
  });
  document.querySelector(".search").addEventListener("keydown", (event) => {
    const buttons = [...found.querySelectorAll("button")];
    const place = buttons.indexOf(document.activeElement);
    if (event.key === "Escape") {
      open(false);
    } else if (event.key === "Enter" && place < 0 && buttons.length && !found.hidden) {
      buttons[0].click();
    } else if (event.key === "ArrowDown" && buttons.length) {
      buttons[Math.min(place + 1, buttons.length - 1)].focus();
    } else if (event.key === "ArrowUp" && buttons.length) {
      (place > 0 ? buttons[place - 1] : search).focus();
    } else {
      return;
    }
    event.preventDefault();
  });

  function legend() {
    const kind = (each) => {
      const count = data.things.filter((thing) => thing.kind === each).length;
      return count === 0 ? null : make("li", {}, make("button", {
        type: "button", title: texts.toggle, "aria-pressed": String(!hidden.has(each)),
        onclick: () => {
          if (!hidden.delete(each)) hidden.add(each);
          show(null);
          legend();
        },
      }, symbol(each), texts.kinds[each], make("small", {}, number(count))));
    };
    const used = new Set(data.arrows.flatMap((arrow) => arrow.facts.map((fact) => fact.status)));
    const status = (each) => {
      const look = data.look.statuses[each];
      return make("li", {}, svg(30, 8, "line", {
        x1: 0, y1: 4, x2: 30, y2: 4, stroke: look.color, "stroke-width": 2.4,
        "stroke-dasharray": look.dashes ? look.dashes.map((dash) => dash / 1.4).join(" ") : "none",
      }), texts.statuses[each]);
    };
    byId("legend").replaceChildren(
      make("ul", {}, kinds.map(kind)),
      make("ul", {}, Object.keys(data.look.statuses).filter((each) => used.has(each)).map(status)));
  }

  function speak(language) {
    lang = language;
    texts = data.texts[lang];
    document.documentElement.lang = lang;
    byId("title").textContent = data.title;
    const about = data.about;
    const focus = things.get(about.focus);
    const counts = Object.fromEntries(Object.entries(about).filter(([, value]) => typeof value === "number")
      .map(([key, value]) => [key, number(value)]));
    const days = [...new Set([about.first, about.last].filter(Boolean).map(day))].join(" – ");
    byId("sentence").textContent =
      fill(focus ? texts.sentence_focus : texts.sentence, { ...counts, focus: focus ? `\u2068${focus.label}\u2069` : "" }) +
      (days ? ` (${days}).` : ".");
    search.placeholder = texts.search;
    search.setAttribute("aria-label", texts.search);
    byId("map").setAttribute("aria-label", texts.map);
    byId("languages").setAttribute("aria-label", texts.language);
    for (const id of ["zoom_in", "zoom_out", "fit"]) {
      byId(id).title = texts[id];
      byId(id).setAttribute("aria-label", texts[id]);
    }
    for (const button of byId("languages").children) {
      button.setAttribute("aria-pressed", String(button.dataset.lang === lang));
    }
    open(false);
    legend();
    show(chosen, false);
  }

  for (const button of byId("languages").children) button.addEventListener("click", () => speak(button.dataset.lang));
  chosen = things.has(data.about.focus) ? data.about.focus : null;
  network.fit();
  speak(lang);
  window.kabargraf = { network, show };
})();
