// All settings as labelled controls.

import { DATA, makeData } from "./data.js";
import { button, html, slider, unique } from "../../kit/kit.js";
import { drawThumbnail } from "./paint.js";

/** @returns {[number, string][]} */
const options = (/** @type {number[]} */ ...values) =>
  values.map((value) => [value, String(value)]);
const THUMBNAIL = 46;

/**
 * The elements of controls by the name of their setting, marked so that they can be hidden.
 * @param {Record<string, { node: HTMLElement }>} controls
 */
export const controlNodes = (controls) =>
  Object.entries(controls).map(([name, { node }]) => {
    node.dataset.control = name;
    return node;
  });

/**
 * A labelled select; `set(value)` selects the option of a value.
 * @template T
 * @param {string} label
 * @param {[T, string][]} options
 * @param {(value: T) => void} change
 */
function select(label, options, change) {
  const id = unique("select");
  const input = html(
    "select",
    { id, change: () => change(options[input.selectedIndex][0]) },
    options.map(([, text]) => html("option", {}, text)),
  );
  const node = html("div", { class: "nnp-control" }, html("label", { for: id }, label), input);
  const set = (/** @type {T} */ value) => {
    let index = options.findIndex(([option]) => option === value);
    if (index < 0) {
      // A value from Python that the list does not have: offer it too.
      index = options.push([value, String(value)]) - 1;
      input.append(html("option", {}, String(value)));
    }
    input.selectedIndex = index;
  };
  return { node, set };
}

/** The bar at the top: Play, Step, Reset, the epochs, and how the network is trained. */
export class TopBar {
  constructor({ change, toggle, step, reset }) {
    this.play = button("Play", toggle, { class: "nnp-play" });
    this.epoch = html("span", { class: "nnp-epoch" }, "0");
    this.controls = {
      learning_rate: select(
        "Learning rate",
        options(0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10),
        (value) => change({ learning_rate: value }),
      ),
      activation: select(
        "Activation",
        [
          ["tanh", "tanh"],
          ["relu", "ReLU"],
          ["sigmoid", "sigmoid"],
          ["linear", "linear"],
        ],
        (value) => change({ activation: value }),
      ),
      regularisation: select(
        "Regularisation",
        [
          ["none", "none"],
          ["L1", "L1"],
          ["L2", "L2"],
        ],
        (value) => change({ regularisation: value }),
      ),
      regularisation_rate: select(
        "Penalty rate",
        options(0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10),
        (value) => change({ regularisation_rate: value }),
      ),
      speed: select("Epochs per frame", options(1, 5, 20), (value) => change({ speed: value })),
    };
    this.element = html(
      "div",
      { class: "nnp-top" },
      html(
        "div",
        { class: "nnp-buttons", role: "group", "aria-label": "Training" },
        this.play,
        button("Step", step, { title: "Train one epoch" }),
        button("Reset", reset, { title: "New weights from the seed" }),
        html("div", { class: "nnp-counter" }, html("span", {}, "epoch"), this.epoch),
      ),
      controlNodes(this.controls),
    );
  }

  showPlaying(isPlaying) {
    this.play.textContent = isPlaying ? "Pause" : "Play";
    this.play.classList.toggle("nnp-is-playing", isPlaying);
  }
}

/** The left-hand side: which data, how many, how noisy. */
export class DataPanel {
  constructor({ change }) {
    this.tiles = {};
    const group = `nnp-data-${Math.random().toString(36).slice(2)}`;
    const tile = (name) => {
      const input = html("input", {
        type: "radio",
        name: group,
        value: name,
        change: () => change({ data: name }),
      });
      const canvas = html("canvas", { "aria-hidden": "true", width: THUMBNAIL, height: THUMBNAIL });
      this.tiles[name] = { input, canvas };
      return html(
        "label",
        { class: "nnp-tile" },
        input,
        canvas,
        html("span", {}, DATA[name].label),
      );
    };
    const fieldset = (task, legend) =>
      html(
        "fieldset",
        { class: "nnp-tiles", "data-control": task },
        html("legend", {}, legend),
        Object.keys(DATA)
          .filter((name) => DATA[name].task === task)
          .map(tile),
      );
    const setter = (name) => (value) => change({ [name]: value });
    const share = { step: 5, show: (value) => `${value} %` };
    this.controls = {
      train_share: slider({
        label: "Train share",
        ...share,
        min: 10,
        max: 90,
        step: 10,
        change: setter("train_share"),
      }),
      noise: slider({ label: "Noise", ...share, min: 0, max: 50, change: setter("noise") }),
      batch_size: slider({
        label: "Batch size",
        min: 1,
        max: 30,
        step: 1,
        change: setter("batch_size"),
      }),
    };
    this.seed = html("input", {
      type: "number",
      min: 0,
      max: 999999,
      step: 1,
      "aria-label": "Seed",
      change: () => {
        const seed = Math.min(999999, Math.max(0, Math.round(this.seed.valueAsNumber || 0)));
        this.seed.value = String(seed);
        change({ seed });
      },
    });
    const again = button("New", () => change({ seed: (+this.seed.value + 1) % 1000000 }), {
      "aria-label": "New data: next seed",
    });
    this.element = html(
      "section",
      { class: "nnp-panel nnp-data", "aria-label": "Data" },
      html("h3", { class: "nnp-title" }, "Data"),
      fieldset("classification", "Two classes"),
      fieldset("regression", "A number"),
      html(
        "div",
        { class: "nnp-sliders" },
        controlNodes(this.controls),
        html(
          "div",
          { class: "nnp-control nnp-seed", "data-control": "seed" },
          html("span", {}, "Seed"),
          this.seed,
          again,
        ),
      ),
    );
  }

  show(settings) {
    this.tiles[settings.data].input.checked = true;
    this.seed.value = settings.seed;
  }

  drawTiles(palette) {
    for (const [name, { canvas }] of Object.entries(this.tiles)) {
      drawThumbnail(canvas, name, makeData(name, 0, 1, 120), palette, THUMBNAIL);
    }
  }
}
