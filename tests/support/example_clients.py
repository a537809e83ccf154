"""Made-up clients for the widgets: what happened, and what a model says."""

import numpy as np


def clients(n=500, seed=1):
    """Make truths and probabilities that know something of them."""
    random = np.random.default_rng(seed)
    truth = (random.random(n) < 0.25).astype(int)
    return truth, np.clip(random.normal(0.3 + 0.3 * truth, 0.2), 0, 1).astype("f4")
