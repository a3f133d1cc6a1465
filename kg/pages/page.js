// The page's behaviour: what is chosen, the search, the legend and the heading, in the reader's language.

function show(id, move = true) {
  chosen = id;
  byId("panel").replaceChildren(...(
    things.has(id) ? thingPanel(things.get(id)) : arrows.has(id) ? arrowPanel(arrows.get(id)) : listPanel()
  ).filter(Boolean));
  byId("panel").scrollTop = 0;
  if (things.has(id) && hidden.delete(things.get(id).kind)) legend();
  network.unselectAll();
  if (things.has(id)) network.selectNodes([id]);
  if (arrows.has(id)) network.selectEdges([id]);
  paint();
  if (things.has(id) && move) {
    moved = true;
    network.focus(id, { scale: Math.max(network.getScale(), 0.8), animation: { duration: 350 } });
  }
}

network.on("click", ({ pointer }) => {
  const id = find(pointer);
  if (id || chosen) show(id, false);
});

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
  const events = new Set(data.things.map((thing) => thing.status));
  const used = new Set(data.arrows.flatMap((arrow) => arrow.facts.map((fact) => fact.status)));
  const status = (each) => {
    const { color, dashes } = data.look.statuses[each];
    const line = svg(30, 8, "line", {
      x1: 0, y1: 4, x2: 30, y2: 4, stroke: color, "stroke-width": 2.2, "stroke-dasharray": dashes ? dashes.join(" ") : "none",
    });
    const event = each !== "stated" && events.has(each) ? symbol("event", each) : null;
    return make("li", {}, used.has(each) ? line : null, event, make(event && each === "denied" ? "s" : "span", { class: each }, texts.statuses[each]));
  };
  byId("legend").replaceChildren(
    make("ul", {}, kinds.map(kind)),
    make("ul", {}, Object.keys(data.look.statuses).filter((each) => used.has(each) || (each !== "stated" && events.has(each)))
      .map(status)));
}
const listed = (some) => new Intl.ListFormat(lang).format(some.map(({ label }) => `\u2068${label}\u2069`));

function summary(focus) {
  // in one line: what the thing in the middle is and does, or who matters most
  if (!focus) {
    const great = [...data.things].sort(byImportance).slice(0, 3);
    return great.length ? fill(texts.summary, { names: listed(great) }) : "";
  }
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
    const [great, ...rest] = others.sort(byImportance);
    return `${word} ${listed([great])}${rest.length ? ` (+${number(rest.length)})` : ""}`;
  });
  return `${texts.kind[focus.kind]}${phrases.length ? ": " : ""}${phrases.join("; ")}.`;
}

function heading() {
  const about = data.about;
  const focus = things.get(about.focus);
  const counts = Object.fromEntries(Object.entries(about).filter(([, value]) => typeof value === "number")
    .map(([key, value]) => [key, number(value)]));
  const days = [...new Set([about.first, about.last].filter(Boolean).map(day))].join(" – ");
  byId("title").textContent = data.title || (focus ? focus.label : texts.overview);
  byId("summary").textContent = summary(focus);
  byId("sentence").textContent =
    fill(focus ? texts.sentence_focus : texts.sentence, { ...counts, focus: focus ? `\u2068${focus.label}\u2069` : "" }) +
    (days ? ` (${days}).` : ".");
  document.title = data.title || `${byId("title").textContent} · ${data.name}`;
}

function speak(language) {
  lang = language;
  texts = data.texts[lang];
  document.documentElement.lang = lang;
  heading();
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
speak(lang);
fit();
paint();
window.kabargraf = { network, show, named: () => names.map(({ id }) => id), seen };
