// Line charts as SVG, redrawn at each change.

import { svg, unique } from "./kit.js";

/**
 * Round numbers between `low` and `high`, about `count` of them, each with its text.
 * @param {number} low
 * @param {number} high
 * @returns {[number, string][]}
 */
export function ticks(low, high, count = 5) {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough * 0.999) ?? 10 * power;
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  /** @type {[number, string][]} */
  const marks = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++) {
    marks.push([k * step, (k * step).toFixed(digits)]);
  }
  return marks;
}

const path = (/** @type {import("./kit.js").Attributes} */ attributes, /** @type {string} */ d) =>
  svg("path", { d, ...attributes });

/** @type {Record<"circle" | "square" | "triangle" | "diamond",
 *   (x: number, y: number, r: number, attributes: import("./kit.js").Attributes) => SVGElement>} */
const MARKS = {
  circle: (x, y, r, attributes) => svg("circle", { cx: x, cy: y, r, ...attributes }),
  square: (x, y, r, attributes) =>
    svg("rect", { x: x - r, y: y - r, width: 2 * r, height: 2 * r, ...attributes }),
  triangle: (x, y, r, attributes) =>
    path(attributes, `M${x} ${y - 1.25 * r}L${x + 1.15 * r} ${y + r}L${x - 1.15 * r} ${y + r}Z`),
  diamond: (x, y, r, attributes) =>
    path(
      attributes,
      `M${x} ${y - 1.3 * r}L${x + 1.3 * r} ${y}L${x} ${y + 1.3 * r}L${x - 1.3 * r} ${y}Z`,
    ),
};

/**
 * A mark of one of the four shapes, `r` its half width; its class gives the colour.
 * @param {keyof typeof MARKS} kind
 * @param {number} x
 * @param {number} y
 * @param {number} r
 * @param {import("./kit.js").Attributes} attributes
 */
export const mark = (kind, x, y, r, attributes) => MARKS[kind](x, y, r, attributes);

/**
 * @typedef {(value: number) => number} Scale from a value to a place in the picture
 * @typedef {[number, number]} Span the two ends of an axis
 * @typedef {{ left: number, top: number, width: number, height: number }} Box
 */

/**
 * Draw the grid, the tick marks and the labels of two axes.
 * @param {Element} picture
 * @param {{ X: Scale, Y: Scale, x: Span, y: Span, box: Box, xLabel: string, yLabel?: string,
 *   xTicks?: number, columns?: boolean }} options columns: grid lines for x, too
 */
export function axes(picture, { X, Y, x, y, box, xLabel, yLabel, xTicks = 5, columns = false }) {
  const { left, top, width, height } = box;
  const bottom = top + height;
  const row = { class: "nn-grid", x1: left, x2: left + width };
  const column = { class: "nn-grid", y1: top, y2: bottom };
  const middle = { "text-anchor": "middle" };
  for (const [value, words] of ticks(...y)) {
    picture.append(
      svg("line", { ...row, y1: Y(value), y2: Y(value) }),
      svg(
        "text",
        { class: "nn-tickmark", x: left - 7, y: Y(value) + 4, "text-anchor": "end" },
        words,
      ),
    );
  }
  for (const [value, words] of ticks(...x, xTicks)) {
    if (columns) picture.append(svg("line", { ...column, x1: X(value), x2: X(value) }));
    picture.append(
      svg("text", { class: "nn-tickmark", x: X(value), y: bottom + 17, ...middle }, words),
    );
  }
  const label = { class: "nn-label", ...middle };
  picture.append(svg("text", { ...label, x: left + width / 2, y: bottom + 37 }, xLabel));
  if (yLabel) {
    const centre = top + height / 2;
    const turn = `rotate(-90 12 ${centre})`;
    picture.append(svg("text", { ...label, x: 12, y: centre, transform: turn }, yLabel));
  }
}

/**
 * The frame of a chart: title, grid and labels; returns its scales and the clipped inside.
 * @param {Element} picture
 * @param {{ title: string, x: Span, y: Span, xLabel: string, yLabel?: string, width?: number,
 *   height?: number, right?: number }} options
 */
export function frame(
  picture,
  { title, x, y, xLabel, yLabel, width = 440, height = 270, right = 84 },
) {
  const left = 48;
  const top = 34;
  const box = { left, top, width: width - left - right, height: height - top - 44 };
  const bottom = top + box.height;
  /** @type {Scale} */
  const X = (v) => left + ((v - x[0]) / (x[1] - x[0])) * box.width;
  /** @type {Scale} */
  const Y = (v) => bottom - ((v - y[0]) / (y[1] - y[0])) * box.height;
  picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
  picture.replaceChildren(svg("text", { class: "nn-title", x: 4, y: 17 }, title));
  axes(picture, { X, Y, x, y, box, xLabel, yLabel });
  const id = unique("clip");
  const inside = svg("g", { "clip-path": `url(#${id})` });
  picture.append(
    svg("line", { class: "nn-axis", x1: left, x2: left + box.width, y1: bottom, y2: bottom }),
    svg(
      "clipPath",
      { id },
      svg("rect", { x: left, y: top - 4, width: box.width + 6, height: box.height + 5 }),
    ),
    inside,
  );
  return { X, Y, inside, ...box };
}

/**
 * Draw a line chart: each line has its name at its end, so no legend is needed.
 *
 * `values[0]` of a line is drawn at x = 1. A band is the range between two values of y.
 * @param {Element} picture
 * @param {Parameters<typeof frame>[1] & {
 *   lines: { look: string, values: number[], label?: string, marker?: keyof typeof MARKS }[],
 *   levels?: { value: number, label: string }[], stops?: { at: number, label: string }[],
 *   band?: Span | null }} options look: "train", "test" or "pinned"
 */
export function chart(picture, { lines, levels = [], stops = [], band = null, ...rest }) {
  const { X, Y, inside, left, top, width, height } = frame(picture, rest);
  /** @type {{ y: number, label: string, look: string }[]} */
  const names = [];
  if (band) {
    inside.append(
      svg("rect", {
        class: "nn-band",
        x: left,
        width,
        y: Y(band[1]),
        height: Math.max(1, Y(band[0]) - Y(band[1])),
      }),
    );
  }
  for (const { value, label } of levels) {
    inside.append(
      svg("line", { class: "nn-dotted", x1: left, x2: left + width, y1: Y(value), y2: Y(value) }),
    );
    if (value >= rest.y[0] && value <= rest.y[1]) names.push({ y: Y(value), label, look: "level" });
  }
  for (const [i, { at, label }] of stops.entries()) {
    inside.append(
      svg("line", { class: "nn-stop", x1: X(at), x2: X(at), y1: top, y2: top + height }),
    );
    const anchor = X(at) > left + width / 2 ? "end" : "start";
    picture.append(
      svg(
        "text",
        {
          class: "nn-stopname",
          x: X(at) + (anchor === "end" ? -5 : 5),
          y: top + 10 + 16 * i,
          "text-anchor": anchor,
        },
        label,
      ),
    );
  }
  for (const { label, look, values, marker = "circle" } of lines) {
    // A value that is not finite, or far outside, would make the browser drop the whole path.
    const drawn = values
      .map((v, i) => [
        X(i + 1),
        Number.isFinite(v) ? Math.max(-1e4, Math.min(1e4, Y(v))) : Number.NaN,
      ])
      .filter(([, py]) => !Number.isNaN(py));
    if (!drawn.length) continue;
    inside.append(
      svg("path", {
        class: `nn-line nn-${look}`,
        d: drawn.map(([px, py], i) => `${i ? "L" : "M"}${px.toFixed(1)} ${py.toFixed(1)}`).join(""),
      }),
    );
    const [px, py] = drawn[drawn.length - 1];
    if (look !== "pinned") inside.append(mark(marker, px, py, 4.5, { class: `nn-end nn-${look}` }));
    if (label) names.push({ y: Math.max(top, Math.min(top + height, py)), label, look });
  }
  for (const { y, label, look } of apart(names, 15, top + height + 4)) {
    picture.append(
      svg("text", { class: `nn-name nn-${look}`, x: left + width + 10, y: y + 4 }, label),
    );
  }
}

/**
 * Push names apart that would lie on each other: at least `gap` between them, none below `bottom`.
 * @template {{ y: number }} T
 * @param {T[]} names
 * @param {number} gap
 * @param {number} bottom
 */
export function apart(names, gap, bottom) {
  const sorted = [...names].sort((a, b) => a.y - b.y);
  for (let i = 1; i < sorted.length; i++)
    sorted[i].y = Math.max(sorted[i].y, sorted[i - 1].y + gap);
  let limit = bottom;
  for (const name of [...sorted].reverse()) {
    name.y = Math.min(name.y, limit);
    limit = name.y - gap;
  }
  return sorted;
}
