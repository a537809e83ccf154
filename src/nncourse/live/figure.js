// Moves the curve, or the bars, of a figure that matplotlib drew once as SVG.
// For a known function the sliders' models are read here, so that a busy kernel does not matter;
// for any other the kernel sends y.

import { html, numbers, svg } from "../kit/kit.js";
import { part } from "../kit/part.js";
import { catalogue, remark } from "./catalogue.js";
import { number } from "./number.js";

const QUIET = 600; // ms without change before a screen reader is told: dragging must not flood it
const NARROW = 0.31; // half the width of a bar

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
    this.names = model.get("bars");
    this.isStep = model.get("exact").startsWith("{"); // its outputs are single values, no interval
    this.range = this.names.length ? null : this.part("range"); // bars show their range themselves
    this.shapes = this.names.length
      ? this.names.map((_, i) => this.part(`bar-${i}`))
      : [this.part("curve")];
    this.labels = this.names.map((_, i) =>
      svg("text", { class: "nncourse-live-label", x: this.across.place(i) }),
    );
    this.svg.append(...this.labels);
  }

  // The <path> of a moving part. Figures on one page must not share ids.
  part(name) {
    const group = this.svg.querySelector(`[id="live-${name}"]`);
    const path = group.querySelector("path") ?? group.appendChild(svg("path"));
    group.removeAttribute("id");
    path.removeAttribute("style");
    path.setAttribute("class", `nncourse-live-${name.replace(/-\d+$/, "")}`);
    return path;
  }

  draw(x, y, stale) {
    if (this.names.length) this.drawBars(y);
    else this.drawCurve(x, y);
    for (const shape of this.shapes) shape.classList.toggle("nncourse-live-stale", stale);
  }

  drawCurve(x, y) {
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
    this.shapes[0].setAttribute("d", d);
    const range = this.isStep ? this.rings(new Set(y)) : low <= high ? this.beam(low, high) : "";
    this.range.setAttribute("d", range);
  }

  // One ring for each value that comes out.
  rings(values) {
    const left = this.across.to + 0.035 * (this.across.to - this.across.from) - 4;
    return [...values]
      .map((value) => `M${left} ${this.up.place(value)}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0`)
      .join("");
  }

  // A beam from the lowest to the highest output: caps at its ends, arrows where it leaves the axes.
  beam(low, high) {
    const middle = this.across.to + 0.035 * (this.across.to - this.across.from);
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
function outputs(figure, y, open) {
  const finite = Array.from(y).filter(Number.isFinite);
  if (!finite.length) return "No outputs to draw.";
  if (figure.names.length) {
    const parts = figure.names.map((name, i) => `${name} ${number(y[i])}`);
    const sum = finite.reduce((total, value) => total + value, 0);
    return `${parts.join(", ")}; sum ${number(Number(sum.toPrecision(12)))}.`;
  }
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  return `Outputs here: ${number(low, open)} to ${number(high, open)}.`;
}

// noUiSlider gives its handles no name. Views come after their models, so look until they are there.
async function label(slider, tries = 60) {
  const name = slider.get("description").replace(/\$/g, "");
  const views = await Promise.all(Object.values(slider.views ?? {}));
  for (const view of views) {
    for (const handle of view.el.querySelectorAll("[role=slider]"))
      handle.setAttribute("aria-label", name);
    const readout = view.el.querySelector(".widget-readout[contenteditable]");
    readout?.setAttribute("role", "textbox");
    readout?.setAttribute("aria-label", `${name}, type a value`);
  }
  if (!views.length && tries) setTimeout(() => label(slider, tries - 1), 50);
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
  const known = model.get("known");
  const x = figure.names.length ? figure.names : numbers(model.get("x"), Float64Array);
  const open = model.get("open_ends");
  const exact = model.get("exact");
  let asked = 0;

  const draw = () => {
    asked = 0;
    const values = Object.fromEntries(sliders.map(([name, slider]) => [name, slider.get("value")]));
    const y = known ? catalogue[known](x, values) : numbers(model.get("y"), Float64Array);
    const trouble = known ? "" : model.get("trouble");
    figure.draw(x, y, model.get("stale"));
    const shown = outputs(figure, y, open);
    const told =
      known && !figure.names.length ? remark(known, values, number) : model.get("remark");
    const range = exact && `Exact range${figure.names.length ? " of each output" : ""}: ${exact}.`;
    const written = (value) => (typeof value === "number" ? number(value) : String(value));
    const set = Object.entries(values).map(([name, value]) => `${name} = ${written(value)}`);
    const words = [trouble && `⚠ ${trouble}`, shown, range, told].filter(Boolean).join(" ");
    figure.say(`${model.get("title")}. ${set.join(", ")}. ${words}`, words);
  };
  const soon = () => (asked ||= requestAnimationFrame(draw)); // many events, one picture per frame

  const watched = known
    ? sliders.map(([, slider]) => [slider, "change:value"])
    : [[model, "change:y change:trouble change:stale change:remark"]];
  for (const [source, events] of watched) source.on(events, soon);
  for (const [, slider] of sliders) label(slider);
  draw();
  return () => {
    cancelAnimationFrame(asked);
    clearTimeout(figure.timer);
    for (const [source, events] of watched) source.off(events, soon);
  };
}

export default part(render, { initialize });
