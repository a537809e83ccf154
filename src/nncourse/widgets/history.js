// The plot that grows while the kernel trains: one point per epoch, accuracy and loss side by side.

import { chart } from "../kit/chart.js";
import { choice, follow, html, status, svg, tick, widget } from "../kit/kit.js";
import { part } from "../kit/part.js";

/** @type {[string, string][]} */
const AXES = [
  ["close-up", "close-up"],
  ["baseline", "with the baseline"],
  ["full", "from 0 to 1"],
];

/** @returns {[number, number]} */
function accuracyRange(axis, values, baseline) {
  if (axis === "full") return [0, 1];
  const all = axis === "baseline" ? [...values, baseline] : values;
  const low = Math.min(...all);
  const high = Math.max(...all);
  const margin = Math.max(0.002, 0.12 * (high - low));
  return [Math.max(0, low - margin), Math.min(1, high + margin)];
}

function render({ model, el }) {
  let axis = "baseline";
  let errorBar = false;
  const progress = html("progress", { "aria-label": "Epochs trained" });
  const count = html("span", {});
  const accuracy = svg("svg", { class: "nn-chart", role: "img" });
  const loss = svg("svg", { class: "nn-chart", role: "img" });
  const said = status();
  const body = html("tbody");
  const heads = ["Epoch", "Accuracy, train", "Accuracy, test", "Loss, train", "Loss, test"];
  const table = html(
    "table",
    { class: "nn-table" },
    html("thead", {}, html("tr", {}, ...heads.map((text) => html("th", { scope: "col" }, text)))),
    body,
  );
  const root = widget(
    "Training history, growing while the network trains",
    html("div", { class: "nn-progress" }, progress, count),
    html("div", { class: "nn-row" }, accuracy, loss),
    html(
      "div",
      { class: "nn-row" },
      choice({
        label: "Accuracy axis:",
        options: AXES,
        value: axis,
        change: (v) => {
          axis = v;
          draw();
        },
      }).node,
      tick({
        label: "error bar of the test accuracy (95 %)",
        change: (v) => {
          errorBar = v;
          draw();
        },
      }).node,
    ),
    said,
    html("details", {}, html("summary", {}, "The numbers as a table"), table),
  );

  function draw() {
    const rows = model.get("rows");
    const total = model.get("total");
    const baseline = model.get("baseline");
    progress.max = total;
    progress.value = rows.length;
    count.textContent = `Epoch ${rows.length} of ${total}`;
    const [trainAccuracy, testAccuracy, trainLoss, testLoss] = [0, 1, 2, 3].map((i) =>
      rows.map((r) => r[i]),
    );
    const last = rows[rows.length - 1];
    let band = null;
    if (errorBar && last) {
      const half = 1.96 * Math.sqrt((last[1] * (1 - last[1])) / model.get("test_rows"));
      band = [last[1] - half, last[1] + half];
    }
    chart(accuracy, {
      title: "Accuracy",
      xLabel: "epoch",
      x: [0, total],
      y: accuracyRange(
        axis,
        [...trainAccuracy, ...testAccuracy, ...(rows.length ? [] : [0.9]), ...(band ?? [])],
        baseline,
      ),
      levels: [{ value: baseline, label: 'always "no"' }],
      lines: [
        { label: "train", look: "train", values: trainAccuracy },
        { label: "test", look: "test", values: testAccuracy, marker: "square" },
      ],
      band,
    });
    // A probability for everybody, the share of the rarer class, costs this much.
    const even = -(baseline * Math.log(baseline) + (1 - baseline) * Math.log(1 - baseline));
    const losses = [...trainLoss, ...testLoss, even];
    chart(loss, {
      title: "Loss (log loss)",
      right: 96, // the label of the level is long
      xLabel: "epoch",
      x: [0, total],
      y: rows.length ? [Math.min(...losses) - 0.01, Math.max(...losses) + 0.01] : [0.4, 0.6],
      levels: [{ value: even, label: `always ${(1 - baseline).toFixed(3)}` }],
      lines: [
        { label: "train", look: "train", values: trainLoss },
        { label: "test", look: "test", values: testLoss, marker: "square" },
      ],
    });
    const words = last
      ? `Epoch ${rows.length} of ${total}: accuracy train ${last[0].toFixed(4)}, test ${last[1].toFixed(4)}; ` +
        `loss train ${last[2].toFixed(4)}, test ${last[3].toFixed(4)}.` +
        (band
          ? ` The test accuracy lies between ${band[0].toFixed(4)} and ${band[1].toFixed(4)} (95 %).`
          : "")
      : "The plot waits for the first epoch.";
    said.textContent = words;
    accuracy.setAttribute(
      "aria-label",
      `Accuracy over epochs; dotted line: always "no", ${baseline.toFixed(4)}. ${words}`,
    );
    loss.setAttribute(
      "aria-label",
      `Loss over epochs; dotted line: always ${(1 - baseline).toFixed(3)}, ${even.toFixed(4)}. ${words}`,
    );
    body.replaceChildren(
      ...rows.map((row, i) =>
        html(
          "tr",
          {},
          html("th", { scope: "row" }, i + 1),
          ...row.map((v) => html("td", {}, v.toFixed(4))),
        ),
      ),
    );
  }

  el.append(root);
  return follow(model, ["rows"], draw);
}

export default part(render);
