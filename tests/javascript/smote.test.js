import assert from "node:assert/strict";
import test from "node:test";
import { between, neighbours } from "../../src/nncourse/widgets/smote.js";

const SQUARE = [
  [0, 0],
  [1, 0],
  [0, 2],
  [3, 3],
];

test("neighbours are the nearest others, the nearest first", () => {
  assert.deepEqual(neighbours(SQUARE, 0, 1), [1]);
  assert.deepEqual(neighbours(SQUARE, 0, 3), [1, 2, 3]);
  assert.deepEqual(neighbours(SQUARE, 3, 2), [2, 1]);
});

test("of equal distances the first point wins, and a point is never its own neighbour", () => {
  const same = [
    [1, 1],
    [1, 1],
    [1, 1],
  ];
  assert.deepEqual(neighbours(same, 1, 2), [0, 2]);
});

test("a synthetic point lies on the way, lambda of it", () => {
  assert.deepEqual(between([20, 30], [60, 40], 0.25), [30, 32.5]);
  assert.deepEqual(between([20, 30], [60, 40], 0), [20, 30]);
  assert.deepEqual(between([20, 30], [60, 40], 1), [60, 40]);
});
