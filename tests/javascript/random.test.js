import assert from "node:assert/strict";
import test from "node:test";
import { Random } from "../../src/nncourse/kit/random.js";

/** Mulberry32 once more, in whole numbers of any size, as the reference. */
function* mulberry32(seed) {
  const word = (n) => BigInt.asUintN(32, n);
  let state = BigInt(seed);
  for (;;) {
    state = word(state + 0x6d2b79f5n);
    let t = word((state ^ (state >> 15n)) * (1n | state));
    t = word(t + word((t ^ (t >> 7n)) * (61n | t))) ^ t;
    yield Number(t ^ (t >> 14n)) / 2 ** 32;
  }
}

for (const seed of [0, 1, 268, 4294967295]) {
  test(`uniform numbers from seed ${seed} are those of mulberry32`, () => {
    const random = new Random(seed);
    const reference = mulberry32(seed);
    for (let i = 0; i < 1000; i++) assert.equal(random.uniform(), reference.next().value);
  });
}

test("uniform numbers stay between their ends", () => {
  const random = new Random(3);
  for (let i = 0; i < 1000; i++) {
    const number = random.uniform(-2, 5);
    assert.ok(number >= -2 && number < 5);
  }
});

test("normal numbers have mean 0 and variance 1", () => {
  const random = new Random(1);
  const numbers = Array.from({ length: 20000 }, () => random.normal());
  const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
  const variance = numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / numbers.length;
  assert.ok(Math.abs(mean) < 0.03); // four standard errors
  assert.ok(Math.abs(variance - 1) < 0.04);
});

test("a shuffled array holds the same items, each order as often as the others", () => {
  const counts = new Map();
  const random = new Random(7);
  for (let i = 0; i < 6000; i++) {
    const order = random.shuffle([1, 2, 3]).join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  assert.deepEqual([...counts.keys()].sort(), ["123", "132", "213", "231", "312", "321"]);
  for (const count of counts.values()) assert.ok(Math.abs(count - 1000) < 150);
});
