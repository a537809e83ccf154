// A small network that trains in the page, so that a slider answers at once, whatever the kernel does.

export { randomNumbers };

/**
 * scikit-learn's MLPClassifier with one hidden layer of ReLU, in small: log loss, L2 penalty, Adam.
 *
 * All weights lie in one array, in scikit-learn's order: hidden weights (inputs x hidden), hidden
 * biases, output weights, output bias. The start is Glorot's, as in scikit-learn. A test holds the
 * loss curve against scikit-learn's, from the same start.
 */
export class Network {
  constructor(inputs, hidden, random, { rate = 0.001, alpha = 0.0001 } = {}) {
    Object.assign(this, { inputs, hidden, rate, alpha, steps: 0 });
    const size = inputs * hidden + 2 * hidden + 1;
    this.weights = new Float64Array(size);
    this.gradient = new Float64Array(size);
    this.mean = new Float64Array(size);
    this.square = new Float64Array(size);
    this.active = new Float64Array(hidden);
    const bounds = [Math.sqrt(6 / (inputs + hidden)), Math.sqrt(2 / (hidden + 1))];
    const output = inputs * hidden + hidden;
    for (let i = 0; i < size; i++) this.weights[i] = (2 * random() - 1) * bounds[i < output ? 0 : 1];
  }

  /** The output before the sigmoid for one row of `x`; leaves the hidden values in `active`. */
  score(x, row) {
    const { inputs, hidden, weights, active } = this;
    const bias = inputs * hidden;
    for (let j = 0; j < hidden; j++) active[j] = weights[bias + j];
    for (let i = 0; i < inputs; i++) {
      const value = x[row * inputs + i];
      for (let j = 0, w = i * hidden; j < hidden; j++, w++) active[j] += value * weights[w];
    }
    let z = weights[bias + 2 * hidden];
    for (let j = 0; j < hidden; j++) {
      if (active[j] < 0) active[j] = 0;
      z += active[j] * weights[bias + hidden + j];
    }
    return z;
  }

  /** One step of Adam on the rows order[from..to); returns their mean loss before the step. */
  step(x, y, order, from, to) {
    const { inputs, hidden, weights, gradient, active, alpha } = this;
    const count = to - from;
    const bias = inputs * hidden;
    const output = bias + hidden;
    let loss = 0;
    gradient.fill(0);
    for (let k = from; k < to; k++) {
      const row = order[k];
      const z = this.score(x, row);
      loss += logLoss(z, y[row]);
      const error = 1 / (1 + Math.exp(-z)) - y[row];
      gradient[output + hidden] += error;
      for (let j = 0; j < hidden; j++) {
        if (active[j] === 0) continue;
        gradient[output + j] += error * active[j];
        active[j] = error * weights[output + j]; // from here on: the error of the hidden neuron
        gradient[bias + j] += active[j];
      }
      for (let i = 0; i < inputs; i++) {
        const value = x[row * inputs + i];
        for (let j = 0, w = i * hidden; j < hidden; j++, w++) gradient[w] += value * active[j];
      }
    }
    let squares = 0;
    for (let w = 0; w < weights.length; w++) {
      if (w < bias || (w >= output && w < output + hidden)) {
        squares += weights[w] ** 2;
        gradient[w] += alpha * weights[w];
      }
      gradient[w] /= count;
    }
    this.adam();
    return (loss + 0.5 * alpha * squares) / count;
  }

  /** Kingma and Ba (2015), with the usual 0.9, 0.999 and 1e-8. */
  adam() {
    const { weights, gradient, mean, square } = this;
    this.steps += 1;
    const rate = (this.rate * Math.sqrt(1 - 0.999 ** this.steps)) / (1 - 0.9 ** this.steps);
    for (let w = 0; w < weights.length; w++) {
      mean[w] = 0.9 * mean[w] + 0.1 * gradient[w];
      square[w] = 0.999 * square[w] + 0.001 * gradient[w] ** 2;
      weights[w] -= (rate * mean[w]) / (Math.sqrt(square[w]) + 1e-8);
    }
  }

  /** One pass over all rows in batches; returns the mean training loss of the pass. */
  epoch(x, y, order, batch) {
    let loss = 0;
    for (let from = 0; from < order.length; from += batch) {
      const to = Math.min(from + batch, order.length);
      loss += this.step(x, y, order, from, to) * (to - from);
    }
    return loss / order.length;
  }

  /** Mean log loss and accuracy on rows that are only looked at. */
  judge(x, y) {
    let loss = 0;
    let right = 0;
    for (let row = 0; row < y.length; row++) {
      const z = this.score(x, row);
      loss += logLoss(z, y[row]);
      right += z > 0 === y[row] > 0.5;
    }
    return { loss: loss / y.length, accuracy: right / y.length };
  }
}

/** -log of the probability given to what happened, from the score z; at most 36, as in scikit-learn. */
function logLoss(z, y) {
  const loss = Math.max(z, 0) - z * y + Math.log1p(Math.exp(-Math.abs(z)));
  return Math.min(loss, -Math.log(Number.EPSILON));
}

/** Fisher and Yates' shuffle, in place. */
export function shuffle(order, random) {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
}

/** Where early stopping ends a run: {best, stop}, epochs from 1; stop is null if it never does. */
export function earlyStop(losses, patience) {
  let best = 0;
  for (let i = 1; i < losses.length; i++) {
    if (losses[i] < losses[best]) best = i;
    else if (patience > 0 && i - best >= patience) return { best: best + 1, stop: i + 1 };
  }
  return { best: best + 1, stop: null };
}

const BATCH = 32;
const RATES = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1];
const SIZES = [1, 2, 4, 8, 16, 32, 64];

const GOALS = [
  {
    words: "Overfit: training loss below 0.10, held-out loss at least 0.5 above its own lowest point.",
    met: (r) => r.trainLoss.at(-1) < 0.1 && r.heldLoss.at(-1) > Math.min(...r.heldLoss) + 0.5,
  },
  {
    words: 'Underfit: the held-out loss still falls at the last epoch, and always saying "no" is more accurate.',
    met: (r) => earlyStop(r.heldLoss, 0).best === r.heldLoss.length && r.heldAccuracy.at(-1) < r.baseline,
  },
  {
    words: "Step too long: the training loss rises in at least one epoch of three.",
    met: (r) => r.trainLoss.filter((v, i, all) => i && v > all[i - 1]).length * 3 >= r.trainLoss.length,
  },
  {
    words: "Generalise: end with a held-out loss below 0.50.",
    met: (r) => r.heldLoss.at(-1) < 0.5,
  },
];

function render({ model, el }) {
  const x = floats(model.get("x_train"));
  const y = floats(model.get("y_train"));
  const xHeld = floats(model.get("x_held"));
  const yHeld = floats(model.get("y_held"));
  const share = yHeld.reduce((a, b) => a + b, 0) / yHeld.length;
  const baseline = Math.max(share, 1 - share);
  const calm = globalThis.matchMedia?.("(prefers-reduced-motion: reduce)").matches ?? false;
  let run = null;
  let pinned = null;
  let ticket = 0;

  const nearest = (list, value) => list.reduce((b, v, i) => (Math.abs(v - value) < Math.abs(list[b] - value) ? i : b), 0);
  const remember = (name, value) => {
    model.set(name, value);
    model.save_changes();
  };
  const settings = [
    slider({
      label: "Learning rate", min: 0, max: RATES.length - 1, step: 1,
      value: nearest(RATES, model.get("learning_rate")),
      show: (i) => String(RATES[i]),
      change: (i) => { remember("learning_rate", RATES[i]); start(); },
    }),
    slider({
      label: "Hidden neurons", min: 0, max: SIZES.length - 1, step: 1,
      value: nearest(SIZES, model.get("hidden")),
      show: (i) => String(SIZES[i]),
      change: (i) => { remember("hidden", SIZES[i]); start(); },
    }),
    slider({
      label: "Epochs", min: 10, max: 200, step: 10, value: model.get("epochs"),
      change: (v) => { remember("epochs", v); start(); },
    }),
    slider({
      label: "Seed", min: 1, max: 20, step: 1, value: model.get("seed"),
      change: (v) => { remember("seed", v); start(); },
    }),
    slider({
      label: "Patience", min: 0, max: 40, step: 5, value: model.get("patience"),
      show: (v) => (v ? `${v} epochs` : "off"),
      change: (v) => { remember("patience", v); draw(); },
    }),
  ];
  const loss = svg("svg", { class: "nn-chart", role: "img" });
  const accuracy = svg("svg", { class: "nn-chart", role: "img" });
  const said = status();
  const goals = GOALS.map(({ words }) => html("li", {}, html("span", { text: words }), html("span", { class: "nn-hidden", text: "not yet" })));
  const pin = html("button", {
    type: "button", class: "nn-button", text: "Pin this run", "aria-pressed": "false",
    onclick: () => {
      pinned = pinned ? null : run;
      pin.textContent = pinned ? "Remove the pinned run" : "Pin this run";
      pin.setAttribute("aria-pressed", String(Boolean(pinned)));
      draw();
    },
  });
  const root = widget("A small network that trains while you move the sliders",
    html("div", { class: "nn-row" }, loss, accuracy),
    html("div", { class: "nn-sliders" }, ...settings.map((s) => s.node), html("div", {}, pin)),
    said,
    html("div", { class: "nn-row" }, html("div", { class: "nn-grow" }, html("h4", { text: "Four goals" }), html("ul", { class: "nn-goals" }, ...goals))),
  );

  /** Begin anew; a run under way sees that its ticket is old, and ends: nothing ever queues. */
  function start() {
    const mine = ++ticket;
    const random = randomNumbers(1000 * model.get("seed") + 7);
    const network = new Network(x.length / y.length, model.get("hidden"), random, { rate: model.get("learning_rate") });
    const order = Int32Array.from(y, (_, i) => i);
    const total = model.get("epochs");
    run = { total, baseline, trainLoss: [], heldLoss: [], trainAccuracy: [], heldAccuracy: [] };
    const frameOfWork = () => {
      if (mine !== ticket) return;
      const began = performance.now();
      while (run.trainLoss.length < total && (calm || performance.now() - began < 9)) {
        shuffle(order, random);
        run.trainLoss.push(network.epoch(x, y, order, BATCH));
        run.trainAccuracy.push(network.judge(x, y).accuracy);
        const held = network.judge(xHeld, yHeld);
        run.heldLoss.push(held.loss);
        run.heldAccuracy.push(held.accuracy);
      }
      draw();
      if (run.trainLoss.length < total) requestAnimationFrame(frameOfWork);
    };
    frameOfWork();
  }

  function draw() {
    const { best, stop } = earlyStop(run.heldLoss, model.get("patience"));
    const done = run.trainLoss.length === run.total;
    const stops = [{ at: best, label: `lowest: epoch ${best}` }];
    if (stop) stops.push({ at: stop, label: `stop: epoch ${stop}` });
    const top = [0.8, 1.2, 2, 4, 8, 16, 1000].find((v) => v >= Math.max(...run.trainLoss, ...run.heldLoss, ...(pinned?.heldLoss ?? [])));
    const low = Math.min(...run.trainAccuracy, ...run.heldAccuracy, ...(pinned?.heldAccuracy ?? []));
    const epochs = Math.max(run.total, pinned?.total ?? 0);
    const ghost = (values, dashed) => ({ look: dashed ? "pinned nn-dashed" : "pinned", values });
    chart(loss, {
      title: "Loss", xLabel: "epoch", x: [0, epochs], y: [0, top], stops,
      lines: [
        ...(pinned ? [ghost(pinned.trainLoss), ghost(pinned.heldLoss, true)] : []),
        { label: "train", look: "train", values: run.trainLoss },
        { label: "held out", look: "test", values: run.heldLoss, marker: "square" },
      ],
    });
    chart(accuracy, {
      title: "Accuracy", xLabel: "epoch", x: [0, epochs], y: [low < 0.5 ? 0 : 0.5, 1],
      levels: [{ value: baseline, label: 'always "no"' }],
      lines: [
        ...(pinned ? [ghost(pinned.trainAccuracy), ghost(pinned.heldAccuracy, true)] : []),
        { label: "train", look: "train", values: run.trainAccuracy },
        { label: "held out", look: "test", values: run.heldAccuracy, marker: "square" },
      ],
    });
    if (!done) return;
    const two = (values) => values.at(-1).toFixed(2);
    const words =
      `After ${run.total} epochs: loss train ${two(run.trainLoss)}, held out ${two(run.heldLoss)}; ` +
      `lowest held-out loss ${run.heldLoss[best - 1].toFixed(2)} at epoch ${best}. ` +
      `Accuracy train ${two(run.trainAccuracy)}, held out ${two(run.heldAccuracy)}; always "no": ${baseline.toFixed(2)}.` +
      (stop ? ` With this patience, training ends at epoch ${stop} and keeps the weights of epoch ${best}.` : "") +
      (model.get("patience") && !stop ? " The patience is never used up: training runs to its last epoch." : "");
    said.textContent = words;
    loss.setAttribute("aria-label", `Loss over epochs. ${words}`);
    accuracy.setAttribute("aria-label", `Accuracy over epochs. ${words}`);
    GOALS.forEach(({ met }, i) => {
      if (!met(run)) return;
      goals[i].classList.add("nn-done");
      goals[i].lastChild.textContent = "reached";
    });
    remember("result", {
      train_loss: run.trainLoss, held_out_loss: run.heldLoss,
      train_accuracy: run.trainAccuracy, held_out_accuracy: run.heldAccuracy,
    });
  }

  start();
  el.append(root);
  return () => { ticket++; };
}

export default { render };
