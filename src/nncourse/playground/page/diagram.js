// The network as a picture that is also a set of buttons: features, neurons, weights.

import { FEATURES } from "./data.js";
import { button, html, setText, svg } from "../../kit/kit.js";
import { MapPainter, SCALES } from "./paint.js";

const NODE = 36;
const PITCH = 46;
const HEAD = 58;
const LABEL = 46;
/** Columns are at least so far apart; a narrower page scrolls the network sideways. */
const COLUMN = 58;
export const MAX_LAYERS = 6;
export const MAX_NEURONS = 8;

/** Width of a weight's line in pixels: grows with the root, so that small ones stay visible. */
const lineWidth = (weight) => Math.min(8, 0.6 + 2.4 * Math.sqrt(Math.abs(weight)));

export const neuronName = (layer, neuron, layers) =>
  layer === layers - 1 ? "the output neuron" : `neuron ${neuron + 1} of layer ${layer + 1}`;

export class Diagram {
  /** `actions`: change(values), pick(layer, neuron, input), look(layer, neuron) or look(null). */
  constructor(actions) {
    this.actions = actions;
    /** The weight under each line: layer, neuron, input. */
    this.hits = new WeakMap();
    this.lines = svg("svg", { class: "nnp-lines", "aria-hidden": "true" });
    this.tip = html("div", { class: "nnp-tip", hidden: true, "aria-hidden": "true" });
    this.nodes = html("div", { class: "nnp-nodes" });
    this.element = html("div", { class: "nnp-diagram" });
    this.element.append(this.lines, this.nodes, this.tip);
    this.lines.addEventListener("pointermove", (event) => this.showTip(event));
    this.lines.addEventListener("pointerleave", () => (this.tip.hidden = true));
    this.lines.addEventListener("click", ({ target }) => {
      if (this.hits.has(target)) this.actions.pick(...this.hits.get(target));
    });
  }

  /** Redraw the structure; what had the focus keeps it. */
  build(session, width) {
    this.session = session;
    const focused = this.element.querySelector(":focus")?.getAttribute("data-key");
    const { hidden } = session.settings;
    const columns = hidden.length + 2;
    width = Math.max(width, LABEL + NODE + 8 + COLUMN * (columns - 1));
    const rows = Math.max(Object.keys(FEATURES).length, ...hidden);
    this.height = HEAD + PITCH * rows;
    this.element.style.height = `${this.height + 4}px`;
    this.nodes.style.width = this.lines.style.width = `${width}px`;
    const left = LABEL + NODE / 2;
    const right = width - NODE / 2 - 4;
    const x = (column) => left + ((right - left) * column) / (columns - 1);
    const y = (index, count) => HEAD + PITCH * (rows / 2 + index - (count - 1) / 2) - NODE / 2 + 6;

    this.nodes.replaceChildren();
    this.painters = [];
    this.features = [];
    const names = Object.keys(FEATURES);
    const places = [[]];
    names.forEach((name, i) => {
      const place = [x(0), y(i, names.length)];
      if (session.features.includes(name)) places[0].push(place);
      this.nodes.append(this.featureTile(name, ...place));
    });
    [...hidden, 1].forEach((count, l) => {
      places.push(Array.from({ length: count }, (_, j) => [x(l + 1), y(j, count)]));
      const isOutput = l === hidden.length;
      if (!isOutput) this.nodes.append(this.layerHead(l, count, x(l + 1)));
      this.painters.push(places[l + 1].map((place, j) => this.neuron(l, j, ...place)));
    });
    this.buildLines(places, width);
    /** @type {HTMLElement} */ (this.nodes.querySelector(`[data-key="${focused}"]`))?.focus();
  }

  featureTile(name, x, y) {
    const { session } = this;
    const isOn = session.features.includes(name);
    const input = html("input", {
      type: "checkbox",
      "data-key": `feature ${name}`,
      "aria-label": `Feature ${name}`,
      change: () => {
        const names = Object.keys(FEATURES).filter((n) =>
          n === name ? input.checked : session.features.includes(n),
        );
        // A network needs an input: the last feature cannot be taken away.
        if (names.length) this.actions.change({ features: names });
        else {
          input.checked = true;
          this.actions.say("The network needs at least one feature.");
        }
      },
    });
    input.checked = isOn;
    const canvas = html("canvas", { "aria-hidden": "true" });
    const tile = html(
      "label",
      {
        class: `nnp-feature${isOn ? " nnp-on" : ""}`,
        style: `left:${x - NODE / 2 - LABEL}px;top:${y - NODE / 2}px`,
      },
      html("span", { class: "nnp-feature-name" }, FEATURES[name].label),
      input,
      html("span", { class: "nnp-node" }, canvas),
    );
    this.features.push({ name, painter: new MapPainter(canvas) });
    return tile;
  }

  layerHead(layer, count, x) {
    const change = (difference) => () => {
      const hidden = [...this.session.settings.hidden];
      hidden[layer] = Math.min(MAX_NEURONS, Math.max(1, count + difference));
      if (hidden[layer] !== count) this.actions.change({ hidden });
    };
    const tool = (sign, words, difference, isOff) =>
      button(sign, change(difference), {
        class: "nnp-small",
        "data-key": `${words} ${layer}`,
        "aria-label": `${words} ${layer + 1}`,
        "aria-disabled": isOff ? "true" : null,
      });
    return html(
      "div",
      { class: "nnp-head", style: `left:${x}px` },
      html(
        "div",
        { class: "nnp-pair" },
        tool("−", "Remove a neuron from layer", -1, count === 1),
        tool("+", "Add a neuron to layer", 1, count === MAX_NEURONS),
      ),
      html("div", {}, `${count} neuron${count > 1 ? "s" : ""}`),
    );
  }

  neuron(layer, index, x, y) {
    const layers = this.session.network.layers.length;
    const canvas = html("canvas", { "aria-hidden": "true" });
    const node = button(canvas, () => this.actions.pick(layer, index), {
      class: `nnp-node nnp-neuron${layer === layers - 1 ? " nnp-output-neuron" : ""}`,
      style: `left:${x - NODE / 2}px;top:${y - NODE / 2}px`,
      "data-key": `neuron ${layer} ${index}`,
      "aria-label": `Show weights and map of ${neuronName(layer, index, layers)}`,
      "aria-pressed": "false",
      pointerenter: () => this.actions.look(layer, index),
      pointerleave: () => this.actions.look(null),
    });
    this.nodes.append(node);
    return { node, painter: new MapPainter(canvas) };
  }

  buildLines(places, width) {
    this.lines.style.height = `${this.height}px`;
    this.lines.setAttribute("viewBox", `0 0 ${width} ${this.height}`);
    this.lines.replaceChildren();
    this.links = [];
    this.session.network.layers.forEach(({ inputs, outputs }, l) => {
      for (let j = 0; j < outputs; j++) {
        for (let i = 0; i < inputs; i++) {
          const [x0, y0] = places[l][i];
          const [x1, y1] = places[l + 1][j];
          const [start, end] = [x0 + NODE / 2, x1 - NODE / 2];
          const bend = (end - start) / 2;
          const d = `M${start} ${y0}C${start + bend} ${y0} ${end - bend} ${y1} ${end} ${y1}`;
          const path = svg("path", { d });
          // A wider, unseen line below the pointer: thin weights are easy to hit.
          const hit = svg("path", { d, class: "nnp-hit" });
          this.hits.set(hit, [l, j, i]);
          this.lines.append(path, hit);
          this.links.push({ path, layer: l, index: j * inputs + i });
        }
      }
    });
  }

  /** Follow the weights: width is size; negative is orange and dashed, positive blue and solid. */
  drawLines() {
    const { layers } = this.session.network;
    for (const link of this.links) {
      const weight = layers[link.layer].weights[link.index];
      const width = Number.isFinite(weight) ? lineWidth(weight).toFixed(1) : "8";
      if (width !== link.width) link.path.setAttribute("stroke-width", width);
      const kind = weight < 0 ? "nnp-minus" : weight > 0 ? "nnp-plus" : "nnp-zero";
      if (kind !== link.kind) link.path.setAttribute("class", kind);
      Object.assign(link, { width, kind });
    }
  }

  drawMaps(palette) {
    const { settings, task, maps } = this.session;
    const last = this.painters.length - 1;
    this.painters.forEach((neurons, l) => {
      const scale = SCALES[l === last ? task : settings.activation];
      const discretise = settings.discretise && (l < last || task === "classification");
      neurons.forEach(({ painter }, j) => {
        painter.paint(maps[l][j], scale, palette, discretise);
      });
    });
  }

  drawFeatures(palette) {
    for (const { name, painter } of this.features) {
      const values = this.session.featureMap(name);
      const largest = values.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
      painter.paint(values, (v) => v / largest, palette);
    }
  }

  mark(layer, index) {
    this.painters.forEach((neurons, l) => {
      neurons.forEach(({ node }, j) => {
        node.setAttribute("aria-pressed", String(l === layer && j === index));
      });
    });
  }

  showTip(event) {
    this.tip.hidden = !this.hits.has(event.target);
    if (this.tip.hidden) return;
    const [l, j, i] = this.hits.get(event.target);
    const layer = this.session.network.layers[l];
    setText(this.tip, `weight ${layer.weights[j * layer.inputs + i].toFixed(3)}`);
    const box = this.lines.getBoundingClientRect();
    const left = Math.min(event.clientX - box.left + 12, box.width - 110);
    this.tip.style.transform = `translate(${left}px, ${event.clientY - box.top + 12}px)`;
  }
}
