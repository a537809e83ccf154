"""The arithmetic of the page, held against numpy in real Chromium."""

import itertools

import numpy as np
import pytest

from nncourse.playground import data
from tests.support.package_page import open_page as open_empty_page

pytestmark = pytest.mark.browser

ALL_FEATURES = list(data.FEATURES)


@pytest.fixture(scope="module")
def modules(lab):
    """Give a page from which the playground's modules can be imported one by one."""
    page = open_empty_page(lab)
    yield page
    page.context.close()


@pytest.mark.parametrize("name", data.TASKS)
def test_data_and_features_are_those_of_python(modules, name):
    cases = [(0, 1), (10, 1), (50, 2), (25, 999_999)]
    found = modules.evaluate(
        """async ([name, cases, features]) => {
            const { makeData, featureColumns } = await import("/nncourse-source/playground/page/data.js");
            return cases.map(([noise, seed]) => {
                const points = makeData(name, noise, seed);
                const columns = featureColumns(features, points);
                return [points, columns.map((column) => [...column])];
            });
        }""",
        [name, cases, ALL_FEATURES],
    )
    for (noise, seed), (points, columns) in zip(cases, found, strict=True):
        X, y = data.points(name, noise, seed)
        np.testing.assert_allclose(points, np.column_stack([X, y]), rtol=0, atol=1e-9)
        expected = data.features(ALL_FEATURES, X).T
        np.testing.assert_allclose(columns, expected, rtol=0, atol=1e-9)


ACTIVATIONS = {
    "tanh": (np.tanh, lambda z: 1 / np.cosh(z) ** 2),
    "relu": (lambda z: np.maximum(z, 0), lambda z: (z > 0).astype(float)),
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2),
    "linear": (lambda z: z, np.ones_like),
}


def numpy_network(layers, X, y, activation, task):
    """Mean loss, output before its function, and gradients; written with matrices."""
    f, slope = ACTIVATIONS[activation]
    inputs, sums = [X], []
    for W, b in layers:
        sums.append(inputs[-1] @ W.T + b)
        inputs.append(f(sums[-1]))
    z = sums[-1][:, 0]
    if task == "regression":
        loss, delta = np.mean((z - y) ** 2) / 2, z - y
    else:
        loss, delta = np.mean(np.logaddexp(0, z) - z * y), 1 / (1 + np.exp(-z)) - y
    delta = delta[:, None] / len(y)
    gradients = []
    for i in range(len(layers) - 1, -1, -1):
        gradients.insert(0, (delta.T @ inputs[i], delta.sum(axis=0)))
        if i:
            delta = (delta @ layers[i][0]) * slope(sums[i - 1])
    return loss, z, gradients


def penalised_step(W, gradient, rate, penalty, strength):
    stepped = W - rate * gradient
    if penalty == "L2":
        return stepped - rate * strength * W
    if penalty == "L1":
        return np.sign(stepped) * np.maximum(0, np.abs(stepped) - rate * strength)
    return stepped


@pytest.mark.parametrize("task", ["classification", "regression"])
@pytest.mark.parametrize("penalty", ["none", "L1", "L2"])
@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("hidden", [[], [3], [8, 8], [4, 1, 5]], ids=str)
def test_gradients_and_steps_are_those_of_numpy(modules, activation, penalty, task, hidden):
    rng = np.random.default_rng(len(hidden))
    sizes = [3, *hidden, 1]
    layers = [(rng.normal(size=(n, m)), rng.normal(size=n)) for m, n in itertools.pairwise(sizes)]
    X = rng.normal(size=(10, 3)) * 2
    y = rng.normal(size=10) if task == "regression" else rng.integers(0, 2, 10).astype(float)
    rate, strength = 0.3, 0.2
    found = modules.evaluate(
        """async ([layers, hidden, X, y, activation, penalty, task, rate, strength]) => {
            const { Network, exampleLoss } = await import("/nncourse-source/playground/page/network.js");
            const { Random } = await import("/nncourse-source/kit/random.js");
            const network = new Network(3, hidden, activation, task, new Random(1));
            network.layers.forEach((layer, l) => {
                layer.weights.set(layers[l][0].flat());
                layer.biases.set(layers[l][1]);
            });
            const columns = [0, 1, 2].map((i) => Float64Array.from(X, (row) => row[i]));
            const outputs = [...network.evaluate(columns).at(-1)[0]];
            const loss = outputs.reduce((sum, z, k) => sum + exampleLoss(task, z, y[k]), 0);
            const singles = X.map((row, k) => {
                const z = network.forward(row);
                network.backward(row, y[k]);
                return z;
            });
            const gradients = network.layers.map(({ weightGradients, biasGradients }) =>
                [weightGradients, biasGradients].map((sums) => [...sums].map((g) => g / X.length)));
            network.update(rate, X.length, penalty, strength);
            const after = network.layers.map((layer) => [[...layer.weights], [...layer.biases]]);
            return { loss: loss / X.length, outputs, singles, gradients, after };
        }""",
        [
            [[W.tolist(), b.tolist()] for W, b in layers],
            *(hidden, X.tolist(), y.tolist(), activation, penalty, task, rate, strength),
        ],
    )
    loss, z, gradients = numpy_network(layers, X, y, activation, task)
    close = {"rtol": 0, "atol": 1e-9}
    np.testing.assert_allclose(found["loss"], loss, **close)
    np.testing.assert_allclose(found["outputs"], z, **close)
    np.testing.assert_allclose(found["singles"], z, **close)
    for i, ((W, b), (dW, db)) in enumerate(zip(layers, gradients, strict=True)):
        np.testing.assert_allclose(found["gradients"][i][0], dW.ravel(), **close)
        np.testing.assert_allclose(found["gradients"][i][1], db, **close)
        expected = penalised_step(W, dW, rate, penalty, strength)
        np.testing.assert_allclose(found["after"][i][0], expected.ravel(), **close)
        np.testing.assert_allclose(found["after"][i][1], b - rate * db, **close)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_numpy_reference_is_the_slope_of_its_loss(activation):
    # What the page is held against is itself held against central differences.
    rng = np.random.default_rng(0)
    layers = [(rng.normal(size=(3, 2)), rng.normal(size=3)), (rng.normal(size=(1, 3)), np.ones(1))]
    X, y = rng.normal(size=(6, 2)), rng.integers(0, 2, 6).astype(float)
    _, _, gradients = numpy_network(layers, X, y, activation, "classification")
    for (W, b), (dW, db) in zip(layers, gradients, strict=True):
        for numbers, slopes in ((W, dW), (b, db)):
            for place in np.ndindex(numbers.shape):
                losses = []
                for step in (1e-6, -2e-6):
                    numbers[place] += step
                    losses.append(numpy_network(layers, X, y, activation, "classification")[0])
                numbers[place] += 1e-6
                assert (losses[0] - losses[1]) / 2e-6 == pytest.approx(slopes[place], abs=1e-7)
