import assert from "node:assert/strict";
import test from "node:test";
import { Random } from "../../src/nncourse/kit/random.js";
import { DATA, RANGE, makeData } from "../../src/nncourse/playground/page/data.js";
import { MISSIONS } from "../../src/nncourse/playground/page/missions.js";
import { exampleLoss, Network } from "../../src/nncourse/playground/page/network.js";
import { pythonCall } from "../../src/nncourse/playground/page/python_call.js";
import { Session } from "../../src/nncourse/playground/page/session.js";

for (const activation of ["tanh", "relu", "sigmoid", "linear"]) {
  for (const task of ["classification", "regression"]) {
    test(`gradients of ${activation}, ${task}, are the slopes of the loss`, () => {
      const network = new Network(2, [4, 3], activation, task, new Random(5));
      const x = [0.7, -1.3];
      const loss = () => exampleLoss(task, network.forward(x), 1);
      network.forward(x);
      network.backward(x, 1);
      const size = 1e-6;
      for (const { weights, weightGradients, biases, biasGradients } of network.layers) {
        for (const [numbers, gradients] of [
          [weights, weightGradients],
          [biases, biasGradients],
        ]) {
          numbers.forEach((start, k) => {
            numbers[k] = start + size;
            const above = loss();
            numbers[k] = start - size;
            const below = loss();
            numbers[k] = start;
            assert.ok(Math.abs((above - below) / (2 * size) - gradients[k]) < 1e-8);
          });
        }
      }
    });
  }
}

test("an L1 penalty makes small weights exactly 0", () => {
  const network = new Network(2, [], "tanh", "classification", new Random(1));
  network.layers[0].weights.set([0.05, -2]);
  network.update(0.1, 1, "L1", 1);
  assert.deepEqual([...network.layers[0].weights], [0, -1.9]);
});

for (const name of Object.keys(DATA)) {
  test(`the data set ${name} is repeatable, and without noise inside the plane`, () => {
    const points = makeData(name, 0, 1);
    assert.equal(points.length, 500);
    assert.deepEqual(points, makeData(name, 0, 1));
    assert.notDeepEqual(points, makeData(name, 0, 2));
    for (const [x1, x2] of points) assert.ok(Math.max(Math.abs(x1), Math.abs(x2)) < RANGE + 2);
  });
}

test("every mission can be set up and is not reached by that alone", () => {
  for (const { id, setup, conditions } of MISSIONS) {
    const session = new Session({ seed: 1, show_test: false, discretise: false, ...setup });
    assert.ok(!conditions.every(({ met }) => met(session)), id);
  }
});

test("one neuron learns to part two clouds", () => {
  const { setup } = MISSIONS[0];
  const session = new Session({ seed: 1, ...setup });
  for (let epoch = 0; epoch < 30; epoch++) session.train();
  assert.equal(session.epoch, 30);
  assert.ok(session.measures.test.score > 0.95);
  assert.ok(session.measures.train.loss < session.history[0][0]);
});

test("settings become the Python call that makes them again", () => {
  assert.equal(
    pythonCall({ data: "xor", hidden: [4, 2], show_test: true }),
    'from nncourse.playground import playground\n\npg = playground(\n    data="xor",\n' +
      "    hidden=[4, 2],\n    show_test=True,\n)\npg",
  );
});
