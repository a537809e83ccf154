// A small drawing kit for the widgets of lessons 3 and 4: elements, sliders, line charts.
// sketch.py puts this text in front of each widget's own script, so that a widget stays one module.

const SVG = "http://www.w3.org/2000/svg";
const FOCUSABLE = "input, button, select, summary, [tabindex]";

function build(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "text") node.textContent = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  // JupyterLab takes single keys (arrows, Enter, letters) for commands of its own, unless the
  // focused element itself, not one around it, asks it not to.
  if (node.matches(FOCUSABLE)) node.setAttribute("data-lm-suppress-shortcuts", "true");
  node.append(...children);
  return node;
}

const html = (tag, attributes = {}, ...children) =>
  build(document.createElement(tag), attributes, children);

const svg = (tag, attributes = {}, ...children) =>
  build(document.createElementNS(SVG, tag), attributes, children);

/** The outermost part of a widget. */
const widget = (label, ...children) =>
  html("div", { class: "nn-widget", role: "group", "aria-label": label }, ...children);

let serial = 0;

/** An id that no other element of the page has. */
const unique = (prefix) => `nn-${prefix}-${++serial}-${Math.random().toString(36).slice(2, 8)}`;

/** A labelled slider; `show` turns its number into the words that people see and hear. */
function slider({ label, min, max, step, value, show = String, change }) {
  const id = unique("slider");
  const words = html("span", { class: "nn-value", "aria-hidden": "true" });
  const input = html("input", { id, type: "range", min, max, step, value });
  const node = html("div", { class: "nn-slider" }, html("label", { for: id, text: label }), input, words);
  const control = {
    node,
    input,
    get value() {
      return Number(input.value);
    },
    set(number) {
      input.value = number;
      control.refresh();
    },
    refresh() {
      words.textContent = show(control.value);
      input.setAttribute("aria-valuetext", show(control.value));
    },
  };
  input.addEventListener("input", () => {
    control.refresh();
    change(control.value);
  });
  control.refresh();
  return control;
}

/** A group of radio buttons; `options` is a list of [value, words]. */
function choice({ label, options, value, change }) {
  const name = unique("choice");
  const node = html("fieldset", { class: "nn-choice" }, html("legend", { text: label }));
  for (const [key, words] of options) {
    const input = html("input", { type: "radio", name, value: key, onchange: () => change(key) });
    input.checked = key === value;
    node.append(html("label", {}, input, html("span", { text: words })));
  }
  return node;
}

/** A labelled tick box. */
function tick({ label, checked = false, change }) {
  const input = html("input", { type: "checkbox", onchange: () => change(input.checked) });
  input.checked = checked;
  return html("label", { class: "nn-tick" }, input, html("span", { text: label }));
}

/** The line of words that a screen reader speaks when they change. */
const status = () => html("p", { class: "nn-status", role: "status" });

/** Round numbers between `low` and `high`, about `count` of them. */
function ticks(low, high, count = 5) {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough * 0.999);
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const marks = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++) {
    marks.push([k * step, (k * step).toFixed(digits)]);
  }
  return marks;
}

const MARKS = {
  circle: (x, y, r) => svg("circle", { cx: x, cy: y, r }),
  square: (x, y, r) => svg("rect", { x: x - r, y: y - r, width: 2 * r, height: 2 * r }),
  triangle: (x, y, r) =>
    svg("path", { d: `M${x} ${y - 1.25 * r}L${x + 1.15 * r} ${y + r}L${x - 1.15 * r} ${y + r}Z` }),
  diamond: (x, y, r) =>
    svg("path", { d: `M${x} ${y - 1.3 * r}L${x + 1.3 * r} ${y}L${x} ${y + 1.3 * r}L${x - 1.3 * r} ${y}Z` }),
};

/** A mark of one of the four shapes, with a class for its colour. */
function mark(kind, x, y, r, attributes = {}) {
  return build(MARKS[kind](x, y, r), attributes, []);
}

/** The frame of a chart: title, grid, axis words; returns its scales and the clipped inside. */
function frame(picture, { title, x, y, xLabel, yLabel = "", width = 440, height = 270, right = 84 }) {
  const left = 48;
  const top = 34;
  const inner = { width: width - left - right, height: height - top - 44 };
  const X = (v) => left + ((v - x[0]) / (x[1] - x[0])) * inner.width;
  const Y = (v) => top + inner.height - ((v - y[0]) / (y[1] - y[0])) * inner.height;
  picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
  picture.replaceChildren(svg("text", { class: "nn-title", x: 4, y: 17, text: title }));
  for (const [value, words] of ticks(y[0], y[1])) {
    picture.append(
      svg("line", { class: "nn-grid", x1: left, x2: left + inner.width, y1: Y(value), y2: Y(value) }),
      svg("text", { class: "nn-tickmark", x: left - 7, y: Y(value) + 4, "text-anchor": "end", text: words }),
    );
  }
  for (const [value, words] of ticks(x[0], x[1])) {
    picture.append(
      svg("text", { class: "nn-tickmark", x: X(value), y: top + inner.height + 17, "text-anchor": "middle", text: words }),
    );
  }
  picture.append(
    svg("line", { class: "nn-axis", x1: left, x2: left + inner.width, y1: top + inner.height, y2: top + inner.height }),
    svg("text", { class: "nn-label", x: left + inner.width / 2, y: height - 7, "text-anchor": "middle", text: xLabel }),
  );
  if (yLabel) {
    const middle = top + inner.height / 2;
    picture.append(
      svg("text", { class: "nn-label", x: 12, y: middle, "text-anchor": "middle", transform: `rotate(-90 12 ${middle})`, text: yLabel }),
    );
  }
  const clip = unique("clip");
  const inside = svg("g", { "clip-path": `url(#${clip})` });
  picture.append(
    svg("clipPath", { id: clip }, svg("rect", { x: left, y: top - 4, width: inner.width + 6, height: inner.height + 5 })),
    inside,
  );
  return { X, Y, inside, left, top, ...inner };
}

/**
 * Draw a line chart into an <svg>: each line has its name at its end, so no legend is needed.
 *
 * lines: {label, look, values, marker} with values[0] at x = 1; look is "train", "test" or "pinned";
 * levels: {value, label}; stops: {at, label}; band: [low, high].
 */
function chart(picture, { lines, levels = [], stops = [], band = null, ...rest }) {
  const { X, Y, inside, left, top, width, height } = frame(picture, rest);
  const names = [];
  if (band) {
    inside.append(
      svg("rect", { class: "nn-band", x: left, width, y: Y(band[1]), height: Math.max(1, Y(band[0]) - Y(band[1])) }),
    );
  }
  for (const { value, label } of levels) {
    inside.append(svg("line", { class: "nn-dotted", x1: left, x2: left + width, y1: Y(value), y2: Y(value) }));
    if (value >= rest.y[0] && value <= rest.y[1]) names.push({ y: Y(value), label, look: "level" });
  }
  for (const [i, { at, label }] of stops.entries()) {
    inside.append(svg("line", { class: "nn-stop", x1: X(at), x2: X(at), y1: top, y2: top + height }));
    const anchor = X(at) > left + width / 2 ? "end" : "start";
    picture.append(
      svg("text", { class: "nn-stopname", x: X(at) + (anchor === "end" ? -5 : 5), y: top + 10 + 16 * i, "text-anchor": anchor, text: label }),
    );
  }
  for (const { label, look, values, marker = "circle" } of lines) {
    // A value that is not finite, or far outside, would make the browser drop the whole path.
    const points = values.map((v, i) => [X(i + 1), Number.isFinite(v) ? Math.max(-1e4, Math.min(1e4, Y(v))) : null]);
    const drawn = points.filter(([, py]) => py !== null);
    if (!drawn.length) continue;
    inside.append(
      svg("path", {
        class: `nn-line nn-${look}`,
        d: drawn.map(([px, py], i) => `${i ? "L" : "M"}${px.toFixed(1)} ${py.toFixed(1)}`).join(""),
      }),
    );
    const [px, py] = drawn[drawn.length - 1];
    if (look !== "pinned") inside.append(mark(marker, px, py, 4.5, { class: `nn-end nn-${look}` }));
    if (label) names.push({ y: Math.max(top, Math.min(top + height, py)), label, look, x: px });
  }
  // Names that would lie on each other are pushed apart.
  names.sort((a, b) => a.y - b.y);
  for (let i = 1; i < names.length; i++) names[i].y = Math.max(names[i].y, names[i - 1].y + 15);
  const over = names.length ? names[names.length - 1].y - (top + height + 4) : 0;
  if (over > 0) {
    names[names.length - 1].y -= over;
    for (let i = names.length - 2; i >= 0; i--) names[i].y = Math.min(names[i].y, names[i + 1].y - 15);
  }
  for (const { y, label, look } of names) {
    picture.append(svg("text", { class: `nn-name nn-${look}`, x: left + width + 10, y: y + 4, text: label }));
  }
}

/** Numbers that a Python list of bytes carries, without a copy where the memory allows. */
function floats(view) {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  return new Float32Array(bytes.slice().buffer);
}

/** Random numbers in [0, 1) from a whole number: the mulberry32 generator. */
function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
