// Repeatable random numbers: the same seed gives the same numbers in the page and in Python.

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, uniform numbers in [0, 1). */
export class Random {
  /** @param {number} seed a whole number */
  constructor(seed) {
    this.state = seed >>> 0;
  }

  /** A number in [low, high). */
  uniform(low = 0, high = 1) {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return low + ((high - low) * ((t ^ (t >>> 14)) >>> 0)) / 4294967296;
  }

  /** A standard normal number by the Box-Muller transform; always takes two uniform numbers. */
  normal() {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }

  /**
   * Shuffle an array in place (Fisher-Yates).
   * @template {{ length: number, [index: number]: any }} T
   * @param {T} array
   * @returns {T}
   */
  shuffle(array) {
    for (let i = array.length - 1; i > 0; i--) {
      const j = Math.floor(this.uniform(0, i + 1));
      [array[i], array[j]] = [array[j], array[i]];
    }
    return array;
  }
}
