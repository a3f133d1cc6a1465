// The drawing: vis-network draws shapes and arrows, we write the names where there is room for them, as on a map.

const FEW_ARROWS = 45; // up to here each arrow carries its word; beyond, only those of the chosen node do
const LEADING = Math.min(8, Math.ceil(data.things.filter((thing) => !thing.hidden).length / 8)); // names that are bold, and may cover lesser shapes
const OFTEN = 8; // arrows with one and the same word: beyond, the word is noise, and stands in the panel only
const WEIGHTS = { person: 3, organization: 3, event: 2, post: 1, place: 1 };
const INK = { plain: "#1f2933", word: "#4a5662", faint: "#c3cad3", denied: data.look.statuses.denied.color, fresh: data.look.new.color };
const FRESH = 2.5; // pixels by which the stroke of an arrow is heavier that an older page did not hold
const OPENED = 25; // neighbours at once
const MARGIN = 24; // pixels between the drawing and the edge of its canvas
const CLOSEST = 1.3; // the scale beyond which a small graph is not blown up

let way = null; // the ids along a way between two things, while the reader looks at it
let chosen = null; // the id of a node or of an arrow
let names = []; // what is written: { id, box, lines, … }, boxes as offsets from the node
let words = []; // the same of arrows: { id, text, at }
let hovered = null;
let moved = false; // the reader has a view of his own

const labels = new Map(data.drawing.nodes.map((node) => [node.id, node.label.split("\n")]));
const looks = new Map([...data.drawing.nodes, ...data.drawing.edges].map((each) => [each.id, each]));
const stands = () => byId("map").clientHeight > byId("map").clientWidth;
let upright = stands(); // a telephone: the drawing stands rather than lies
const nodes = new vis.DataSet(data.drawing.nodes.filter(({ id }) => drawn(id)).map(({ label, x, y, ...node }) =>
  ({ ...node, color: colors(node.id), shapeProperties: { borderDashes: things.get(node.id).status === "planned" && [4, 3] },
    x: upright ? y : x, y: upright ? x : y })));
const pairs = new Set(data.arrows.map(({ from, to }) => JSON.stringify([from, to])));
const bent = ({ from, to }) => pairs.has(JSON.stringify([to, from])); // one each way: beside one another
const edges = new vis.DataSet(data.drawing.edges.filter(({ id }) => shownArrow(arrows.get(id))).map(bend));
const network = new vis.Network(byId("map"), { nodes, edges }, data.drawing.options);

function bend(edge) {
  return { ...edge, smooth: { enabled: bent(edge), type: "curvedCW", roundness: 0.15 } };
}

function colors(id) {
  // a planned event is hollow with a dashed edge, a denied one hollow and red
  const { kind, status } = things.get(id);
  const own = data.look.kinds[kind].color;
  const background = ["planned", "denied"].includes(status) ? "#ffffff" : own;
  const border = status === "denied" ? INK.denied : own;
  return { background, border, highlight: { background, border: INK.plain }, hover: { background, border: INK.plain } };
}

const importance = (thing) => WEIGHTS[thing.kind] * thing.articles * (1 + thing.connections);
const byImportance = (a, b) => importance(b) - importance(a) || (a.label < b.label ? -1 : 1);
const leading = new Set(data.things.filter((thing) => ["person", "organization"].includes(thing.kind))
  .sort(byImportance).slice(0, LEADING).map((thing) => thing.id));
const denied = (id) => things.get(id).status === "denied";

// letters, shapes and lines keep a size on the screen that can be seen from afar
const steady = (size, least, scale = network.getScale()) => Math.max(size, (least * size) / scale);
const letters = (scale) => steady(14, 0.84, scale);
const small = () => steady(12, 0.92);
const grown = (id, scale) => steady(looks.get(id).size, 0.42, scale);
const reach = (id, scale) => (things.get(id).new ? halo(id, scale) : grown(id, scale)); // with the ring of what is new
const halo = (id, scale) => grown(id, scale) * (looks.get(id).shape === "square" ? 1.45 : 1.2) + steady(3, 1, scale);
const font = (size, bold) => `${bold ? "600 " : ""}${size}px ${data.look.font}`;

const pen = document.createElement("canvas").getContext("2d");
function width(text, size, bold) {
  pen.font = font(100, bold);
  return (pen.measureText(text).width * size) / 100;
}

function near() {
  // the chosen thing and what it is linked with; in the drawing around one thing, that is all of it
  if (way) return new Set([...way, ...data.arrows.filter(({ from, to }) => next(way, from, to)).map(({ id }) => id)]);
  if (arrows.has(chosen)) return new Set([chosen, arrows.get(chosen).from, arrows.get(chosen).to]);
  if (!things.has(chosen) || chosen === data.about.focus) return null;
  return new Set([chosen, ...touching.get(chosen).flatMap((arrow) => [arrow.id, arrow.from, arrow.to])]);
}

const next = (path, a, b) => path.some((id, place) => (id === a && path[place + 1] === b) || (id === b && path[place + 1] === a));

// ── where names and words go ─────────────────────────────────────────────────────────────────────────────────────

const apart = (a, b) => a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
const shift = ([left, top, right, bottom], { x, y }) => [left + x, top + y, right + x, bottom + y];

function around(id, scale = network.getScale()) {
  // the boxes a name may have, from the node's middle: below, above, right, left
  const [size, bold, radius] = [letters(scale), leading.has(id) || id === chosen, reach(id, scale) + 3 / scale];
  const wide = Math.max(...labels.get(id).map((line) => width(line, size, bold))) + 4 / scale;
  const high = labels.get(id).length * size * 1.15;
  return [
    [-wide / 2, radius, wide / 2, radius + high],
    [-wide / 2, -radius - high, wide / 2, -radius],
    [radius + 2 / scale, -high / 2, radius + wide, high / 2],
    [-radius - wide, -high / 2, -radius - 2 / scale, high / 2],
  ];
}

function extent(scale) {
  // the box around all shapes and the names under them
  const boxes = data.drawing.nodes.filter((node) => !gone(node.id)).map((node) => {
    const [left, , right, bottom] = around(node.id, scale)[0];
    const radius = reach(node.id, scale);
    return shift([Math.min(left, -radius), -radius, Math.max(right, radius), bottom], network.getPosition(node.id));
  });
  return [0, 1, 2, 3].map((side) => Math[side < 2 ? "min" : "max"](...boxes.map((box) => box[side])));
}

function crossings() {
  // counts how often arrows pass through a box
  const points = data.arrows.filter((arrow) => live(arrow.id).length).flatMap((arrow) => {
    const [a, b] = [network.getPosition(arrow.from), network.getPosition(arrow.to)];
    return Array.from({ length: 15 }, (_, part) => [a.x + ((b.x - a.x) * part) / 14, a.y + ((b.y - a.y) * part) / 14]);
  });
  return (box) => points.filter(([x, y]) => box[0] < x && x < box[2] && box[1] < y && y < box[3]).length;
}

function placeNames(close) {
  // those near the chosen thing come first, then the more important. Gives the boxes taken.
  const rank = (id) => (id === chosen ? 2 : close && close.has(id) ? 1 : 0);
  const seen = data.things.filter((thing) => !gone(thing.id))
    .sort((a, b) => rank(b.id) - rank(a.id) || byImportance(a, b)).map((thing) => thing.id);
  const shape = (id) => {
    const half = reach(id) * 0.8;
    return shift([-half, -half, half, half], network.getPosition(id));
  };
  const first = (id) => rank(id) > 0 || leading.has(id);
  const great = seen.filter(first).map(shape);
  const lesser = seen.filter((id) => !first(id)).map(shape);
  const edge = (MARGIN - 4) / network.getScale();
  const frame = extent(network.getScale()).map((side, place) => side + (place < 2 ? -edge : edge));
  const crossed = crossings();
  const taken = [];
  names = [];
  for (const id of seen) {
    const at = network.getPosition(id);
    const free = (others) => around(id).map((box, order) => [shift(box, at), box, order])
      .filter(([here]) => here[0] >= frame[0] && here[1] >= frame[1] && here[2] <= frame[2] && here[3] <= frame[3] &&
        others.every((list) => list.every((other) => apart(here, other))))
      .map(([here, box, order]) => [crossed(here) + order / 2, box])
      .sort((a, b) => a[0] - b[0]).map(([, box]) => box)[0];
    const box = free([taken, great, lesser]) || (first(id) ? free([taken, great]) : null) ||
      (id === chosen ? around(id)[0] : null);
    if (!box) continue;
    taken.push(shift(box, at));
    names.push({ id, box });
  }
  return [...taken, ...great, ...lesser];
}

// the place of a part of the way along an arrow, as vis-network draws it
const along = (id, part) => network.body.edges[id].edgeType.getPoint(part);

function placeWords(lit, taken) {
  // an arrow's word stands on it where that is free, and only where enough of the arrow is seen on both sides
  words = [];
  const size = small();
  const often = new Map();
  for (const arrow of data.arrows) {
    const facts = live(arrow.id);
    if (facts.length && lit(arrow.id)) often.set(arrowWord(arrow, facts), (often.get(arrowWord(arrow, facts)) || 0) + 1);
  }
  for (const arrow of data.arrows) {
    const facts = live(arrow.id);
    if (!facts.length) continue;
    const text = lit(arrow.id) ? arrowWord(arrow, facts) : facts.length > 1 ? `${facts.length}×` : "";
    if (!text || (often.get(text) > OFTEN && arrow.id !== chosen)) continue;
    const [half, high] = [width(text, size) / 2 + size / 4, size * 0.62];
    const [a, b] = [network.getPosition(arrow.from), network.getPosition(arrow.to)];
    const long = Math.hypot(a.x - b.x, a.y - b.y) || 1;
    const covered = 2 * Math.min((half * long) / (Math.abs(a.x - b.x) || 1), (high * long) / (Math.abs(a.y - b.y) || 1));
    const box = (part) => shift([-half, -high, half, high], along(arrow.id, part));
    const at = [0.5, 0.42, 0.58, 0.35, 0.65].find((part) => taken.every((other) => apart(box(part), other)));
    const enough = long - grown(arrow.from) - grown(arrow.to) - covered > 2 * size;
    if (arrow.id !== chosen && (at === undefined || !enough)) continue;
    words.push({ id: arrow.id, text, at: at || 0.5 });
    taken.push(box(at || 0.5));
  }
}

function strike(ctx) {
  // a cross on each arrow that is denied, where no word says so
  ctx.strokeStyle = INK.denied;
  ctx.lineWidth = steady(2, 0.8);
  const half = steady(5, 0.8);
  for (const [id, facts] of left) {
    if (!facts.length || facts[0].status !== "denied" || words.some((word) => word.id === id)) continue;
    const { x, y } = along(id, 0.5);
    ctx.beginPath();
    for (const side of [-1, 1]) {
      ctx.moveTo(x - half, y - side * half);
      ctx.lineTo(x + half, y + side * half);
    }
    ctx.stroke();
  }
  ctx.strokeStyle = "#fff";
}

function ring(ctx, close) {
  // a ring around each thing that an older page did not hold
  ctx.strokeStyle = INK.fresh;
  ctx.lineWidth = steady(2.2, 0.9);
  for (const id of nodes.getIds().filter((each) => things.get(each).new && !gone(each))) {
    const { x, y } = network.getPosition(id);
    ctx.globalAlpha = !close || close.has(id) ? 1 : 0.18;
    ctx.beginPath();
    ctx.arc(x, y, halo(id), 0, 2 * Math.PI);
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
}

function write(ctx) {
  ring(ctx, near());
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.strokeStyle = "#fff";
  const close = near();
  const put = (text, x, y, size, color) => {
    ctx.lineWidth = size / 3.5;
    ctx.strokeText(text, x, y);
    ctx.fillStyle = color;
    ctx.fillText(text, x, y);
  };
  strike(ctx);
  ctx.textAlign = "center";
  for (const { id, text, at } of words) {
    const { x, y } = along(id, at);
    ctx.font = font(small());
    put(text, x, y, small(), live(id)[0].status === "denied" ? INK.denied : INK.word);
  }
  const above = hovered && !names.some(({ id }) => id === hovered) ? [{ id: hovered, box: around(hovered)[0] }] : [];
  for (const { id, box } of [...names, ...above]) {
    const [left, top, right, bottom] = shift(box, network.getPosition(id));
    const lines = labels.get(id);
    const bold = leading.has(id) || id === chosen;
    const side = box[0] > 0 ? "left" : box[2] < 0 ? "right" : "center";
    const [size, x] = [letters(), { left, right, center: (left + right) / 2 }[side]];
    ctx.textAlign = side;
    ctx.font = font(size, bold);
    for (const [place, line] of lines.entries()) {
      const y = top + ((bottom - top) * (place + 0.5)) / lines.length;
      put(line, x, y, size, close && !close.has(id) ? INK.faint : denied(id) ? INK.denied : INK.plain);
      if (!denied(id)) continue;
      const long = width(line, size, bold);
      ctx.fillRect(x - { left: 0, right: long, center: long / 2 }[side], y, long, size / 12);
    }
  }
}

function paint() {
  // what is not near the chosen thing steps back; what the reader switched off goes
  const close = near();
  nodes.update(nodes.getIds().map((id) => ({
    id, size: grown(id), hidden: gone(id), opacity: !close || close.has(id) ? 1 : 0.18,
  })));
  edges.update(edges.getIds().map((id) => {
    const facts = live(id);
    if (!facts.length) return { id, hidden: true };
    const { dashes, ...look } = data.look.statuses[facts[0].status];
    const color = facts.every((fact) => fact.sources < 2) ? look.pale : look.color;
    return {
      id,
      hidden: false,
      width: steady(Math.min(5, (color === look.pale ? 0.9 : 1.4) + 0.5 * facts.length) + (facts.some((fact) => fact.new) ? FRESH : 0), 0.8),
      arrows: { to: { enabled: true, scaleFactor: steady(0.6, 0.8) } },
      dashes: dashes && dashes.map((dash) => steady(dash, 0.8)),
      color: { color, highlight: color, hover: color, opacity: !close || close.has(id) ? 1 : 0.2 },
    };
  }));
  const few = !close && left.size <= FEW_ARROWS;
  placeWords((id) => few || (close ? close.has(id) : touches(chosen, id)), placeNames(close));
  network.redraw();
}

const touches = (thing, id) => [arrows.get(id).from, arrows.get(id).to].includes(thing);

// ── the view ─────────────────────────────────────────────────────────────────────────────────────────────────────

function beside(id, from) {
  // a free place for the name and the shape of a thing that the reader opens, on rings around where he opened it
  const at = nodes.get(from);
  const taken = nodes.getIds().map((each) => shift(roomy(each), network.getPosition(each)));
  const turn = Math.atan2(at.y, at.x || 1);
  for (let ring = 130; ring < 1500; ring += 60) {
    for (let step = 0; step < ring / 10; step += 1) {
      const angle = turn + ((step % 2 ? 1 : -1) * Math.ceil(step / 2) * 20 * Math.PI) / ring;
      const place = { x: at.x + ring * Math.cos(angle), y: at.y + ring * Math.sin(angle) };
      if (taken.every((other) => apart(other, shift(roomy(id), place)))) return place;
    }
  }
  return { x: at.x + 130, y: at.y };
}

function roomy(id) {
  const size = looks.get(id).size + 4;
  const half = Math.max(size, 4.4 * Math.max(...labels.get(id).map((line) => line.length)));
  return [-half, -size, half, size + 18 * labels.get(id).length];
}

function unfold(id) {
  // the neighbours that are in the page's data and not drawn yet
  for (const thing of hiddenBeside(id).sort(byImportance).slice(0, OPENED)) {
    opened.set(thing.id, id);
    const { label, ...node } = looks.get(thing.id);
    nodes.add({ ...node, ...beside(thing.id, id), color: colors(thing.id) });
  }
  edges.add(data.drawing.edges.filter((edge) => !edges.get(edge.id) && shownArrow(arrows.get(edge.id))).map(bend));
}

function foldUp(id) {
  names = [];
  words = [];
  for (const other of openedFrom(id)) {
    foldUp(other);
    opened.delete(other);
    edges.remove(edges.getIds().filter((each) => touches(other, each)));
    nodes.remove(other);
  }
}

function fit(duration = 0) {
  // the largest scale at which all shapes and all names are in sight
  const { clientWidth, clientHeight } = byId("map");
  const [wide, high] = [clientWidth - 2 * MARGIN, clientHeight - 2 * MARGIN];
  if (wide <= 0 || high <= 0 || !data.things.some((thing) => !gone(thing.id))) return;
  let [low, top] = [0.01, CLOSEST];
  for (let step = 0; step < 14; step += 1) {
    const scale = (low + top) / 2;
    const box = extent(scale);
    if ((box[2] - box[0]) * scale <= wide && (box[3] - box[1]) * scale <= high) low = scale;
    else top = scale;
  }
  const box = extent(low);
  moved = false;
  network.moveTo({
    position: { x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2 },
    scale: low,
    animation: duration && !calm ? { duration } : false,
  });
}

function zoom(by) {
  moved = true;
  network.moveTo({ scale: network.getScale() * by, animation: calm ? false : { duration: 200 } });
}

function find(pointer) {
  // the node or the arrow at this place of a click, also by its name
  const { x, y } = pointer.canvas;
  const named = names.find(({ id, box }) => !apart([x, y, x, y], shift(box, network.getPosition(id))));
  return network.getNodeAt(pointer.DOM) || (named && named.id) || network.getEdgeAt(pointer.DOM) || null;
}

function seen() {
  // the boxes of shapes and of written names, in pixels of the canvas
  const onScreen = ([left, top, right, bottom]) => {
    const [a, b] = [network.canvasToDOM({ x: left, y: top }), network.canvasToDOM({ x: right, y: bottom })];
    return [a.x, a.y, b.x, b.y];
  };
  return {
    nodes: data.drawing.nodes.filter(({ id }) => !gone(id)).map(({ id }) => {
      const half = reach(id);
      return onScreen(shift([-half, -half, half, half], network.getPosition(id)));
    }),
    names: names.map(({ id, box }) => onScreen(shift(box, network.getPosition(id)))),
  };
}

let resting = 0;
function settle() {
  clearTimeout(resting);
  resting = setTimeout(paint, 120);
}

network.on("afterDrawing", write);
for (const event of ["zoom", "dragEnd"]) network.on(event, () => (moved = true));
for (const event of ["zoom", "dragEnd", "animationFinished"]) network.on(event, settle);
new ResizeObserver(() => {
  network.setSize("100%", "100%");
  if (stands() !== upright) {
    upright = !upright;
    nodes.update(nodes.getIds().map((id) => [id, network.getPosition(id)]).map(([id, { x, y }]) => ({ id, x: y, y: x })));
  }
  if (!moved) fit();
  paint();
}).observe(byId("map"));
for (const event of ["hoverNode", "hoverEdge", "blurNode", "blurEdge"]) {
  network.on(event, ({ node }) => {
    hovered = event === "hoverNode" ? node : null; // vis-network draws anew then
    byId("map").style.cursor = event.startsWith("hover") ? "pointer" : "";
  });
}
byId("zoom_in").addEventListener("click", () => zoom(1.35));
byId("zoom_out").addEventListener("click", () => zoom(1 / 1.35));
byId("fit").addEventListener("click", () => fit(300));
