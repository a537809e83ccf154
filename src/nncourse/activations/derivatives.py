"""The derivatives of the six activation functions: what gradient descent multiplies.

References
----------
.. [1] I. Goodfellow, Y. Bengio, A. Courville, *Deep Learning*, MIT Press, 2016, chapter 6.
"""

import numpy as np

from nncourse.activations.functions import softmax


def sigmoid_derivative(z):
    """Give the slope of the sigmoid, ``sigmoid(z) (1 - sigmoid(z))``: at most 1/4, at z = 0.

    Computed as ``e / (1 + e)**2`` with ``e = exp(-|z|)``, which stays exact in both tails.

    Parameters
    ----------
    z : array_like
        Any shape.

    Returns
    -------
    numpy.ndarray or float
        The shape of `z`.

    Examples
    --------
    >>> float(sigmoid_derivative(0))
    0.25
    """
    small = np.exp(-np.abs(np.asarray(z, dtype=float)))
    return small / (1.0 + small) ** 2


def tanh_derivative(z):
    """Give the slope of tanh, ``1 - tanh(z)**2``: at most 1, at z = 0.

    Computed as four times the slope of the sigmoid at ``2 z``, which stays exact in both tails.

    Parameters
    ----------
    z : array_like
        Any shape.

    Returns
    -------
    numpy.ndarray or float
        The shape of `z`.

    Examples
    --------
    >>> float(tanh_derivative(0))
    1.0
    """
    return 4.0 * sigmoid_derivative(2.0 * np.asarray(z, dtype=float))


def relu_derivative(z):
    """Give the slope of ReLU: 1 where z > 0, else 0.

    At z = 0 the function has a corner and no slope; 0 is the usual choice ([1]_, section 6.3).

    Parameters
    ----------
    z : array_like
        Any shape.

    Returns
    -------
    numpy.ndarray or float
        The shape of `z`.

    Examples
    --------
    >>> print(relu_derivative([-2, 0, 3]))
    [0. 0. 1.]
    """
    return np.heaviside(np.asarray(z, dtype=float), 0.0)


def threshold_derivative(z):
    """Give the slope of the threshold: 0 everywhere but at the jump, so that nothing can be learned.

    At z = 0 there is no slope; 0 is given there too.

    Parameters
    ----------
    z : array_like
        Any shape.

    Returns
    -------
    numpy.ndarray or float
        Zeros in the shape of `z`; nan stays nan.
    """
    z = np.asarray(z, dtype=float)
    return np.where(np.isnan(z), z, 0.0)[()]


def softmax_derivative(z):
    """Give the Jacobian of softmax: ``J[i, j] = p_i (1 if i = j else 0) - p_i p_j``.

    Parameters
    ----------
    z : array_like
        Scores, classes in the last axis, shape (..., n).

    Returns
    -------
    numpy.ndarray
        Shape (..., n, n): how output i answers to score j. Each row sums to 0.

    Examples
    --------
    >>> print(softmax_derivative([0, 0]))
    [[ 0.25 -0.25]
     [-0.25  0.25]]
    """
    p = softmax(z)
    return p[..., :, None] * (np.eye(p.shape[-1]) - p[..., None, :])


def linear_derivative(z):
    """Give the slope of the linear function: 1 everywhere.

    Parameters
    ----------
    z : array_like
        Any shape.

    Returns
    -------
    numpy.ndarray or float
        Ones in the shape of `z`; nan stays nan.
    """
    z = np.asarray(z, dtype=float)
    return np.where(np.isnan(z), z, 1.0)[()]
