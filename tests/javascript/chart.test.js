import assert from "node:assert/strict";
import test from "node:test";
import { apart, ticks } from "../../src/nncourse/kit/chart.js";

const words = (low, high, count) => ticks(low, high, count).map(([, text]) => text);

test("tick marks are round numbers inside the axis", () => {
  assert.deepEqual(words(0, 1), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
  assert.deepEqual(words(0, 25), ["0", "5", "10", "15", "20", "25"]);
  assert.deepEqual(words(0.77, 0.822), ["0.78", "0.80", "0.82"]);
  assert.deepEqual(words(-6, 6, 3), ["-5", "0", "5"]);
});

test("tick marks are inside, in order and not too many, whatever the axis", () => {
  for (const low of [-1e6, -3.7, 0, 0.001, 42]) {
    for (const length of [1e-3, 0.5, 7, 123, 1e7]) {
      const marks = ticks(low, low + length);
      assert.ok(marks.length >= 2 && marks.length <= 7, `${low} ${length}: ${marks.length}`);
      for (const [value] of marks) {
        assert.ok(value >= low - 1e-9 * length && value <= low + length * (1 + 1e-9));
      }
      assert.equal(new Set(marks.map(([, text]) => text)).size, marks.length);
    }
  }
});

test("names are pushed apart, and none below the bottom", () => {
  const places = (...values) =>
    apart(
      values.map((y) => ({ y })),
      15,
      100,
    ).map(({ y }) => y);
  assert.deepEqual(places(20, 60), [20, 60]);
  assert.deepEqual(places(60, 20, 22), [20, 35, 60]);
  assert.deepEqual(places(98, 99, 100), [70, 85, 100]);
  assert.deepEqual(places(), []);
});
