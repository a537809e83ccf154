// scikit-learn's MLPClassifier with one hidden layer, fast enough to train while a slider moves.

import { logLoss, sigmoid } from "../kit/maths.js";

/** scikit-learn keeps probabilities away from 0, so that no loss is larger than about 36. */
const LARGEST_LOSS = -Math.log(Number.EPSILON);

/**
 * scikit-learn's MLPClassifier with one hidden layer of ReLU, in small: log loss, L2 penalty, Adam.
 *
 * All weights lie in one array, in scikit-learn's order: hidden weights (inputs x hidden), hidden
 * biases, output weights, output bias. The start is Glorot's, as in scikit-learn. A test holds the
 * loss curve against scikit-learn's, from the same start.
 */
export class Network {
  constructor(inputs, hidden, random, { rate = 0.001, alpha = 0.0001 } = {}) {
    this.inputs = inputs;
    this.hidden = hidden;
    this.rate = rate;
    this.alpha = alpha;
    this.steps = 0;
    const size = inputs * hidden + 2 * hidden + 1;
    this.weights = new Float64Array(size);
    this.gradient = new Float64Array(size);
    this.mean = new Float64Array(size);
    this.square = new Float64Array(size);
    this.active = new Float64Array(hidden);
    const bounds = [Math.sqrt(6 / (inputs + hidden)), Math.sqrt(2 / (hidden + 1))];
    const output = inputs * hidden + hidden;
    for (let i = 0; i < size; i++)
      this.weights[i] = random.uniform(-1, 1) * bounds[i < output ? 0 : 1];
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
      loss += Math.min(logLoss(z, y[row]), LARGEST_LOSS);
      const error = sigmoid(z) - y[row];
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
      loss += Math.min(logLoss(z, y[row]), LARGEST_LOSS);
      right += Number(z > 0 === y[row] > 0.5);
    }
    return { loss: loss / y.length, accuracy: right / y.length };
  }
}
