import assert from "node:assert/strict";
import test from "node:test";
import { Random } from "../../src/nncourse/kit/random.js";
import { Network } from "../../src/nncourse/widgets/network.js";

const ROWS = 40;
const INPUTS = 3;
const HIDDEN = 5;

/** Rows whose class depends on the sign of a sum. */
function example() {
  const random = new Random(11);
  const x = Float64Array.from({ length: ROWS * INPUTS }, () => random.normal());
  const y = Float64Array.from({ length: ROWS }, (_, row) =>
    Number(x[row * INPUTS] + x[row * INPUTS + 1] > 0),
  );
  const order = Int32Array.from({ length: ROWS }, (_, row) => row);
  return { x, y, order };
}

/** The objective: mean log loss, and half of alpha times the squares of the weights per row. */
function objective(network, x, y, alpha) {
  const bias = INPUTS * HIDDEN;
  const output = bias + HIDDEN;
  const weights = [
    ...network.weights.subarray(0, bias),
    ...network.weights.subarray(output, output + HIDDEN),
  ];
  const squares = weights.reduce((sum, w) => sum + w * w, 0);
  return network.judge(x, y).loss + (0.5 * alpha * squares) / ROWS;
}

test("the gradient is the slope of the objective", () => {
  const { x, y, order } = example();
  const alpha = 0.3;
  const network = new Network(INPUTS, HIDDEN, new Random(2), { rate: 0, alpha });
  network.step(x, y, order, 0, ROWS);
  const size = 1e-6;
  network.weights.forEach((start, w) => {
    network.weights[w] = start + size;
    const above = objective(network, x, y, alpha);
    network.weights[w] = start - size;
    const below = objective(network, x, y, alpha);
    network.weights[w] = start;
    assert.ok(Math.abs((above - below) / (2 * size) - network.gradient[w]) < 1e-7);
  });
});

test("Adam's first step is as long as the learning rate, against the sign of the gradient", () => {
  const { x, y, order } = example();
  const network = new Network(INPUTS, HIDDEN, new Random(2), { rate: 0.01 });
  const before = network.weights.slice();
  network.step(x, y, order, 0, ROWS);
  network.weights.forEach((weight, w) => {
    const slope = network.gradient[w];
    if (Math.abs(slope) < 1e-4) return; // here 1e-8 in Adam's denominator is felt
    assert.ok(Math.abs(weight - before[w] + 0.01 * Math.sign(slope)) < 1e-5);
  });
});

test("it learns, and an epoch reports the mean loss of its batches", () => {
  const { x, y, order } = example();
  const network = new Network(INPUTS, HIDDEN, new Random(2), { rate: 0.05 });
  const losses = Array.from({ length: 60 }, () => network.epoch(x, y, order, 8));
  assert.ok(losses.at(-1) < 0.1 * losses[0]);
  assert.equal(network.judge(x, y).accuracy, 1);
});
