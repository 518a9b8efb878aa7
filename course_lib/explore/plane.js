// The hands and eyes of the plane: it moves samples and draws what Python answers.
// Nothing is computed here that a lesson teaches.

const WIDTH = 720;
const SVG = "http://www.w3.org/2000/svg";
const STEP = 0.02; // of the plane's width, for one press of an arrow key
const MOST_UNDONE = 200;
const MOST_NUMBERED = 30; // samples that have their row numbers written beside them
const CLASSES = ["class 0, blue circle", "class 1, vermillion triangle"];
const KEYS = [
  ["Tab", "into the plane and on to the buttons"],
  ["N / P", "next or previous sample; Home and End: first and last"],
  ["arrows", "move the sample; with Shift a tenth as far"],
  ["A", "add a sample beside it"],
  ["C", "switch its class"],
  ["Delete", "remove it"],
  ["U", "undo"],
];

function make(name, attributes = {}, parent = null) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  parent?.append(node);
  return node;
}

function html(name, properties = {}, ...children) {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
}

function pathOf(label, x, y, size) {
  if (label === 0) {
    return `M${x - size},${y}a${size},${size} 0 1,0 ${2 * size},0a${size},${size} 0 1,0 ${-2 * size},0Z`;
  }
  const side = size * 1.2;
  return `M${x},${y - side}L${x + side},${y + side * 0.85}L${x - side},${y + side * 0.85}Z`;
}

function crossOf(x, y, size) {
  return `M${x - size},${y - size}l${2 * size},${2 * size}m0,${-2 * size}l${-2 * size},${2 * size}`;
}

function render({ model, el }) {
  let samples = model.get("samples").map((sample) => [...sample]);
  let version = model.get("version");
  let row = model.get("focused");
  let cursor = Math.max(0, row); // the sample that the keyboard is on
  let drag = null;
  let undone = [];
  let scale, left, top, height;

  const root = html("div", { className: "course-plane" });
  // JupyterLab's single-letter shortcuts would act on the notebook instead.
  root.dataset.lmSuppressShortcuts = "true";
  root.dataset.asked = version;
  el.replaceChildren(root);

  // --- the toolbar

  const button = (text, title, act) => {
    const node = html("button", { type: "button", textContent: text, title });
    node.addEventListener("click", act);
    return node;
  };
  const choice = (name, options, act) => {
    const select = html("select", {}, ...options.map((text) => html("option", { value: text, textContent: text })));
    select.setAttribute("aria-label", name);
    select.addEventListener("change", () => act(select.value));
    return select;
  };
  const overlay = choice("Overlay", model.get("overlays"), (name) => {
    send({ overlay: name, stage: 0 });
  });
  const back = button("‹ Back", "One step back", () => send({ stage: answer().stage - 1 }));
  const forward = button("Step ›", "One step on", () => send({ stage: answer().stage + 1 }));
  const count = html("span", {});
  const seed = html("input", { type: "range", min: 0, max: 19, step: 1 });
  const seedShown = html("output", {});
  const seedLabel = html("label", {}, "seed ", seed, seedShown);
  seed.addEventListener("input", () => send({ seed: Number(seed.value) }));
  const kind = choice("Class of the next sample", ["add ●", "add ▲"], () => {});
  const change = button("Switch class", "Switch the class of the sample in focus (C)", () => switchClass());
  const remove = button("Delete", "Remove the sample in focus (Delete)", () => removeSample());
  const undo = button("Undo", "Undo the last change (U)", () => takeBack());
  const preset = choice("Preset", ["start again", ...model.get("presets")], () => {});
  const load = button("Load", "Replace the samples by the preset", () => {
    remember();
    model.send({ do: "reset", preset: preset.selectedIndex === 0 ? null : preset.value });
  });
  const bar = html("div", { className: "bar" }, overlay, back, forward, count, seedLabel);
  const tools = html("div", { className: "bar" }, kind, change, remove, undo);
  tools.append(html("span", { className: "space" }), preset, load);
  for (const [node, name] of [[bar, "What is shown"], [tools, "Change the samples"]]) {
    node.setAttribute("role", "group");
    node.setAttribute("aria-label", name);
  }

  // --- the plane

  const svg = make("svg", { role: "application", tabindex: 0 });
  const layers = {};
  for (const name of ["ground", "under", "numbers", "samples", "marks"]) layers[name] = make("g", { class: name }, svg);
  const ring = make("circle", { class: "focus", r: 12 }, svg);
  const title = html("div", { className: "title" });
  const balance = html("div", { className: "balance" });
  const spoken = html("div", { className: "spoken" });
  spoken.setAttribute("aria-live", "polite");
  const help = html("details", {}, html("summary", { textContent: "Keys and mouse" }),
    html("p", { textContent: "Drag a sample; click on an empty place to add one." }));
  for (const [key, text] of KEYS) help.append(html("div", {}, html("kbd", { textContent: key }), ` ${text}`));
  root.append(bar, title, svg, balance, tools, help, spoken);

  function measure() {
    const [x0, x1, y0, y1] = model.get("extent");
    scale = WIDTH / (x1 - x0);
    left = x0;
    top = y1;
    height = Math.round((y1 - y0) * scale);
    svg.setAttribute("viewBox", `0 0 ${WIDTH} ${height}`);
  }
  const across = (x) => (x - left) * scale;
  const down = (y) => (top - y) * scale;
  const size = () => (samples.length <= 60 ? 7 : samples.length <= 250 ? 5 : 3.2);
  const answer = () => model.get("answer");

  function place(event) {
    const box = svg.getBoundingClientRect();
    const shrink = WIDTH / box.width;
    return bounded([left + ((event.clientX - box.left) * shrink) / scale, top - ((event.clientY - box.top) * shrink) / scale]);
  }
  function bounded([x, y]) {
    const [x0, x1, y0, y1] = model.get("extent");
    return [Math.min(x1, Math.max(x0, x)), Math.min(y1, Math.max(y0, y))];
  }

  // --- changes

  function send(changes) {
    for (const [name, value] of Object.entries(changes)) model.set(name, value);
    model.save_changes();
  }
  function sendSamples() {
    version += 1;
    root.dataset.asked = version;
    send({ samples: samples.map((sample) => [...sample]), version, focused: row });
  }
  function remember() {
    undone.push(samples.map((sample) => [...sample]));
    if (undone.length > MOST_UNDONE) undone.shift();
  }
  function takeBack() {
    if (!undone.length) return say("nothing to undo");
    samples = undone.pop();
    row = Math.min(row, samples.length - 1);
    cursor = Math.max(0, Math.min(cursor, samples.length - 1));
    drawSamples();
    sendSamples();
  }
  function focusOn(number, speak = true) {
    row = number;
    cursor = Math.max(0, number);
    drawSamples();
    send({ focused: row });
    if (speak && row >= 0) say(named(row));
  }
  function move(number, to) {
    samples[number].splice(0, 2, ...bounded(to));
    drawSamples();
    sendSamples();
  }
  function add(at) {
    remember();
    samples.push([...bounded(at), kind.selectedIndex]);
    row = cursor = samples.length - 1;
    drawSamples();
    sendSamples();
    say(`added ${named(row)}`);
  }
  function switchClass() {
    if (row < 0) return say("no sample in focus");
    remember();
    samples[row][2] = 1 - samples[row][2];
    drawSamples();
    sendSamples();
    say(named(row));
  }
  function removeSample() {
    if (row < 0) return say("no sample in focus");
    remember();
    samples.splice(row, 1);
    say(`removed row ${row}; later rows move up`);
    row = Math.min(row, samples.length - 1);
    cursor = Math.max(0, row);
    drawSamples();
    sendSamples();
  }

  // --- words

  function named(number) {
    const [x, y, label] = samples[number];
    const partners = (answer().tomek ?? []).filter((pair) => pair.includes(number));
    const linked = partners.map((pair) => pair.find((other) => other !== number)).join(" and ");
    return `row ${number}, ${CLASSES[label]}, at ${x.toFixed(2)}, ${y.toFixed(2)}` + (linked && `, linked with row ${linked}`);
  }
  let pending;
  function say(text) {
    clearTimeout(pending);
    pending = setTimeout(() => (spoken.textContent = text), 150);
  }

  // --- drawing

  function drawSamples() {
    while (layers.samples.childNodes.length > samples.length) layers.samples.lastChild.remove();
    while (layers.samples.childNodes.length < samples.length) make("path", { class: "sample" }, layers.samples);
    const now = shown();
    const gone = new Set(now.gone), removed = new Set(now.removed);
    samples.forEach(([x, y, label], number) => {
      const node = layers.samples.childNodes[number];
      node.setAttribute("d", pathOf(label, across(x), down(y), size()));
      node.setAttribute("class", `sample class${label}${removed.has(number) ? " removed" : ""}${drag?.row === number ? " held" : ""}`);
      node.dataset.row = number;
      node.style.display = gone.has(number) ? "none" : "";
    });
    drawNumbers(gone);
    drawRing();
    drawMarks(now);
    undo.disabled = !undone.length;
    const none = row < 0 || row >= samples.length;
    change.disabled = remove.disabled = none;
  }

  function drawNumbers(gone) {
    layers.numbers.replaceChildren();
    samples.forEach(([x, y], number) => {
      if (gone.has(number) || (samples.length > MOST_NUMBERED && number !== row)) return;
      const at = { x: across(x) + size() + 4, y: down(y) - size() - 1, class: "number" };
      make("text", at, layers.numbers).textContent = number;
    });
  }

  function drawRing() {
    const there = row >= 0 && row < samples.length && !new Set(shown().gone).has(row);
    ring.classList.toggle("shown", there);
    if (there) {
      ring.setAttribute("cx", across(samples[row][0]));
      ring.setAttribute("cy", down(samples[row][1]));
      ring.setAttribute("r", size() + 6);
    }
    svg.setAttribute("aria-label", there ? `Plane of ${samples.length} samples; in focus ${named(row)}` : `Plane of ${samples.length} samples`);
  }

  // The answer, unless samples were added or removed since it was asked for: its rows would be wrong.
  function shown() {
    const now = answer();
    return now.n === samples.length ? now : {};
  }

  function drawMarks(now) {
    const positions = samples.concat(now.new ?? []);
    const at = (number) => [across(positions[number][0]), down(positions[number][1])];
    const gone = new Set(now.gone);
    layers.marks.replaceChildren();
    layers.under.replaceChildren();
    const line = (pair, name, layer) => {
      const [[x1, y1], [x2, y2]] = pair.map(at);
      if (x1 === x2 && y1 === y2) return make("circle", { class: name, cx: x1, cy: y1, r: size() + 4 }, layer);
      return make("line", { class: name, x1, y1, x2, y2, "data-rows": pair.join(" ") }, layer);
    };
    for (const [x, y, r] of now.circles ?? []) make("circle", { class: "circle", cx: across(x), cy: down(y), r: r * scale }, layers.under);
    (now.new ?? []).forEach(([x, y, label, from, to], i) => {
      const number = samples.length + i;
      if (gone.has(number)) return;
      if (!gone.has(from) && !gone.has(to)) line([from, to], "segment", layers.under);
      const faded = (now.removed ?? []).includes(number) ? " removed" : "";
      make("path", { class: `new class${label}${faded}`, d: pathOf(label, across(x), down(y), size() * 0.8), style: "fill: white" }, layers.marks);
    });
    for (const number of now.stored ?? []) {
      const [cx, cy] = at(number);
      make("circle", { class: "stored", cx, cy, r: size() + 3.5 }, layers.marks);
    }
    for (const number of now.removed ?? []) make("path", { class: `cross class${positions[number][2]}`, d: crossOf(...at(number), size()) }, layers.marks);
    for (const pair of now.threads ?? []) line(pair, "thread", layers.marks);
    for (const pair of now.dashed ?? []) line(pair, "dashed", layers.marks);
    for (const pair of now.links ?? []) line(pair, "link", layers.marks);
  }

  let ground = "";
  function drawGround(regions) {
    if ((regions?.labels ?? "") === ground) return;
    ground = regions?.labels ?? "";
    layers.ground.replaceChildren();
    if (!regions) return;
    const { across: columns, up, labels } = regions;
    const [wide, tall] = [WIDTH / columns, height / up];
    for (let line = 0; line < up; line++) {
      for (let from = 0, to = 0; from < columns; from = to) {
        const label = labels[line * columns + from];
        while (to < columns && labels[line * columns + to] === label) to++;
        make("rect", { class: `ground${label}`, x: from * wide, y: height - (line + 1) * tall, width: (to - from) * wide + 0.5, height: tall + 0.5 }, layers.ground);
      }
    }
  }

  function drawAnswer() {
    const now = answer();
    if (now.version < version) return; // a newer question is on its way
    title.textContent = now.title ?? "";
    balance.textContent = now.balance ?? "";
    count.textContent = now.stages > 1 ? `${now.stage + 1} of ${now.stages}` : "";
    back.disabled = !(now.stage > 0);
    forward.disabled = !(now.stage < now.stages - 1);
    overlay.value = model.get("overlay");
    seed.value = model.get("seed");
    seedShown.textContent = model.get("seed");
    seedLabel.style.display = model.get("overlay").startsWith("SMOTE") ? "" : "none";
    drawGround(now.regions);
    drawSamples();
    root.dataset.answered = now.version;
    if (!drag) say(row >= 0 ? `${named(row)}. ${now.title}` : now.title);
  }

  // --- mouse and keys

  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const number = event.target.dataset?.row;
    svg.focus({ preventScroll: true });
    if (number === undefined) return add(place(event));
    event.preventDefault();
    remember();
    drag = { row: Number(number), moved: false };
    svg.setPointerCapture(event.pointerId);
    focusOn(drag.row, false);
  });
  svg.addEventListener("pointermove", (event) => {
    if (!drag) return;
    drag.moved = true;
    move(drag.row, place(event));
  });
  const drop = () => {
    if (!drag) return;
    if (!drag.moved) undone.pop();
    const held = drag.row;
    drag = null;
    drawSamples();
    say(named(held));
  };
  svg.addEventListener("pointerup", drop);
  svg.addEventListener("pointercancel", drop);

  const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  svg.addEventListener("keydown", (event) => {
    if (event.altKey || event.metaKey || (event.ctrlKey && event.key !== "z")) return;
    const last = samples.length - 1;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (last < 0 && key !== "a" && key !== "u" && key !== "z") return;
    if (arrows[key]) {
      if (row < 0) focusOn(cursor, false);
      if (!event.repeat) remember();
      const by = (STEP * WIDTH * (event.shiftKey ? 0.1 : 1)) / scale;
      move(row, [samples[row][0] + arrows[key][0] * by, samples[row][1] + arrows[key][1] * by]);
    } else if (key === "n") focusOn(row < 0 ? cursor : (row + 1) % (last + 1));
    else if (key === "p") focusOn(row < 0 ? cursor : (row + last) % (last + 1));
    else if (key === "Home") focusOn(0);
    else if (key === "End") focusOn(last);
    else if (key === "a") add(row < 0 ? centre() : [samples[row][0] + 0.04 * WIDTH / scale, samples[row][1]]);
    else if (key === "c") switchClass();
    else if (key === "Delete" || key === "Backspace") removeSample();
    else if (key === "u" || (key === "z" && event.ctrlKey)) takeBack();
    else if (key === "Escape") focusOn(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  function centre() {
    const [x0, x1, y0, y1] = model.get("extent");
    return [(x0 + x1) / 2, (y0 + y1) / 2];
  }

  // --- Python's side

  function adopt() {
    if (model.get("version") <= version) return;
    version = model.get("version");
    root.dataset.asked = version;
    samples = model.get("samples").map((sample) => [...sample]);
    row = model.get("focused");
    cursor = Math.max(0, row);
    measure();
    drawSamples();
  }
  const onVersion = () => adopt();
  model.on("change:version", onVersion);
  model.on("change:answer", drawAnswer);
  measure();
  drawSamples();
  drawAnswer();
  return () => {
    model.off("change:version", onVersion);
    model.off("change:answer", drawAnswer);
    clearTimeout(pending);
  };
}

export default { render };
