"""The six activation functions of the course: stable formulas, slopes, exact ranges, usual places.

Each is a plain function of numpy arrays; `ACTIVATIONS` says what is known about it. A neuron first
adds up its inputs, ``z = w·x + b``, and then applies one of these to ``z``. All but softmax work on
each number by itself, so that the result has the shape of `z`.

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

import math

import numpy as np

from nncourse.activation_facts import Activation, Range


def sigmoid(z):
    """Squash every number into the open interval from 0 to 1: ``1 / (1 + exp(-z))``.

    The power of e is only ever taken of a negative number, so nothing overflows: the textbook form
    ``exp(z) / (1 + exp(z))`` is nan from z = 710 on.

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


def tanh(z):
    """Squash every number into the open interval from -1 to 1: the hyperbolic tangent.

    ``tanh(z) = sinh(z) / cosh(z) = 2 sigmoid(2 z) - 1``. The quotient is nan from z = 711 on; numpy's
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


#: All six, by name.
ACTIVATIONS = {
    about.name: about
    for about in (
        Activation(
            sigmoid,
            sigmoid_derivative,
            formula="1 / (1 + exp(−z))",
            range=Range(0, 1),
            zero_centred=False,
            largest_slope=0.25,
            hidden="rarely; gates of recurrent networks",
            output="probability of one class (yes or no)",
        ),
        Activation(
            tanh,
            tanh_derivative,
            formula="sinh(z) / cosh(z)",
            range=Range(-1, 1),
            zero_centred=True,
            largest_slope=1.0,
            hidden="small and recurrent networks",
            output="targets between −1 and 1",
        ),
        Activation(
            relu,
            relu_derivative,
            formula="max(0, z)",
            range=Range(0, math.inf, low_closed=True),
            zero_centred=False,
            largest_slope=1.0,
            hidden="the usual first choice",
            output="rarely; amounts that cannot be negative",
        ),
        Activation(
            threshold,
            threshold_derivative,
            formula="1 if z ≥ 0, else 0",
            range=Range(0, 1, low_closed=True, high_closed=True, values=(0, 1)),
            zero_centred=False,
            largest_slope=math.inf,
            hidden="never with gradient descent: its slope is 0",
            output="the decision, after training",
        ),
        Activation(
            softmax,
            softmax_derivative,
            formula="exp(zᵢ) / Σⱼ exp(zⱼ)",
            range=Range(0, 1),
            zero_centred=False,
            largest_slope=0.25,
            hidden="rarely; attention",
            output="probabilities of several classes",
        ),
        Activation(
            linear,
            linear_derivative,
            formula="z",
            range=Range(-math.inf, math.inf),
            zero_centred=True,
            largest_slope=1.0,
            hidden="never alone: linear layers collapse into one",
            output="regression",
        ),
    )
}
