// The data sets and the features. ../data.py holds the same formulas for Python; a test
// holds the two against each other.

import { Random } from "../../kit/random.js";

/** The plane that is shown and learned reaches from -RANGE to RANGE on both axes. */
export const RANGE = 6;

const onCircle = (radius, angle) => [radius * Math.cos(angle), radius * Math.sin(angle)];

/**
 * Each data set: its name for people, what is learned, and how one point is drawn.
 *
 * `point(random, kind, share)` gets the class that is wanted (0 or 1, in turn) and the share of
 * the class's points that came before, in [0, 1). It returns [x1, x2, target].
 */
export const DATA = {
  gauss: {
    label: "Two clouds",
    task: "classification",
    point(random, kind) {
      const centre = kind ? 2 : -2;
      return [centre + random.normal(), centre + random.normal(), kind];
    },
  },
  xor: {
    label: "Exclusive or",
    task: "classification",
    point(random) {
      // A gap of 0.6 along the axes keeps the classes apart.
      const spaced = () => {
        const value = random.uniform(-5, 5);
        return value + (value > 0 ? 0.3 : -0.3);
      };
      const x1 = spaced();
      const x2 = spaced();
      return [x1, x2, x1 * x2 >= 0 ? 1 : 0];
    },
  },
  circles: {
    label: "Circle in a ring",
    task: "classification",
    point(random, kind) {
      const radius = kind ? random.uniform(0, 2.5) : random.uniform(3.5, 5);
      return [...onCircle(radius, random.uniform(0, 2 * Math.PI)), kind];
    },
  },
  moons: {
    label: "Two moons",
    task: "classification",
    point(random, kind) {
      const [x1, x2] = onCircle(3, random.uniform(0, Math.PI));
      return kind ? [1.5 - x1, 0.75 - x2, 1] : [x1 - 1.5, x2 - 0.75, 0];
    },
  },
  spiral: {
    label: "Spiral",
    task: "classification",
    point(_, kind, share) {
      // 1.75 turns; the second arm is the first one turned by half a circle.
      return [...onCircle(5 * share, (3.5 * share + kind) * Math.PI), kind];
    },
  },
  plane: {
    label: "Tilted plane",
    task: "regression",
    point(random) {
      const x1 = random.uniform(-RANGE, RANGE);
      const x2 = random.uniform(-RANGE, RANGE);
      return [x1, x2, (x1 + x2) / 10];
    },
  },
  hills: {
    label: "Hills and hollows",
    task: "regression",
    point(random) {
      const x1 = random.uniform(-RANGE, RANGE);
      const x2 = random.uniform(-RANGE, RANGE);
      let target = 0;
      for (const a of [-3, 3]) {
        for (const b of [-3, 3]) {
          target += Math.sign(a * b) * Math.exp(-((x1 - a) ** 2 + (x2 - b) ** 2) / 4);
        }
      }
      return [x1, x2, target];
    },
  },
};

/** What may be fed in: each feature's formula and its label for people. */
export const FEATURES = {
  x1: { label: "x₁", formula: (x1) => x1 },
  x2: { label: "x₂", formula: (_, x2) => x2 },
  "x1^2": { label: "x₁²", formula: (x1) => x1 * x1 },
  "x2^2": { label: "x₂²", formula: (_, x2) => x2 * x2 },
  "x1*x2": { label: "x₁x₂", formula: (x1, x2) => x1 * x2 },
  "sin x1": { label: "sin x₁", formula: (x1) => Math.sin(x1) },
  "sin x2": { label: "sin x₂", formula: (_, x2) => Math.sin(x2) },
};

/**
 * Draw a data set.
 *
 * Noise in per cent moves a point of a classification set by a normal step of 0.03 x noise on
 * each axis, and the target of a regression set by 0.01 x noise. The random numbers do not
 * depend on the noise, so that its slider moves the same points.
 */
export function makeData(name, noise, seed, count = 500) {
  const random = new Random(seed);
  const { point, task } = DATA[name];
  const points = [];
  for (let i = 0; i < count; i++) {
    const [x1, x2, target] = point(random, i % 2, Math.floor(i / 2) / (count / 2));
    const [a, b] = [random.normal(), random.normal()];
    if (task === "regression") {
      points.push([x1, x2, target + 0.01 * noise * a]);
    } else {
      points.push([x1 + 0.03 * noise * a, x2 + 0.03 * noise * b, target]);
    }
  }
  return random.shuffle(points);
}

/** Compute the chosen features of points, one Float64Array a feature. */
export function featureColumns(names, points) {
  return names.map((name) => {
    const { formula } = FEATURES[name];
    return Float64Array.from(points, (point) => formula(point[0], point[1]));
  });
}
