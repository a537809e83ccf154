// Early stopping: when a run ends because its held-out loss no longer falls.

/** Where early stopping ends a run: {best, stop}, epochs from 1; stop is null if it never does. */
export function earlyStop(losses, patience) {
  let best = 0;
  for (let i = 1; i < losses.length; i++) {
    if (losses[i] < losses[best]) best = i;
    else if (patience > 0 && i - best >= patience) return { best: best + 1, stop: i + 1 };
  }
  return { best: best + 1, stop: null };
}
