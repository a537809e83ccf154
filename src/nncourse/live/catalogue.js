// The formulas that the browser knows; catalogue.py has the same, and a test compares them.
// Each takes x (a Float64Array, or the names of classes) and the values of the sliders by name.

import { sigmoid } from "../kit/maths.js";

function sigmoidSlope(z) {
  const small = Math.exp(-Math.abs(z));
  return small / ((1 + small) * (1 + small));
}

function softmax(scores) {
  const largest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

const neuron =
  (f) =>
  (x, { a = 1, b = 0 }) =>
    Float64Array.from(x, (xi) => f(a * xi + b));

export const catalogue = {
  sigmoid: neuron(sigmoid),
  sigmoid_derivative: neuron(sigmoidSlope),
  tanh: neuron(Math.tanh),
  tanh_derivative: neuron((z) => 4 * sigmoidSlope(2 * z)),
  relu: neuron((z) => Math.max(0, z)),
  relu_derivative: neuron((z) => (z > 0 ? 1 : 0)),
  threshold: neuron((z) => (z >= 0 ? 1 : 0)),
  threshold_derivative: neuron(() => 0),
  linear: neuron((z) => z),
  linear_derivative: neuron(() => 1),
  softmax: (_, { temperature = 1, shift = 0, ...logits }) =>
    softmax(Object.values(logits).map((z) => (z + shift) / temperature)),
};

// Where a bent curve has its centre and how steep it is there, told as the sliders move.
const slopes = { sigmoid: 1 / 4, tanh: 1 };

export function remark(name, { a = 1, b = 0 }, number) {
  if (!(name in slopes)) return "";
  if (a === 0) return "With a = 0 the output does not depend on x.";
  const slope = number(a * slopes[name]);
  return `Centre at x = −b/a = ${number(0 - b / a)}; slope there ${slope}.`;
}
