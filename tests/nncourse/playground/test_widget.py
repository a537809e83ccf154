"""The playground's Python side: settings, data, and scikit-learn on the same problem."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib import pyplot as plt

from nncourse.playground import MISSIONS, Playground, playground
from nncourse.playground import data as sets
from tests.support.package_page import PACKAGE

CLASSES = ["gauss", "xor", "circles", "moons", "spiral"]


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"layers": [4]}, "layers"),
        ({"result": {}}, "result"),
        ({"data": "rings"}, "data"),
        ({"hidden": [9]}, "hidden"),
        ({"hidden": [4] * 7}, "hidden"),
        ({"features": []}, "features"),
        ({"features": ["x3"]}, "features"),
        ({"noise": 80}, "noise"),
        ({"activation": "softmax"}, "activation"),
        ({"missions": ["win"]}, "missions"),
    ],
)
def test_a_wrong_setting_is_named(wrong, word):
    with pytest.raises(ValueError, match=word):
        playground(**wrong)


def test_settings_are_traits():
    pg = playground(data="xor", hidden=[4, 2], learning_rate=0.1, missions="all")
    assert (pg.data, pg.hidden, pg.learning_rate) == ("xor", [4, 2], 0.1)
    assert pg.missions == list(MISSIONS)
    synced = pg.get_state()
    assert synced["hidden"] == [4, 2]


@settings(deadline=None, max_examples=50)  # timing never decides a test
@given(
    st.sampled_from(sorted(sets.TASKS)),
    st.integers(0, 999_999),
    st.floats(0, 50),
)
def test_data_sets(name, seed, noise):
    X, y = sets.points(name, noise, seed)
    assert X.shape == (500, 2)
    assert y.shape == (500,)
    assert np.isfinite(X).all()
    again, _ = sets.points(name, noise, seed)
    assert (again == X).all()
    clean, target = sets.points(name, 0, seed)
    assert np.abs(clean).max() < 8
    if sets.TASKS[name] == "regression":
        assert (clean == X).all()
        assert np.abs(target).max() <= 1.21
    else:
        assert (y == target).all()
        assert set(y) == {0, 1}
        if name != "xor":
            assert y.sum() == 250
        # Noise is a normal step of 0.03 noise: six of them are out of reach for 1,000 numbers.
        assert np.abs(X - clean).max() <= 0.03 * noise * 6 + 1e-12  # what adding rounds off


@pytest.mark.parametrize("share", [10, 50, 90])
def test_split_follows_the_train_share(share):
    X_train, X_test, y_train, y_test = playground(
        train_share=share, features=["x2", "x1*x2"]
    ).split()
    assert len(y_train) == 5 * share
    assert len(y_test) == 500 - 5 * share
    X, y = sets.points("gauss")
    np.testing.assert_array_equal(np.vstack([X_train, X_test])[:, 0], X[:, 1])
    np.testing.assert_array_equal(np.vstack([X_train, X_test])[:, 1], X[:, 0] * X[:, 1])
    np.testing.assert_array_equal(np.concatenate([y_train, y_test]), y)


def test_features_keep_their_fixed_order():
    one = playground(features=["x1", "sin x1"]).split()[0]
    two = playground(features=["sin x1", "x1"]).split()[0]
    np.testing.assert_array_equal(one, two)


@pytest.mark.slow
@pytest.mark.parametrize("data", CLASSES)
def test_scikit_learn_learns_the_same_problem(data):
    names = list(sets.FEATURES)
    pg = playground(data=data, hidden=[8, 8], noise=0, features=names)
    X_train, X_test, y_train, y_test = pg.split()
    model = pg.model()
    for _ in range(150):
        model.partial_fit(X_train, y_train, classes=[0, 1])
    assert model.score(X_test, y_test) > 0.9


@pytest.mark.parametrize("data", ["plane", "hills"])
def test_regression_in_scikit_learn(data):
    pg = playground(data=data, hidden=[8], learning_rate=0.1)
    X_train, X_test, y_train, y_test = pg.split()
    model = pg.model()
    for _ in range(150):
        model.partial_fit(X_train, y_train)
    assert model.score(X_test, y_test) > 0.75


def test_without_a_hidden_layer_it_is_logistic_regression():
    pg = playground(data="gauss", hidden=[])
    X_train, _, y_train, _ = pg.split()
    model = pg.model().partial_fit(X_train, y_train, classes=[0, 1])
    assert [w.shape for w in model.coefs_] == [(2, 1)]


def test_alpha_is_the_penalty_of_the_page():
    # A rate of 0.3 must shrink each weight by 0.3 x learning rate a step, whatever the batch.
    def one_step(rate):
        pg = playground(regularisation="L2", regularisation_rate=rate, batch_size=25, hidden=[3])
        X, _, y, _ = pg.split()
        return pg.model().partial_fit(X[:25], y[:25], classes=[0, 1])

    rng = np.random.RandomState(1)
    bounds = [np.sqrt(6 / 5), np.sqrt(6 / 4)]
    starts = []
    for bound, shape in zip(bounds, [(2, 3), (3, 1)], strict=True):
        starts.append(rng.uniform(-bound, bound, shape))
        rng.uniform(-bound, bound, shape[1])  # the biases come in between
    with_penalty, without = one_step(0.3), one_step(0)
    for start, w, free in zip(starts, with_penalty.coefs_, without.coefs_, strict=True):
        np.testing.assert_allclose(w - free, -0.03 * 0.3 * start, atol=1e-12)


def test_l1_says_that_scikit_learn_has_none():
    with pytest.raises(ValueError, match="no L1"):
        playground(regularisation="L1", regularisation_rate=0.01).model()


@pytest.mark.parametrize("data", ["moons", "hills"])
def test_the_surface_shows_what_the_model_answers(data):
    pg = playground(data=data, hidden=[8], learning_rate=0.1)
    X_train, _, y_train, _ = pg.split()
    classes = {"classes": [0, 1]} if data == "moons" else {}
    model = pg.model()
    for _ in range(30):
        model.partial_fit(X_train, y_train, **classes)
    figure = pg.plot_surface(model)
    ax, bar = figure.axes
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("x1", "x2")
    assert ax.get_xlim() == (-6, 6)
    assert bar.get_ylabel() == ("probability of class 1" if data == "moons" else "output")
    drawn = sum(len(collection.get_offsets()) for collection in ax.collections[-2:])
    assert drawn == len(y_train)
    plt.close(figure)


def test_missions_have_the_same_names_here_and_in_the_page():
    text = (PACKAGE / "playground" / "page" / "missions.js").read_text(encoding="utf-8")
    assert tuple(re.findall(r'^    id: "(\w+)"', text, re.MULTILINE)) == MISSIONS


def test_the_page_asks_for_nothing_from_elsewhere():
    text = f"{Playground._esm}{Playground._css}"
    addresses = set(re.findall(r"https?://[^\s\"')]+", text))
    assert addresses == {"http://www.w3.org/2000/svg"}  # a name, not an address
    assert "url(" not in text
    assert not re.search(r"\b(eval|Function|fetch|XMLHttpRequest|innerHTML)\b\s*[(=]", text)


def test_every_trait_of_the_settings_is_explained():
    text = playground.__doc__
    hidden = {"done", "result", "weights"}
    for name in set(Playground.class_own_traits()) - hidden:
        if not name.startswith("_"):
            assert re.search(rf"^    .*\b{name}\b.* : ", text, re.MULTILINE), name
