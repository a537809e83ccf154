// Gradient descent on one weight: the loss curve, its slope where we stand, and one step at a time.

import { frame, mark } from "../kit/chart.js";
import { button, follow, html, numbers, save, slider, status, svg, widget } from "../kit/kit.js";
import { part } from "../kit/part.js";

const RATES = [0.1, 0.3, 1, 3, 10, 20];
/** @type {[number, number]} */
const SPAN = [-2, 3];
const GRID = Array.from({ length: 121 }, (_, i) => SPAN[0] + ((SPAN[1] - SPAN[0]) * i) / 120);

/**
 * Loss and slope of sigmoid(w x + b), averaged over the rows.
 * @param {Float64Array} x
 * @param {Float64Array} y
 * @param {number} bias
 * @param {number} weight
 */
export function lossAndSlope(x, y, bias, weight) {
  let loss = 0;
  let slope = 0;
  for (let i = 0; i < x.length; i++) {
    const z = weight * x[i] + bias;
    // ln(1 + e^z) - y z, written so that no e^z overflows
    loss += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - y[i] * z;
    slope += (1 / (1 + Math.exp(-z)) - y[i]) * x[i];
  }
  return { loss: loss / x.length, slope: slope / x.length };
}

const written = (/** @type {number} */ value, digits = 3) =>
  value.toFixed(digits).replace("-", "−");

function render({ model, el }) {
  const x = numbers(model.get("x"), Float64Array);
  const y = numbers(model.get("y"), Float64Array);
  const at = (/** @type {number} */ weight) => lossAndSlope(x, y, model.get("bias"), weight);
  const curve = GRID.map((weight) => at(weight).loss);
  let trail = [model.get("weight")];

  const picture = svg("svg", { class: "nn-chart nn-wide", role: "img" });
  const said = status();
  const rate = slider({
    label: "Learning rate",
    min: 0,
    max: RATES.length - 1,
    step: 1,
    value: Math.max(0, RATES.indexOf(model.get("learning_rate"))),
    show: (i) => String(RATES[i]),
    change: (i) => save(model, { learning_rate: RATES[i] }),
  });
  const start = slider({
    label: "Start",
    min: SPAN[0],
    max: SPAN[1],
    step: 0.1,
    value: model.get("start"),
    show: (v) => written(v, 1),
    change: restart,
  });
  const root = widget(
    "Gradient descent on one weight",
    picture,
    html("div", { class: "nn-sliders" }, start.node, rate.node),
    html(
      "div",
      { class: "nn-row" },
      button("One step", step),
      button("Back to the start", () => restart(model.get("start"))),
    ),
    said,
  );

  function step() {
    const weight = model.get("weight");
    const next = weight - model.get("learning_rate") * at(weight).slope;
    trail.push(next);
    save(model, { weight: next, steps: model.get("steps") + 1 });
  }

  function restart(/** @type {number} */ weight) {
    trail = [weight];
    save(model, { start: weight, weight, steps: 0 });
  }

  function draw() {
    const weight = model.get("weight");
    const { loss, slope } = at(weight);
    const move = -model.get("learning_rate") * slope;
    const { X, Y, inside } = frame(picture, {
      title: "Loss for each value of the weight",
      xLabel: "weight w",
      yLabel: "log loss",
      x: SPAN,
      y: [0.4, 1.2],
      width: 640,
      height: 320,
      right: 30,
    });
    const line = (name, points) =>
      svg("path", {
        class: name,
        d: points
          .map(([w, l], i) => `${i ? "L" : "M"}${X(w).toFixed(1)} ${Y(l).toFixed(1)}`)
          .join(""),
      });
    const reach = 0.45; // of the tangent, to each side
    inside.append(
      line(
        "nn-line nn-train",
        GRID.map((w, i) => [w, curve[i]]),
      ),
      line("nn-tangent", [
        [weight - reach, loss - slope * reach],
        [weight + reach, loss + slope * reach],
      ]),
      line("nn-move", [
        [weight, loss],
        [weight + move, loss],
      ]),
      ...trail.map((w) => mark("circle", X(w), Y(at(w).loss), 3, { class: "nn-trail" })),
      mark("diamond", X(weight), Y(loss), 6, { class: "nn-here" }),
    );
    const outside =
      weight < SPAN[0] || weight > SPAN[1] ? " The point lies outside the picture." : "";
    const steps = model.get("steps") === 1 ? "1 step" : `${model.get("steps")} steps`;
    said.textContent =
      `After ${steps}: weight ${written(weight)}, loss ${written(loss, 4)}, slope ${written(slope)}. ` +
      `The next step moves the weight by −${model.get("learning_rate")} × (${written(slope)}) = ${written(move)}.${outside}`;
    picture.setAttribute("aria-label", `Loss against one weight. ${said.textContent}`);
  }

  el.append(root);
  return follow(model, ["weight", "steps", "learning_rate"], draw);
}

export default part(render);
