// Moves the curves, or the bars, of a figure that matplotlib drew once as SVG.
// For known functions the sliders' models are read here, so that a busy kernel does not matter;
// for any other the kernel sends y.

import { html, numbers, svg } from "../kit/kit.js";
import { part } from "../kit/part.js";
import { catalogue, remark } from "./catalogue.js";
import { number } from "./number.js";

const QUIET = 600; // ms without change before a screen reader is told: dragging must not flood it
const NARROW = 0.31; // half the width of a bar
const RANGE_AT = 0.035; // right of the axes, in their widths; picture.py leaves room for them
const RANGE_STEP = 0.035;

function axis([low, high, from, to, kind]) {
  const scale = kind === "log" ? Math.log10 : (v) => v;
  const start = scale(low),
    unit = (to - from) / (scale(high) - start);
  const place = (v) => {
    const p = from + (scale(v) - start) * unit;
    return Math.max(-1e5, Math.min(1e5, p)).toFixed(2); // SVG does not take huge numbers
  };
  return { place, low, high, from, to };
}

class Figure {
  constructor(model, el) {
    const holder = html("div", { class: "nncourse-live-picture" });
    holder.innerHTML = model.get("svg"); // made by our own Python from a matplotlib figure
    this.svg = holder.querySelector("svg");
    this.svg.setAttribute("role", "img");
    // Seen at once; the hidden twin is for screen readers, which hear it when the slider rests.
    this.words = html("p", { class: "nncourse-live-words", "aria-hidden": "true" });
    this.status = html("div", { class: "nncourse-live-status", role: "status" });
    el.append(html("div", { class: "nncourse-live" }, holder, this.words, this.status));
    const { x, y } = model.get("scales");
    this.across = axis(x);
    this.up = axis(y);
    this.bars = model.get("bars");
    const curves = this.bars.length ? [] : model.get("names").map((_, i) => i);
    // The outputs of a step are single values, no interval.
    this.isStep = model.get("exact").map((exact) => exact.startsWith("{"));
    // Bars show their range themselves.
    this.ranges = model.get("show_range") ? curves.map((i) => this.part("range", i)) : [];
    this.shapes = this.bars.length
      ? this.bars.map((_, i) => this.part("bar", i))
      : curves.map((i) => this.part("curve", i));
    if (curves.length > 1)
      for (const path of [...this.ranges, ...this.shapes])
        path.classList.add("nncourse-live-of-many");
    this.labels = this.bars.map((_, i) =>
      svg("text", { class: "nncourse-live-label", x: this.across.place(i) }),
    );
    this.svg.append(...this.labels);
  }

  // The <path> of a moving part. Figures on one page must not share ids.
  part(name, i) {
    const group = this.svg.querySelector(`[id="live-${name}-${i}"]`);
    const path = group.querySelector("path") ?? group.appendChild(svg("path"));
    group.removeAttribute("id");
    path.removeAttribute("style");
    path.setAttribute("class", `nncourse-live-${name}`);
    path.style.setProperty("--live-own", `var(--live-curve-${i})`);
    path.dataset.number = i;
    return path;
  }

  draw(x, ys, stale) {
    if (this.bars.length) this.drawBars(ys[0]);
    else for (const [i, y] of ys.entries()) this.drawCurve(i, x, y);
    for (const [i, shape] of this.shapes.entries()) {
      const curve = this.bars.length ? 0 : i;
      shape.classList.toggle("nncourse-live-stale", stale.includes(curve));
    }
  }

  drawCurve(number, x, y) {
    let d = "",
      pen = "M",
      low = Infinity,
      high = -Infinity;
    for (let i = 0; i < y.length; i++) {
      if (!Number.isFinite(y[i])) {
        pen = "M";
        continue;
      }
      d += `${pen}${this.across.place(x[i])} ${this.up.place(y[i])}`;
      pen = "L";
      if (y[i] < low) low = y[i];
      if (y[i] > high) high = y[i];
    }
    this.shapes[number].setAttribute("d", d);
    if (!this.ranges.length) return;
    const { from, to } = this.across;
    const middle = to + (RANGE_AT + RANGE_STEP * number) * (to - from);
    let range = "";
    if (this.isStep[number]) range = this.rings(middle, new Set(y));
    else if (low <= high) range = this.beam(middle, low, high);
    this.ranges[number].setAttribute("d", range);
  }

  // One ring for each value that comes out.
  rings(middle, values) {
    return [...values]
      .map((value) => `M${middle - 4} ${this.up.place(value)}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0`)
      .join("");
  }

  // A beam from the lowest to the highest output: caps at its ends, arrows where it leaves the axes.
  beam(middle, low, high) {
    const end = (value, limit, outside) => {
      const y = Number(this.up.place(outside ? limit : value));
      const tip = outside ? (limit === this.up.high ? 6 : -6) : 0;
      return [y, `M${middle - 6} ${y + tip}L${middle} ${y}L${middle + 6} ${y + tip}`];
    };
    const inside = (value) => Math.max(this.up.low, Math.min(this.up.high, value));
    const [bottom, lower] = end(inside(low), this.up.low, low < this.up.low);
    const [top, upper] = end(inside(high), this.up.high, high > this.up.high);
    return `${lower}M${middle} ${bottom}L${middle} ${top}${upper}`;
  }

  drawBars(y) {
    const floor = this.up.place(0);
    this.shapes.forEach((bar, i) => {
      const value = Number.isFinite(y[i]) ? y[i] : 0;
      const [left, right] = [this.across.place(i - NARROW), this.across.place(i + NARROW)];
      const top = this.up.place(value);
      bar.setAttribute("d", `M${left} ${floor}V${top}H${right}V${floor}Z`);
      this.labels[i].setAttribute("y", Number(top) - 5);
      this.labels[i].textContent = number(y[i]);
    });
  }

  say(alt, words) {
    this.svg.setAttribute("aria-label", alt);
    this.words.textContent = words;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.status.textContent = words), QUIET);
  }
}

// What the picture shows, in words.
function outputs(model, ys) {
  const bars = model.get("bars");
  const names = model.get("names");
  const unit = model.get("unit") && ` ${model.get("unit")}`;
  const told = ys.map((y, i) => {
    const finite = Array.from(y).filter(Number.isFinite);
    const exact = model.get("exact")[i];
    if (!finite.length) return names[i] ? "" : "No outputs to draw.";
    if (!bars.length && !model.get("show_range")) return "";
    if (bars.length) {
      const parts = bars.map((name, place) => `${name} ${number(y[place])}`);
      const sum = finite.reduce((total, value) => total + value, 0);
      const range = exact && ` Exact range of each output: ${exact}.`;
      return `${parts.join(", ")}; sum ${number(Number(sum.toPrecision(12)))}.${range}`;
    }
    const open = model.get("open_ends")[i];
    const [low, high] = [Math.min(...finite), Math.max(...finite)].map((end) => number(end, open));
    if (names[i])
      return `${names[i]}: ${low} to ${high}${unit}${exact && `, exact range ${exact}`}.`;
    return `Outputs here: ${low} to ${high}${unit}.${exact && ` Exact range: ${exact}.`}`;
  });
  const isDrawn = ys.some((y) => Array.from(y).some(Number.isFinite));
  return told.filter(Boolean).join(" ") || (isDrawn ? "" : "No outputs to draw.");
}

function initialize({ model }) {
  model.send({ loaded: true });
}

async function render({ model, el }) {
  const figure = new Figure(model, el);
  const sliders = await Promise.all(
    model
      .get("sliders")
      .map(async ([name, id]) => [name, await model.widget_manager.get_model(id)]),
  );
  const known = model.get("known"); // by name; empty if the kernel computes
  const count = model.get("names").length;
  const bars = model.get("bars");
  const x = bars.length ? bars : numbers(model.get("x"), Float64Array);
  let asked = 0;

  const received = () => {
    const all = numbers(model.get("y"), Float64Array);
    const size = all.length / count;
    return Array.from({ length: count }, (_, i) => all.subarray(i * size, (i + 1) * size));
  };
  const draw = () => {
    asked = 0;
    const values = Object.fromEntries(sliders.map(([name, slider]) => [name, slider.get("value")]));
    const ys = known.length ? known.map((name) => catalogue[name](x, values)) : received();
    const trouble = known.length ? "" : model.get("trouble");
    figure.draw(x, ys, model.get("stale"));
    const shown = outputs(model, ys);
    const inPage = known.length === 1 && !bars.length;
    const told = inPage ? remark(known[0], values, number) : model.get("remark");
    const written = (value) => (typeof value === "number" ? number(value) : String(value));
    const set = Object.entries(values).map(([name, value]) => `${name} = ${written(value)}`);
    const words = [trouble && `⚠ ${trouble}`, shown, told].filter(Boolean).join(" ");
    figure.say(`${model.get("title")}. ${set.join(", ")}. ${words}`, words);
  };
  const soon = () => (asked ||= requestAnimationFrame(draw)); // many events, one picture per frame

  const watched = known.length
    ? sliders.map(([, slider]) => [slider, "change:value"])
    : [[model, "change:y change:trouble change:stale change:remark"]];
  for (const [source, events] of watched) source.on(events, soon);
  draw();
  return () => {
    cancelAnimationFrame(asked);
    clearTimeout(figure.timer);
    for (const [source, events] of watched) source.off(events, soon);
  };
}

export default part(render, { initialize });
