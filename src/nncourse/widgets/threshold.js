// A threshold on given probabilities, and what each kind of mistake costs.

import { frame, mark } from "../kit/chart.js";
import {
  button,
  choice,
  grouped,
  html,
  numbers,
  save,
  slider,
  status,
  svg,
  widget,
} from "../kit/kit.js";
import { part } from "../kit/part.js";

/** How many of each kind at a threshold: flagged means probability at least as large as it. */
export function counts(probabilities, truth, threshold) {
  const found = { tn: 0, fp: 0, fn: 0, tp: 0 };
  for (let i = 0; i < truth.length; i++) {
    if (probabilities[i] >= threshold) found[truth[i] ? "tp" : "fp"]++;
    else found[truth[i] ? "fn" : "tn"]++;
  }
  return found;
}

const STEPS = Array.from({ length: 101 }, (_, i) => i / 100);
const BINS = 40;

function render({ model, el }) {
  const truth = numbers(model.get("truth"), Uint8Array);
  const n = truth.length;
  const stacked = numbers(model.get("probabilities"), Float32Array);
  const names = model.get("names");
  const models = names.map((name, i) => {
    const p = stacked.subarray(i * n, (i + 1) * n);
    const bars = { no: new Array(BINS).fill(0), yes: new Array(BINS).fill(0) };
    for (let j = 0; j < n; j++)
      bars[truth[j] ? "yes" : "no"][Math.min(BINS - 1, Math.floor(p[j] * BINS))]++;
    return { name, table: STEPS.map((t) => counts(p, truth, t)), bars };
  });
  let shown = 0;

  const histogram = svg("svg", { class: "nn-chart", role: "img" });
  const costs = svg("svg", { class: "nn-chart", role: "img" });
  const said = status();
  const measures = html("div", { class: "nn-numbers" });
  const keep = (name, value) => {
    save(model, { [name]: value });
    draw();
  };
  const sliders = {
    threshold: slider({
      label: "Threshold",
      min: 0,
      max: 1,
      step: 0.01,
      value: model.get("threshold"),
      show: (v) => v.toFixed(2),
      change: (v) => keep("threshold", v),
    }),
    miss: slider({
      label: "A miss costs",
      min: 1,
      max: 20,
      step: 1,
      value: model.get("miss"),
      change: (v) => keep("miss", v),
    }),
    alarm: slider({
      label: "An alarm costs",
      min: 1,
      max: 20,
      step: 1,
      value: model.get("alarm"),
      change: (v) => keep("alarm", v),
    }),
  };
  const jump = (text, where) =>
    button(text, () => {
      sliders.threshold.set(where());
      keep("threshold", where());
    });
  const root = widget(
    "Threshold and the cost of each mistake",
    choice({
      label: "Model:",
      options: names.map((name, i) => [i, name]),
      value: 0,
      change: (i) => {
        shown = i;
        draw();
      },
    }).node,
    html("div", { class: "nn-row" }, histogram, costs),
    html(
      "div",
      { class: "nn-sliders" },
      ...Object.values(sliders).map((s) => s.node),
      html(
        "div",
        { class: "nn-row" },
        jump("0.50", () => 0.5),
        jump("0.20", () => 0.2),
        jump("Cheapest", cheapest),
      ),
    ),
    measures,
    said,
  );

  /** Cost of a hundred clients at a threshold. */
  const cost = ({ fn, fp }) => (100 * (fn * model.get("miss") + fp * model.get("alarm"))) / n;

  function cheapest() {
    const all = models[shown].table.map(cost);
    return STEPS[all.indexOf(Math.min(...all))];
  }

  function drawHistogram(bars, threshold) {
    const top = Math.max(...models.flatMap((m) => [...m.bars.no, ...m.bars.yes]));
    const {
      X,
      Y,
      inside,
      top: upper,
      height,
    } = frame(histogram, {
      title: "Who gets which probability",
      xLabel: "predicted probability of default",
      yLabel: "clients",
      x: [0, 1],
      y: [-0.55 * top, 1.05 * top],
      right: 84,
    });
    // Counts are counts on both sides of the line.
    for (const text of histogram.querySelectorAll(".nn-tickmark"))
      text.textContent = text.textContent.replace("-", "");
    for (const [kind, side] of Object.entries({ no: 1, yes: -1 })) {
      bars[kind].forEach((count, i) => {
        const edge = Y(side * count);
        inside.append(
          svg("rect", {
            class: `nn-bar nn-${kind}`,
            x: X(i / BINS) + 0.4,
            width: X(1 / BINS) - X(0) - 0.8,
            y: Math.min(edge, Y(0)),
            height: Math.abs(edge - Y(0)),
          }),
        );
      });
    }
    inside.append(
      svg("line", { class: "nn-axis", x1: X(0), x2: X(1), y1: Y(0), y2: Y(0) }),
      svg("line", {
        class: "nn-cut",
        x1: X(threshold),
        x2: X(threshold),
        y1: upper,
        y2: upper + height,
      }),
    );
    const side = threshold > 0.62 ? -1 : 1;
    histogram.append(
      svg(
        "text",
        {
          class: "nn-name",
          x: X(threshold) + 6 * side,
          y: upper + 11,
          "text-anchor": side > 0 ? "start" : "end",
        },
        side > 0 ? "flagged →" : "← left alone",
      ),
      svg("text", { class: "nn-name", x: X(1) + 10, y: Y(0.5 * top) }, "▲ pay"),
      svg("text", { class: "nn-name", x: X(1) + 10, y: Y(-0.3 * top) }, "▼ default"),
    );
  }

  function drawCosts(all, threshold) {
    const { X, Y, inside, top, height } = frame(costs, {
      title: "What 100 clients cost",
      xLabel: "threshold",
      yLabel: "cost",
      x: [0, 1],
      y: [0, 1.08 * Math.max(...all)],
      right: 24,
    });
    const lowest = Math.min(...all);
    const at = STEPS[all.indexOf(lowest)];
    inside.append(
      svg("path", {
        class: "nn-costline",
        d: all
          .map((v, i) => `${i ? "L" : "M"}${X(STEPS[i]).toFixed(1)} ${Y(v).toFixed(1)}`)
          .join(""),
      }),
      svg("line", {
        class: "nn-cut",
        x1: X(threshold),
        x2: X(threshold),
        y1: top,
        y2: top + height,
      }),
      mark("diamond", X(at), Y(lowest), 6, { class: "nn-lowest" }),
      mark("circle", X(threshold), Y(all[Math.round(threshold * 100)]), 5, {
        class: "nn-end nn-train",
      }),
    );
    costs.append(
      svg(
        "text",
        {
          class: "nn-stopname",
          x: X(at) + (at > 0.6 ? -9 : 9),
          y: Y(lowest) + 19,
          "text-anchor": at > 0.6 ? "end" : "start",
        },
        `cheapest: ${at.toFixed(2)}`,
      ),
    );
  }

  function draw() {
    const { name, table, bars } = models[shown];
    const threshold = model.get("threshold");
    const { tn, fp, fn, tp } = table[Math.round(threshold * 100)];
    const all = table.map(cost);
    drawHistogram(bars, threshold);
    drawCosts(all, threshold);
    const precision = tp + fp ? (tp / (tp + fp)).toFixed(3) : "none flagged";
    const facts = [
      ["recall", (tp / (tp + fn)).toFixed(3)],
      ["precision", precision],
      ["accuracy", ((tp + tn) / n).toFixed(3)],
      ["missed", grouped(fn)],
      ["false alarms", grouped(fp)],
      ["cost per 100", all[Math.round(threshold * 100)].toFixed(0)],
    ];
    measures.replaceChildren(
      ...facts.map(([label, value]) =>
        html("div", { class: "nn-number" }, html("span", {}, label), html("b", {}, value)),
      ),
    );
    const best = cheapest();
    said.textContent =
      `${name}, threshold ${threshold.toFixed(2)}: ${grouped(tp + fp)} of ${grouped(n)} clients are flagged; ` +
      `recall ${(tp / (tp + fn)).toFixed(3)}, precision ${precision}. ` +
      `100 clients cost ${all[Math.round(threshold * 100)].toFixed(0)}; the cheapest threshold is ${best.toFixed(2)} (cost ${all[Math.round(best * 100)].toFixed(0)}).`;
    histogram.setAttribute(
      "aria-label",
      `Histogram of predicted probabilities, those who pay upwards, those who default downwards. ${said.textContent}`,
    );
    costs.setAttribute(
      "aria-label",
      `Cost of 100 clients against the threshold. ${said.textContent}`,
    );
  }

  draw();
  el.append(root);
}

export default part(render);
