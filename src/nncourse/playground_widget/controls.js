// All settings as labelled controls.

import { DATA, makeData } from "./data.js";
import { button, h, select, slider } from "./dom.js";
import { drawThumbnail } from "./paint.js";

const numbers = (...values) => values.map((value) => [value, String(value)]);
const THUMBNAIL = 46;

/** The bar at the top: Play, Step, Reset, the epochs, and how the network is trained. */
export class TopBar {
  constructor({ change, toggle, step, reset }) {
    this.play = button("Play", toggle, { class: "nnp-play" });
    this.epoch = h("span", { class: "nnp-epoch" }, "0");
    this.controls = {
      learning_rate: select(
        "learning_rate",
        "Learning rate",
        numbers(0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10),
        (value) => change({ learning_rate: value }),
      ),
      activation: select(
        "activation",
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
        "regularisation",
        "Regularisation",
        [
          ["none", "none"],
          ["L1", "L1"],
          ["L2", "L2"],
        ],
        (value) => change({ regularisation: value }),
      ),
      regularisation_rate: select(
        "regularisation_rate",
        "Penalty rate",
        numbers(0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10),
        (value) => change({ regularisation_rate: value }),
      ),
      speed: select(
        "speed",
        "Epochs a frame",
        numbers(1, 5, 20),
        (value) => change({ speed: value }),
      ),
    };
    this.element = h(
      "div",
      { class: "nnp-top" },
      h(
        "div",
        { class: "nnp-buttons", role: "group", "aria-label": "Training" },
        this.play,
        button("Step", step, { title: "Train one epoch" }),
        button("Reset", reset, { title: "New weights from the seed" }),
        h("div", { class: "nnp-counter" }, h("span", {}, "epoch"), this.epoch),
      ),
      Object.values(this.controls).map(({ element }) => element),
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
      const input = h("input", {
        type: "radio",
        name: group,
        value: name,
        change: () => change({ data: name }),
      });
      const canvas = h("canvas", { "aria-hidden": "true", width: THUMBNAIL, height: THUMBNAIL });
      this.tiles[name] = { input, canvas };
      return h("label", { class: "nnp-tile" }, input, canvas, h("span", {}, DATA[name].label));
    };
    const fieldset = (task, legend) =>
      h(
        "fieldset",
        { class: "nnp-tiles", "data-control": task },
        h("legend", {}, legend),
        Object.keys(DATA)
          .filter((name) => DATA[name].task === task)
          .map(tile),
      );
    const setter = (name) => (value) => change({ [name]: value });
    const range = (min, max, step, unit = "") => ({ min, max, step, unit });
    this.controls = {
      train_share: slider("train_share", "Train share", range(10, 90, 10, " %"), setter("train_share")),
      noise: slider("noise", "Noise", range(0, 50, 5, " %"), setter("noise")),
      batch_size: slider("batch_size", "Batch size", range(1, 30, 1), setter("batch_size")),
    };
    this.seed = h("input", {
      type: "number",
      min: 0,
      max: 999999,
      step: 1,
      "aria-label": "Seed",
      change: () => {
        const seed = Math.min(999999, Math.max(0, Math.round(this.seed.valueAsNumber || 0)));
        this.seed.value = seed;
        change({ seed });
      },
    });
    const again = button("New", () => change({ seed: (+this.seed.value + 1) % 1000000 }), {
      "aria-label": "New data: next seed",
    });
    this.element = h(
      "section",
      { class: "nnp-panel nnp-data", "aria-label": "Data" },
      h("h3", { class: "nnp-title" }, "Data"),
      fieldset("classification", "Two classes"),
      fieldset("regression", "A number"),
      h(
        "div",
        { class: "nnp-sliders" },
        Object.values(this.controls).map(({ element }) => element),
        h(
          "div",
          { class: "nnp-control nnp-seed", "data-control": "seed" },
          h("span", {}, "Seed"),
          this.seed,
          again,
        ),
      ),
    );
  }

  show(settings) {
    for (const [name, control] of Object.entries(this.controls)) control.show(settings[name]);
    this.tiles[settings.data].input.checked = true;
    this.seed.value = settings.seed;
  }

  drawTiles(palette) {
    for (const [name, { canvas }] of Object.entries(this.tiles)) {
      drawThumbnail(canvas, name, makeData(name, 0, 1, 120), palette, THUMBNAIL);
    }
  }
}
