import assert from "node:assert/strict";
import test from "node:test";
import { number } from "../../src/nncourse/live/number.js";

for (const [value, text] of [
  [0, "0"],
  [2, "2"],
  [-0.333333, "−0.333"],
  [0.9999546, "0.99995"],
  [0.9999999999, "almost 1"],
  [1234.5, "1230"],
]) {
  test(`${value} is written ${text}`, () => assert.equal(number(value), text));
}

test("an end that only rounding reaches is called almost", () => {
  assert.equal(number(1, [0, 1]), "almost 1");
  assert.equal(number(0.5, [0, 1]), "0.5");
});
