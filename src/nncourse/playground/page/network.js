// A fully connected network with one output, trained by stochastic gradient descent.

import { logLoss, sigmoid } from "../../kit/maths.js";

/** Each activation: f(z), and its slope written with the activation a = f(z). */
export const ACTIVATIONS = {
  tanh: { f: Math.tanh, slope: (a) => 1 - a * a },
  relu: { f: (z) => Math.max(z, 0), slope: (a) => (a > 0 ? 1 : 0) },
  sigmoid: { f: sigmoid, slope: (a) => a * (1 - a) },
  linear: { f: (z) => z, slope: () => 1 },
};

/** Weights are stored row by row: weights[j * inputs + i] leads from input i to neuron j. */
class Layer {
  constructor(inputs, outputs) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.weights = new Float64Array(outputs * inputs);
    this.biases = new Float64Array(outputs);
    this.weightGradients = new Float64Array(outputs * inputs);
    this.biasGradients = new Float64Array(outputs);
    this.values = new Float64Array(outputs);
    this.deltas = new Float64Array(outputs);
  }
}

/**
 * Loss of one example: cross-entropy of a sigmoid output for classification, half the squared
 * error of a linear output for regression; `z` is the output before the sigmoid. These are the
 * losses of scikit-learn's MLPClassifier and MLPRegressor.
 */
export function exampleLoss(task, z, target) {
  if (task === "regression") return 0.5 * (z - target) ** 2;
  return logLoss(z, target);
}

export class Network {
  /**
   * Start with Glorot's uniform weights and biases, as scikit-learn does.
   *
   * Source: Glorot and Bengio, AISTATS 2010; the bound is sqrt(6 / (inputs + outputs)), with 2
   * in place of 6 for the sigmoid.
   */
  constructor(inputs, hidden, activation, task, random) {
    this.activation = ACTIVATIONS[activation];
    this.task = task;
    const sizes = [inputs, ...hidden, 1];
    this.layers = sizes.slice(1).map((outputs, l) => new Layer(sizes[l], outputs));
    for (const layer of this.layers) {
      const factor = activation === "sigmoid" ? 2 : 6;
      const bound = Math.sqrt(factor / (layer.inputs + layer.outputs));
      for (const numbers of [layer.weights, layer.biases]) {
        for (let i = 0; i < numbers.length; i++) numbers[i] = random.uniform(-bound, bound);
      }
    }
  }

  /** Send one example through; returns the output before the output function. */
  forward(x) {
    const last = this.layers.length - 1;
    const { f } = this.activation;
    let before = x;
    let z = 0;
    for (let l = 0; l <= last; l++) {
      const { weights, biases, values, inputs, outputs } = this.layers[l];
      for (let j = 0, k = 0; j < outputs; j++) {
        z = biases[j];
        for (let i = 0; i < inputs; i++) z += weights[k++] * before[i];
        values[j] = l < last ? f(z) : this.output(z);
      }
      before = values;
    }
    return z;
  }

  output(z) {
    return this.task === "regression" ? z : sigmoid(z);
  }

  /** Add the gradients of one example's loss, right after `forward` of the same example. */
  backward(x, target) {
    const { slope } = this.activation;
    const last = this.layers.length - 1;
    // For both pairs of loss and output function the slope by z is output minus target.
    this.layers[last].deltas[0] = this.layers[last].values[0] - target;
    for (let l = last; l >= 0; l--) {
      const layer = this.layers[l];
      const before = l ? this.layers[l - 1] : null;
      const input = before ? before.values : x;
      if (before) before.deltas.fill(0);
      for (let j = 0, k = 0; j < layer.outputs; j++) {
        const delta = layer.deltas[j];
        layer.biasGradients[j] += delta;
        for (let i = 0; i < layer.inputs; i++, k++) {
          layer.weightGradients[k] += delta * input[i];
          if (before) before.deltas[i] += delta * layer.weights[k];
        }
      }
      if (before) for (let i = 0; i < input.length; i++) before.deltas[i] *= slope(input[i]);
    }
  }

  /**
   * One step down the mean gradient of `count` examples, which is then forgotten.
   *
   * The objective is mean loss + strength x penalty, with the penalty half the sum of squares
   * (L2) or the sum of magnitudes (L1) of the weights; biases are free. L1 takes the proximal
   * step, which makes small weights exactly 0 (Beck and Teboulle, SIAM J. Imaging Sci. 2009).
   */
  update(rate, count, regularisation = "none", strength = 0) {
    for (const { weights, biases, weightGradients, biasGradients } of this.layers) {
      for (let k = 0; k < weights.length; k++) {
        let weight = weights[k] - (rate * weightGradients[k]) / count;
        if (regularisation === "L2") weight -= rate * strength * weights[k];
        else if (regularisation === "L1") {
          weight = Math.sign(weight) * Math.max(0, Math.abs(weight) - rate * strength);
        }
        weights[k] = weight;
      }
      for (let j = 0; j < biases.length; j++) biases[j] -= (rate * biasGradients[j]) / count;
      weightGradients.fill(0);
      biasGradients.fill(0);
    }
  }

  /**
   * Send many examples through at once, given as one array per feature.
   *
   * Returns for each layer one array per neuron; the last holds the output before its function.
   * `maps` of an earlier call are filled again, so that drawing leaves no garbage.
   */
  evaluate(columns, maps = []) {
    const last = this.layers.length - 1;
    const { f } = this.activation;
    const count = columns[0].length;
    let before = columns;
    this.layers.forEach(({ weights, biases, inputs, outputs }, l) => {
      maps[l] ??= Array.from({ length: outputs }, () => new Float64Array(count));
      for (let j = 0; j < outputs; j++) {
        const values = maps[l][j].fill(biases[j]);
        for (let i = 0; i < inputs; i++) {
          const weight = weights[j * inputs + i];
          const input = before[i];
          for (let k = 0; k < count; k++) values[k] += weight * input[k];
        }
        if (l < last) for (let k = 0; k < count; k++) values[k] = f(values[k]);
      }
      before = maps[l];
    });
    return maps;
  }

  isFinite() {
    return this.layers.every(({ weights, biases }) =>
      [weights, biases].every((numbers) => numbers.every(Number.isFinite)),
    );
  }

  /** The weights as plain numbers: for each layer {weights: one row per neuron, biases}. */
  toJSON() {
    const plain = (numbers) => Array.from(numbers, (x) => (Number.isFinite(x) ? x : null));
    return this.layers.map(({ weights, biases, inputs, outputs }) => ({
      weights: Array.from({ length: outputs }, (_, j) =>
        plain(weights.subarray(j * inputs, (j + 1) * inputs)),
      ),
      biases: plain(biases),
    }));
  }
}
