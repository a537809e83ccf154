// A small network that trains in the page, so that a slider answers at once, whatever the kernel does.

import { chart } from "../kit/chart.js";
import { button, html, numbers, save, slider, status, svg, widget } from "../kit/kit.js";
import { part } from "../kit/part.js";
import { Random } from "../kit/random.js";
import { earlyStop } from "./early_stop.js";
import { Network } from "./network.js";

const BATCH = 32;
const RATES = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1];
const SIZES = [1, 2, 4, 8, 16, 32, 64];

const GOALS = [
  {
    words:
      "Overfit: training loss below 0.10, held-out loss at least 0.5 above its own lowest point.",
    met: (r) => r.trainLoss.at(-1) < 0.1 && r.heldLoss.at(-1) > Math.min(...r.heldLoss) + 0.5,
  },
  {
    words:
      'Underfit: the held-out loss still falls at the last epoch, and always saying "no" is more accurate.',
    met: (r) =>
      earlyStop(r.heldLoss, 0).best === r.heldLoss.length && r.heldAccuracy.at(-1) < r.baseline,
  },
  {
    words: "Step too long: the training loss rises in at least one epoch of three.",
    met: (r) =>
      r.trainLoss.filter((v, i, all) => i && v > all[i - 1]).length * 3 >= r.trainLoss.length,
  },
  {
    words: "Generalise: end with a held-out loss below 0.50.",
    met: (r) => r.heldLoss.at(-1) < 0.5,
  },
];

function render({ model, el }) {
  const x = numbers(model.get("x_train"), Float32Array);
  const y = numbers(model.get("y_train"), Float32Array);
  const xHeld = numbers(model.get("x_held"), Float32Array);
  const yHeld = numbers(model.get("y_held"), Float32Array);
  const share = yHeld.reduce((a, b) => a + b, 0) / yHeld.length;
  const baseline = Math.max(share, 1 - share);
  const calm = globalThis.matchMedia?.("(prefers-reduced-motion: reduce)").matches ?? false;
  let run = null;
  let pinned = null;
  let ticket = 0;

  const nearest = (list, value) =>
    list.reduce((b, v, i) => (Math.abs(v - value) < Math.abs(list[b] - value) ? i : b), 0);
  const settings = [
    slider({
      label: "Learning rate",
      min: 0,
      max: RATES.length - 1,
      step: 1,
      value: nearest(RATES, model.get("learning_rate")),
      show: (i) => String(RATES[i]),
      change: (i) => {
        save(model, { learning_rate: RATES[i] });
        start();
      },
    }),
    slider({
      label: "Hidden neurons",
      min: 0,
      max: SIZES.length - 1,
      step: 1,
      value: nearest(SIZES, model.get("hidden")),
      show: (i) => String(SIZES[i]),
      change: (i) => {
        save(model, { hidden: SIZES[i] });
        start();
      },
    }),
    slider({
      label: "Epochs",
      min: 10,
      max: 200,
      step: 10,
      value: model.get("epochs"),
      change: (v) => {
        save(model, { epochs: v });
        start();
      },
    }),
    slider({
      label: "Seed",
      min: 1,
      max: 20,
      step: 1,
      value: model.get("seed"),
      change: (v) => {
        save(model, { seed: v });
        start();
      },
    }),
    slider({
      label: "Patience",
      min: 0,
      max: 40,
      step: 5,
      value: model.get("patience"),
      show: (v) => (v ? `${v} epochs` : "off"),
      change: (v) => {
        save(model, { patience: v });
        draw();
      },
    }),
  ];
  const loss = svg("svg", { class: "nn-chart", role: "img" });
  const accuracy = svg("svg", { class: "nn-chart", role: "img" });
  const said = status();
  const goals = GOALS.map(({ words }) =>
    html("li", {}, html("span", {}, words), html("span", { class: "nn-hidden" }, "not yet")),
  );
  const pin = button(
    "Pin this run",
    () => {
      pinned = pinned ? null : run;
      pin.textContent = pinned ? "Remove the pinned run" : "Pin this run";
      pin.setAttribute("aria-pressed", String(Boolean(pinned)));
      draw();
    },
    { "aria-pressed": "false" },
  );
  const root = widget(
    "A small network that trains while you move the sliders",
    html("div", { class: "nn-row" }, loss, accuracy),
    html("div", { class: "nn-sliders" }, ...settings.map((s) => s.node), html("div", {}, pin)),
    said,
    html(
      "div",
      { class: "nn-row" },
      html(
        "div",
        { class: "nn-grow" },
        html("h4", {}, "Four goals"),
        html("ul", { class: "nn-goals" }, ...goals),
      ),
    ),
  );

  /** Start again; a run under way sees that its ticket is old and ends, so nothing ever queues. */
  function start() {
    const mine = ++ticket;
    const random = new Random(1000 * model.get("seed") + 7);
    const network = new Network(x.length / y.length, model.get("hidden"), random, {
      rate: model.get("learning_rate"),
    });
    const order = Int32Array.from(y, (_, i) => i);
    const total = model.get("epochs");
    run = { total, baseline, trainLoss: [], heldLoss: [], trainAccuracy: [], heldAccuracy: [] };
    const frameOfWork = () => {
      if (mine !== ticket) return;
      const began = performance.now();
      while (run.trainLoss.length < total && (calm || performance.now() - began < 9)) {
        random.shuffle(order);
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
    const top = [0.8, 1.2, 2, 4, 8, 16, 1000].find(
      (v) => v >= Math.max(...run.trainLoss, ...run.heldLoss, ...(pinned?.heldLoss ?? [])),
    );
    const low = Math.min(
      ...run.trainAccuracy,
      ...run.heldAccuracy,
      ...(pinned?.heldAccuracy ?? []),
    );
    const epochs = Math.max(run.total, pinned?.total ?? 0);
    const ghost = (values, dashed) => ({ look: dashed ? "pinned nn-dashed" : "pinned", values });
    chart(loss, {
      title: "Loss",
      xLabel: "epoch",
      x: [0, epochs],
      y: [0, top],
      stops,
      lines: [
        ...(pinned ? [ghost(pinned.trainLoss), ghost(pinned.heldLoss, true)] : []),
        { label: "train", look: "train", values: run.trainLoss },
        { label: "held out", look: "test", values: run.heldLoss, marker: "square" },
      ],
    });
    chart(accuracy, {
      title: "Accuracy",
      xLabel: "epoch",
      x: [0, epochs],
      y: [low < 0.5 ? 0 : 0.5, 1],
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
      (stop
        ? ` With this patience, training ends at epoch ${stop} and keeps the weights of epoch ${best}.`
        : "") +
      (model.get("patience") && !stop
        ? " The patience is never used up: training runs to its last epoch."
        : "");
    said.textContent = words;
    loss.setAttribute("aria-label", `Loss over epochs. ${words}`);
    accuracy.setAttribute("aria-label", `Accuracy over epochs. ${words}`);
    GOALS.forEach(({ met }, i) => {
      if (!met(run)) return;
      goals[i].classList.add("nn-done");
      goals[i].lastChild.textContent = "reached";
    });
    save(model, {
      result: {
        train_loss: run.trainLoss,
        held_out_loss: run.heldLoss,
        train_accuracy: run.trainAccuracy,
        held_out_accuracy: run.heldAccuracy,
      },
    });
  }

  start();
  el.append(root);
  return () => {
    ticket++;
  };
}

export default part(render);
