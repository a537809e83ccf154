// The right-hand side: the surface with its points, a probe, the measures, the loss curves.

import { LossChart } from "./chart.js";
import { DATA, RANGE } from "./data.js";
import { controlNodes } from "./controls.js";
import { neuronName } from "./diagram.js";
import { html, setText, tick } from "../../kit/kit.js";
import { sigmoid } from "../../kit/maths.js";
import { MapPainter, SCALES, drawBoundary, drawPoints, sharpContext } from "./paint.js";
import { GRID } from "./session.js";

const MINUS = /-(?=\d)/g;
const signed = (number, digits) => number.toFixed(digits).replace(MINUS, "−");
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export const scoreText = (task, score) => {
  if (!Number.isFinite(score)) return "–";
  return task === "regression" ? signed(score, 3) : `${(100 * score).toFixed(1)} %`;
};

const axis = (labels, where = "nnp-beside") =>
  html(
    "div",
    { class: `nnp-axis ${where}`, "aria-hidden": "true" },
    labels.map((label) => html("span", {}, String(label))),
  );

export class OutputPanel {
  constructor({ change, say }) {
    this.say = say;
    this.size = 0;
    this.probe = null;
    this.base = html("canvas", { class: "nnp-base", "aria-hidden": "true" });
    this.painter = new MapPainter(this.base);
    this.boundary = html("canvas", { "aria-hidden": "true" });
    this.dots = html("canvas", { "aria-hidden": "true" });
    this.cross = html("div", { class: "nnp-cross", hidden: true, "aria-hidden": "true" });
    this.surface = html(
      "div",
      {
        class: "nnp-surface",
        role: "application",
        tabindex: 0,
        "aria-label": "Output surface",
        "aria-roledescription": "map: arrow keys read the output at a point",
        keydown: (event) => this.moveByKey(event),
        pointermove: (event) => this.moveByPointer(event),
        pointerleave: () => this.setProbe(null),
        blur: () => this.setProbe(null),
      },
      this.base,
      this.boundary,
      this.dots,
      this.cross,
    );
    this.title = html("span", {}, "");
    this.reading = html("p", { class: "nnp-reading" }, "");
    this.scale = html("div", { class: "nnp-scale" });
    this.ticks = {
      show_test: tick({ label: "Show test data", change: (on) => change({ show_test: on }) }),
      discretise: tick({ label: "Discretise output", change: (on) => change({ discretise: on }) }),
    };
    this.cells = {};
    this.scoreHead = html("th", { scope: "row" }, "");
    const row = (head, name) => {
      const cells = ["train", "test"].map((part) => (this.cells[`${part} ${name}`] = html("td")));
      return html("tr", {}, head, cells);
    };
    this.chart = new LossChart();
    this.element = html(
      "section",
      { class: "nnp-panel nnp-output", "aria-label": "Output" },
      html("h3", { class: "nnp-title" }, "Output", this.title),
      html(
        "table",
        { class: "nnp-measures" },
        html(
          "tr",
          {},
          html("td"),
          html(
            "th",
            { scope: "col" },
            html("span", { class: "nnp-key nnp-key-train" }, "training"),
          ),
          html("th", { scope: "col" }, html("span", { class: "nnp-key nnp-key-test" }, "test")),
        ),
        row(html("th", { scope: "row" }, "loss"), "loss"),
        row(this.scoreHead, "score"),
      ),
      html("div", { class: "nnp-framed" }, axis([RANGE, "x₂", `−${RANGE}`]), this.surface),
      axis([`−${RANGE}`, "x₁", RANGE], "nnp-below"),
      this.reading,
      this.scale,
      html("div", { class: "nnp-checks" }, controlNodes(this.ticks)),
      this.chart.element,
    );
  }

  /** What only changes with the data, the size or the theme. */
  build(session, palette, width) {
    this.session = session;
    this.size = width;
    this.surface.style.height = this.surface.style.width = `${width}px`;
    this.drawDots(palette);
    const isClasses = session.task === "classification";
    setText(this.scoreHead, isClasses ? "accuracy" : "R²");
    this.scale.replaceChildren(
      html("span", {}, isClasses ? "■ class 0" : "■ −1"),
      html("span", { class: "nnp-bar", "aria-hidden": "true" }),
      html("span", {}, isClasses ? "class 1 ●" : "1 ●"),
    );
  }

  drawDots(palette) {
    const { points, trainCount, task, settings } = this.session;
    const context = sharpContext(this.dots, this.size);
    const options = { task, palette, radius: 3.4, showTest: settings.show_test };
    drawPoints(context, this.size, points, trainCount, options);
  }

  /** The surface of a neuron, [layer, index]; without one that of the output. */
  draw(palette, colours, neuron) {
    const { session, size } = this;
    const { settings, task, network, maps, measures } = session;
    const last = network.layers.length - 1;
    const [layer, index] = neuron ?? [last, 0];
    const values = maps[layer][index];
    const kind = layer === last ? task : settings.activation;
    const discretise = settings.discretise && kind !== "regression";
    this.painter.paint(values, SCALES[kind], palette, discretise);
    const context = sharpContext(this.boundary, size);
    if (kind !== "regression") {
      drawBoundary(
        context,
        size,
        kind === "sigmoid" ? values.map(SCALES.sigmoid) : values,
        palette,
      );
    }
    setText(this.title, neuron ? ` of ${neuronName(layer, index, last + 1)}` : "");
    for (const part of ["train", "test"]) {
      const { loss, score } = measures[part];
      setText(this.cells[`${part} loss`], Number.isFinite(loss) ? loss.toFixed(3) : "–");
      setText(this.cells[`${part} score`], scoreText(task, score));
    }
    this.chart.draw(session.history, size + 20, colours);
    this.read();
  }

  /** Words for people who cannot see the pictures; written when the picture stands still. */
  describe() {
    const { session } = this;
    const { task, measures, settings } = session;
    const score = task === "regression" ? "R squared" : "accuracy";
    this.surface.setAttribute(
      "aria-label",
      `Output surface, ${DATA[settings.data].label.toLowerCase()}, epoch ${session.epoch}: ` +
        `training ${score} ${scoreText(task, measures.train.score)}, ` +
        `test ${score} ${scoreText(task, measures.test.score)}`,
    );
    this.chart.describe(session.history);
  }

  moveByKey(event) {
    const move = MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    const [column, row] = this.probe ?? [GRID / 2, GRID / 2];
    const clamp = (value) => Math.min(GRID - 1, Math.max(0, value));
    this.setProbe([clamp(column + 2 * move[0]), clamp(row + 2 * move[1])]);
    this.say(this.reading.textContent);
  }

  moveByPointer(event) {
    const box = this.surface.getBoundingClientRect();
    const place = (offset) => Math.round((offset / this.size) * (GRID - 1));
    const [column, row] = [place(event.clientX - box.left), place(event.clientY - box.top)];
    if (Math.min(column, row) >= 0 && Math.max(column, row) < GRID) this.setProbe([column, row]);
  }

  setProbe(probe) {
    this.probe = probe;
    this.cross.hidden = !probe;
    if (probe) {
      const [x, y] = probe.map((index) => (index / (GRID - 1)) * this.size);
      this.cross.style.transform = `translate(${x}px, ${y}px)`;
    }
    this.read();
  }

  read() {
    if (!this.probe) {
      setText(this.reading, "Point at the surface to read the output.");
      return;
    }
    const [column, row] = this.probe;
    const z = this.session.maps.at(-1)[0][row * GRID + column];
    const output = this.session.task === "regression" ? z : sigmoid(z);
    const coordinate = (index) => signed(RANGE * ((2 * index) / (GRID - 1) - 1), 1);
    setText(
      this.reading,
      `x₁ = ${coordinate(column)}, x₂ = ${coordinate(GRID - 1 - row)}: output ${signed(output, 3)}`,
    );
  }
}
