// The drawing as a picture that does not move: for a slide (PNG, with the headline, the three lines and the legend) and
// for paper. It is drawn by vis-network at a size of its own, then the screen gets its view back.

const SLIDE = [1600, 900]; // pixels of the drawing, drawn twice as fine
const sheet = () => (upright ? [900, 1000] : [900, 520]); // across 190 mm of paper, where letters are then seven points

function snapshot([wide, high], fine = 2) {
  const map = byId("map");
  const screen = { scale: network.getScale(), position: network.getViewPosition(), moved, chosen };
  const copy = document.createElement("canvas");
  map.classList.add("taken");
  map.style.width = `${wide}px`;
  map.style.height = `${high}px`;
  network.canvas._determinePixelRatio = () => fine;
  chosen = null;
  network.setSize(`${wide}px`, `${high}px`);
  fit();
  paint();
  const drawing = network.canvas.frame.canvas;
  [copy.width, copy.height] = [drawing.width, drawing.height];
  const ink = copy.getContext("2d");
  ink.fillStyle = "#fff";
  ink.fillRect(0, 0, copy.width, copy.height);
  ink.drawImage(drawing, 0, 0);
  delete network.canvas._determinePixelRatio;
  map.classList.remove("taken");
  map.style.width = map.style.height = "";
  chosen = screen.chosen;
  network.setSize("100%", "100%");
  network.moveTo({ scale: screen.scale, position: screen.position, animation: false });
  moved = screen.moved;
  paint();
  return copy;
}

function poster() {
  // headline, lines, drawing, legend, one beneath the other
  const [wide] = SLIDE;
  const fine = 2;
  const lines = ["summary", "sentence", "omitted"].map((id) => byId(id).textContent).filter(Boolean);
  const wrapped = lines.flatMap((line) => wrap(line, wide - 80, 17));
  const top = 76 + 24 * wrapped.length;
  const drawing = snapshot([wide, SLIDE[1] - top - 56], fine);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [wide * fine, SLIDE[1] * fine];
  const ink = canvas.getContext("2d");
  ink.scale(fine, fine);
  ink.fillStyle = "#fff";
  ink.fillRect(0, 0, wide, SLIDE[1]);
  ink.drawImage(drawing, 0, top, wide, SLIDE[1] - top - 56);
  ink.textBaseline = "middle";
  const letter = (text, x, y, size, color, bold) => {
    ink.font = font(size, bold);
    ink.fillStyle = color;
    ink.fillText(text, x, y);
    return x + ink.measureText(text).width;
  };
  letter(wrap(byId("title").textContent, wide - 80, 30, true)[0] || "", 40, 40, 30, INK.plain, true);
  for (const [place, line] of wrapped.entries()) letter(line, 40, 78 + 24 * place, 17, place ? INK.word : INK.plain);
  let x = 40;
  const y = SLIDE[1] - 28;
  for (const kind of kinds.filter((each) => data.things.some((thing) => thing.kind === each && !gone(thing.id)))) {
    mark(ink, kind, x, y - 8);
    x = letter(texts.kinds[kind], x + 24, y, 16, INK.plain) + 26;
  }
  const used = usedStatuses().map((status) => ({ ...data.look.statuses[status], text: texts.statuses[status] }));
  for (const look of [...used, { color: data.look.statuses.stated.pale, dashes: false, text: texts.single }]) {
    ink.strokeStyle = look.color;
    ink.lineWidth = 2.2;
    ink.setLineDash(look.dashes || []);
    ink.beginPath();
    ink.moveTo(x, y);
    ink.lineTo(x + 36, y);
    ink.stroke();
    x = letter(look.text, x + 44, y, 16, INK.plain) + 26;
  }
  if (someNew()) {
    ink.strokeStyle = INK.fresh;
    ink.setLineDash([]);
    ink.beginPath();
    ink.arc(x + 8, y, 8, 0, 2 * Math.PI);
    ink.stroke();
    x = letter(texts.new, x + 24, y, 16, INK.plain) + 26;
  }
  ink.textAlign = "right";
  if (x < wide - 150) letter(data.name, wide - 40, y, 14, INK.word);
  return canvas;
}

function wrap(text, wide, size, bold = false) {
  const lines = [];
  for (const word of text.split(/\s+/)) {
    const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length && width(longer, size, bold) <= wide) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.slice(0, 5).map((line) => {
    let short = line.slice(0, 400);
    while (short.length > 1 && width(short, size, bold) > wide) short = `${short.slice(0, -10)}…`;
    return short;
  });
}

function mark(ink, kind, x, y) {
  const { shape, color } = data.look.kinds[kind];
  ink.fillStyle = color;
  ink.beginPath();
  if (shape === "dot") ink.arc(x + 8, y + 8, 7, 0, 2 * Math.PI);
  else for (const point of POINTS[shape].split(" ")) ink.lineTo(...point.split(",").map((each, axis) => Number(each) + (axis ? y : x)));
  ink.fill();
}

function save() {
  poster().toBlob((blob) => {
    const link = make("a", { href: URL.createObjectURL(blob), download: `${byId("title").textContent.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60) || "kabargraf"}.png` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }, "image/png");
}

function paper() {
  // a canvas, as a picture would not be read in time for the printer
  const canvas = snapshot(sheet());
  canvas.id = "sheet";
  byId("paper").replaceChildren(canvas, make("p", { class: "of" },
    fill(texts.made, { articles: counted(texts.articles_count, data.about.articles) })));
  table();
  sourcesList();
}

window.addEventListener("beforeprint", paper);
window.matchMedia("print").addEventListener("change", ({ matches }) => {
  if (matches && !byId("sheet")) paper();
});
window.addEventListener("afterprint", () => byId("paper").replaceChildren());
