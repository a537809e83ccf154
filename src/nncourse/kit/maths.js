// Formulas that more than one widget needs, written so that no power of e overflows.

/**
 * The logistic function 1 / (1 + exp(-z)).
 * @param {number} z
 */
export function sigmoid(z) {
  const small = Math.exp(-Math.abs(z));
  return (z >= 0 ? 1 : small) / (1 + small);
}

/**
 * Log loss (cross-entropy) of one example: minus the log of the probability that was given to
 * what happened.
 * @param {number} z the output before the sigmoid
 * @param {number} target 0 or 1
 */
export function logLoss(z, target) {
  return Math.max(z, 0) - z * target + Math.log1p(Math.exp(-Math.abs(z)));
}
