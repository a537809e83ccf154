import assert from "node:assert/strict";
import test from "node:test";
import { counts } from "../../src/nncourse/widgets/threshold.js";

const PROBABILITIES = [0.1, 0.5, 0.5, 0.9];
const TRUTH = [0, 0, 1, 1];

test("a probability at the threshold is flagged", () => {
  assert.deepEqual(counts(PROBABILITIES, TRUTH, 0.5), { tn: 1, fp: 1, fn: 0, tp: 2 });
  assert.deepEqual(counts(PROBABILITIES, TRUTH, 0.51), { tn: 2, fp: 0, fn: 1, tp: 1 });
});

test("threshold 0 flags everybody, a threshold above all flags nobody", () => {
  assert.deepEqual(counts(PROBABILITIES, TRUTH, 0), { tn: 0, fp: 2, fn: 0, tp: 2 });
  assert.deepEqual(counts(PROBABILITIES, TRUTH, 1), { tn: 2, fp: 0, fn: 2, tp: 0 });
});
