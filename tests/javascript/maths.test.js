import assert from "node:assert/strict";
import test from "node:test";
import { logLoss, sigmoid } from "../../src/nncourse/kit/maths.js";

test("the sigmoid is 1 / (1 + exp(-z)) and never overflows", () => {
  for (let z = -30; z <= 30; z += 0.5) {
    assert.ok(Math.abs(sigmoid(z) - 1 / (1 + Math.exp(-z))) < 1e-15);
  }
  assert.deepEqual([-1000, 0, 1000].map(sigmoid), [0, 0.5, 1]);
});

test("the loss is minus the log of the probability of what happened", () => {
  for (let z = -20; z <= 20; z += 0.25) {
    assert.ok(Math.abs(logLoss(z, 1) + Math.log(sigmoid(z))) < 1e-8);
    assert.ok(Math.abs(logLoss(z, 0) + Math.log(sigmoid(-z))) < 1e-8);
  }
  assert.equal(logLoss(1000, 1), 0);
  assert.equal(logLoss(1000, 0), 1000);
});
