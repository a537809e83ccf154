"""The six activation functions, each stable for every number.

All but softmax work on each number by itself, so that the result has the shape of `z`.

References
----------
.. [1] I. Goodfellow, Y. Bengio, A. Courville, *Deep Learning*, MIT Press, 2016, chapter 6.
.. [2] Y. LeCun, L. Bottou, G. Orr, K.-R. Müller, "Efficient BackProp", in *Neural Networks:
   Tricks of the Trade*, Springer, 1998.
.. [3] V. Nair, G. Hinton, "Rectified linear units improve restricted Boltzmann machines",
   ICML 2010.
.. [4] W. McCulloch, W. Pitts, "A logical calculus of the ideas immanent in nervous activity",
   Bulletin of Mathematical Biophysics 5, 1943.
.. [5] J. Bridle, "Probabilistic interpretation of feedforward classification network outputs", in
   *Neurocomputing*, Springer, 1990.
.. [6] P. Blanchard, D. Higham, N. Higham, "Accurately computing the log-sum-exp and softmax
   functions", IMA Journal of Numerical Analysis 41, 2021.
"""

import numpy as np


def sigmoid(z):
    """Squash every number into the open interval from 0 to 1: ``1 / (1 + exp(-z))``.

    The power of e is only ever taken of a negative number, so nothing overflows: the textbook form
    ``exp(z) / (1 + exp(z))`` is nan at z = 710 and above.

    Parameters
    ----------
    z : array_like
        Any shape.

    Returns
    -------
    numpy.ndarray or float
        The shape of `z`. Values above z = 36.8 round to exactly 1.

    Notes
    -----
    Goodfellow, Bengio and Courville 2016 [1]_, section 6.2.2.2.

    Examples
    --------
    >>> print(sigmoid([-1000, 0, 1000]))
    [0.  0.5 1. ]
    """
    z = np.asarray(z, dtype=float)
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, small) / (1.0 + small)


def tanh(z):
    """Squash every number into the open interval from -1 to 1: the hyperbolic tangent.

    ``tanh(z) = sinh(z) / cosh(z) = 2 sigmoid(2 z) - 1``. The quotient is nan at z = 711 and above; numpy's
    tanh, used here, is not.

    Parameters
    ----------
    z : array_like
        Any shape.

    Returns
    -------
    numpy.ndarray or float
        The shape of `z`. Values beyond z = ±19.1 round to exactly ±1.

    Notes
    -----
    For hidden layers see LeCun and others 1998 [2]_, section 4.4.

    Examples
    --------
    >>> print(tanh([-1000, 0, 1000]))
    [-1.  0.  1.]
    """
    return np.tanh(np.asarray(z, dtype=float))


def relu(z):
    """Keep positive numbers and replace negative ones by 0: ``max(0, z)``, the rectified linear unit.

    Parameters
    ----------
    z : array_like
        Any shape.

    Returns
    -------
    numpy.ndarray or float
        The shape of `z`.

    Notes
    -----
    Nair and Hinton 2010 [3]_; Goodfellow, Bengio and Courville 2016 [1]_, section 6.3.1.

    Examples
    --------
    >>> print(relu([-2, 0, 3]))
    [0. 0. 3.]
    """
    return np.maximum(0.0, np.asarray(z, dtype=float))


def threshold(z):
    """Give 1 where z >= 0, else 0: the step of the first artificial neurons.

    It is also what a decision does: ``threshold(p - t)`` is 1 where a probability p reaches t.

    Parameters
    ----------
    z : array_like
        Any shape.

    Returns
    -------
    numpy.ndarray or float
        The shape of `z`.

    Notes
    -----
    McCulloch and Pitts 1943 [4]_.

    Examples
    --------
    >>> print(threshold([-2, 0, 3]))
    [0. 1. 1.]
    """
    return np.heaviside(np.asarray(z, dtype=float), 1.0)


def softmax(z, axis=-1):
    """Turn a vector of scores (logits) into probabilities: ``exp(z_i) / sum_j exp(z_j)``.

    The largest score is subtracted first. That changes nothing, because softmax only sees
    differences, and no power of e overflows (Blanchard, Higham and Higham 2021 [6]_).

    Parameters
    ----------
    z : array_like
        Scores, at least one-dimensional.
    axis : int
        The axis of the classes: the results sum to 1 along it. A batch with one row for each
        observation has its classes in the last axis.

    Returns
    -------
    numpy.ndarray
        The shape of `z`.

    Raises
    ------
    ValueError
        If `z` is a single number: there is nothing to compare it with.

    Notes
    -----
    Bridle 1990 [5]_; Goodfellow, Bengio and Courville 2016 [1]_, section 6.2.2.3.

    Examples
    --------
    >>> print(softmax([1000, 1000, 1000 + np.log(2)]).round(2))
    [0.25 0.25 0.5 ]
    """
    z = np.asarray(z, dtype=float)
    if z.ndim == 0 or z.shape[axis] == 0:
        raise ValueError("softmax needs a vector with one score for each class, such as [2, 1, 0].")
    powers = np.exp(z - z.max(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)


def linear(z):
    """Pass every number through unchanged: ``f(z) = z``, also called the identity.

    Parameters
    ----------
    z : array_like
        Any shape.

    Returns
    -------
    numpy.ndarray or float
        The shape of `z`, a copy.

    Notes
    -----
    Goodfellow, Bengio and Courville 2016 [1]_, section 6.2.2.1.

    Examples
    --------
    >>> print(linear([-2, 0, 3]))
    [-2.  0.  3.]
    """
    return np.array(z, dtype=float)[()]
