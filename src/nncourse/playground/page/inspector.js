// Read and edit the weights of one neuron.

import { FEATURES } from "./data.js";
import { html } from "../../kit/kit.js";
import { neuronName } from "./diagram.js";

const capital = (text) => text[0].toUpperCase() + text.slice(1);

export class Inspector {
  /** `onEdit(words)` is called after a weight or bias has been changed by hand. */
  constructor(onEdit) {
    this.onEdit = onEdit;
    this.title = html("h3", { class: "nnp-title" });
    this.formula = html("p", { class: "nnp-formula" });
    this.fields = html("div", { class: "nnp-fields" });
    this.element = html(
      "section",
      { class: "nnp-inspector", "aria-label": "Weights of one neuron" },
      html("div", {}, this.title, this.formula),
      this.fields,
    );
  }

  /** Show a neuron; `focus` is the input whose field gets the focus, if any. */
  build(session, layer, neuron, focus) {
    this.numbers = [];
    const { layers } = session.network;
    const { inputs, weights, biases } = layers[layer];
    const name = neuronName(layer, neuron, layers.length);
    this.title.textContent = capital(name);
    const isOutput = layer === layers.length - 1;
    const outputFunction = session.task === "regression" ? "linear" : "sigmoid";
    const f = isOutput ? outputFunction : session.settings.activation;
    this.formula.textContent = `${f}( sum of weight × input + bias )`;
    const from = (i) =>
      layer ? `neuron ${i + 1} of layer ${layer}` : `${FEATURES[session.features[i]].label}`;
    const short = (i) => (layer ? `n${i + 1}` : FEATURES[session.features[i]].label);
    const fields = Array.from({ length: inputs }, (_, i) =>
      this.field(
        `× ${short(i)}`,
        `Weight from ${from(i)} to ${name}`,
        weights,
        neuron * inputs + i,
      ),
    );
    fields.push(this.field("bias", `Bias of ${name}`, biases, neuron));
    this.fields.replaceChildren(...fields);
    if (focus !== undefined) {
      const { input } = this.numbers[focus];
      input.focus();
      input.select();
    }
    this.update();
  }

  field(label, words, numbers, index) {
    const input = html("input", {
      type: "number",
      step: 0.1,
      "aria-label": words,
      title: words,
      change: () => {
        if (Number.isFinite(input.valueAsNumber)) {
          numbers[index] = input.valueAsNumber;
          this.onEdit(`${words} is now ${numbers[index]}.`);
        } else this.update();
      },
    });
    this.numbers.push({ input, numbers, index });
    return html(
      "label",
      { class: "nnp-field" },
      html("span", { "aria-hidden": "true" }, label),
      input,
    );
  }

  /** Follow the training, but never under the fingers of who is typing. */
  update() {
    for (const { input, numbers, index } of this.numbers) {
      const text = Number.isFinite(numbers[index]) ? String(+numbers[index].toFixed(3)) : "";
      if (input !== input.getRootNode().activeElement && input.value !== text) input.value = text;
      input.classList.toggle("nnp-negative", numbers[index] < 0);
    }
  }
}
