// The loss curves of the training and the test part.

import { html } from "../../kit/kit.js";
import { sharpContext } from "./paint.js";

const CHART_HEIGHT = 110;
const MARGIN = { left: 34, right: 8, top: 8, bottom: 18 };

/** At most `most` of the epochs, evenly spread, the last one always among them. */
function thin(history, most) {
  const step = Math.max(1, Math.ceil(history.length / most));
  const epochs = [];
  for (let epoch = 0; epoch < history.length - 1; epoch += step) epochs.push(epoch);
  return [...epochs, history.length - 1];
}

export class LossChart {
  constructor() {
    this.canvas = html("canvas", { role: "img", "aria-label": "Loss curves", class: "nnp-chart" });
    this.element = html(
      "figure",
      { class: "nnp-figure" },
      this.canvas,
      html(
        "figcaption",
        { class: "nnp-legend" },
        html("span", { class: "nnp-key nnp-key-train" }, "training loss"),
        html("span", { class: "nnp-key nnp-key-test" }, "test loss"),
      ),
    );
  }

  draw(history, width, colours) {
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${CHART_HEIGHT}px`;
    const context = sharpContext(this.canvas, width, CHART_HEIGHT);
    const epochs = thin(history, 300);
    // Losses that overflowed leave the axis alone; so does a start that was far too high.
    const finite = epochs.flatMap((epoch) => history[epoch]).filter(Number.isFinite);
    const top = Math.max(0.05, ...finite) * 1.05;
    const last = Math.max(20, history.length - 1);
    const inner = width - MARGIN.left - MARGIN.right;
    const x = (epoch) => MARGIN.left + (epoch / last) * inner;
    const y = (loss) =>
      CHART_HEIGHT - MARGIN.bottom - (loss / top) * (CHART_HEIGHT - MARGIN.top - MARGIN.bottom);

    context.font = `11px ${colours.font}`;
    context.fillStyle = colours.text;
    context.strokeStyle = colours.grid;
    context.lineWidth = 1;
    for (const share of [0, 0.5, 1]) {
      const line = Math.round(y((share * top) / 1.05)) + 0.5;
      context.beginPath();
      context.moveTo(MARGIN.left, line);
      context.lineTo(width - MARGIN.right, line);
      context.stroke();
      context.textAlign = "right";
      context.fillText(((share * top) / 1.05).toPrecision(2), MARGIN.left - 5, line + 4);
    }
    context.textAlign = "left";
    context.fillText("epoch 0", MARGIN.left, CHART_HEIGHT - 4);
    context.textAlign = "right";
    context.fillText(`${last}`, width - MARGIN.right, CHART_HEIGHT - 4);

    [colours.train, colours.test].forEach((colour, part) => {
      context.beginPath();
      let isDown = false;
      for (const epoch of epochs) {
        const loss = history[epoch][part];
        if (!Number.isFinite(loss)) break;
        if (isDown) context.lineTo(x(epoch), y(loss));
        else context.moveTo(x(epoch), y(loss));
        isDown = true;
      }
      context.setLineDash(part ? [5, 3] : []);
      context.strokeStyle = colour;
      context.lineWidth = 2;
      context.stroke();
    });
    context.setLineDash([]);
  }

  /** Words for people who cannot see the curves. */
  describe(history) {
    const [train, test] = history.at(-1);
    const first = history[0];
    const words =
      `Loss curves over ${history.length - 1} epochs. Training loss from ${first[0].toFixed(3)} ` +
      `to ${train.toFixed(3)}, test loss from ${first[1].toFixed(3)} to ${test.toFixed(3)}.`;
    this.canvas.setAttribute("aria-label", words);
  }
}
