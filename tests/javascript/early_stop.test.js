import assert from "node:assert/strict";
import test from "node:test";
import { earlyStop } from "../../src/nncourse/widgets/early_stop.js";

test("training stops when the loss has not fallen for as many epochs as the patience", () => {
  assert.deepEqual(earlyStop([5, 4, 3, 4, 5, 6], 2), { best: 3, stop: 5 });
  assert.deepEqual(earlyStop([5, 4, 3, 4, 2, 3, 3, 3], 3), { best: 5, stop: 8 });
});

test("an equal loss is no improvement", () => {
  assert.deepEqual(earlyStop([1, 1, 1], 2), { best: 1, stop: 3 });
});

test("without patience, or when it is not used up, training runs to its end", () => {
  assert.deepEqual(earlyStop([1, 2, 3, 4], 0), { best: 1, stop: null });
  assert.deepEqual(earlyStop([4, 3, 2, 1], 1), { best: 4, stop: null });
  assert.deepEqual(earlyStop([2, 1, 2], 2), { best: 2, stop: null });
});
