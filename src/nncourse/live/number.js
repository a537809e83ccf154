// How numbers are written beside a figure; outputs.py writes them alike, and a test compares the two.

/**
 * Three digits, or as many as it takes to tell 0.99995 from 1.
 * @param {number} value
 * @param {number[]} open values that only a rounded output can reach
 */
export function number(value, open = []) {
  const write = (v) => String(v).replace(/-/g, "−");
  if (open.includes(value)) return `almost ${write(value)}`;
  for (let digits = 3; digits <= 8; digits++) {
    const rounded = Number(value.toPrecision(digits));
    if (!Number.isInteger(rounded) || Math.abs(rounded) >= 100 || Number.isInteger(value))
      return write(rounded);
  }
  return `almost ${write(Math.round(value))}`;
}
