// Colours and canvases: surfaces, points, the line where the decision changes.

import { DATA, RANGE } from "./data.js";
import { GRID } from "./session.js";

/** Orange for negative and class 0, blue for positive and class 1 (Okabe and Ito, 2008). */
export const PALETTES = {
  light: {
    negative: [213, 110, 0],
    middle: [247, 247, 245],
    positive: [0, 114, 178],
    ink: "#1b1b1b",
    halo: "#ffffff",
  },
  dark: {
    negative: [230, 145, 20],
    middle: [30, 32, 36],
    positive: [70, 165, 225],
    ink: "#f2f2f2",
    halo: "#16181b",
  },
};

const STEPS = 255;
const rgb = (colour) => `rgb(${colour.join(",")})`;

/** A palette with its table of 256 colours from -1 to 1, as little-endian RGBA. */
export function makePalette(theme) {
  const palette = PALETTES[theme];
  const table = new Uint32Array(STEPS + 1);
  for (let k = 0; k <= STEPS; k++) {
    const value = (2 * k) / STEPS - 1;
    const [r, g, b] = mix(palette, 0.78 * value);
    table[k] = (255 << 24) | (b << 16) | (g << 8) | r;
  }
  return { ...palette, table };
}

/**
 * See whether the page is light or dark, and write it on the root for the style sheet.
 *
 * Returns the palette of the pictures and the colours and font of the chart.
 */
export function readTheme(root) {
  const style = getComputedStyle(root);
  const [r, g, b] = getComputedStyle(root.parentElement)
    .color.match(/[\d.]+/g)
    .map(Number);
  // Light text means a dark page, whoever made it: JupyterLab, VS Code, a browser's dark mode.
  const theme = 0.3 * r + 0.59 * g + 0.11 * b > 128 ? "dark" : "light";
  if (root.dataset.theme !== theme) root.dataset.theme = theme;
  const value = (name) => style.getPropertyValue(name).trim();
  const colours = {
    font: style.fontFamily,
    text: value("--nnp-muted"),
    grid: value("--nnp-line"),
    train: value("--nnp-train"),
    test: value("--nnp-test"),
  };
  return { palette: makePalette(theme), colours };
}

function mix({ negative, middle, positive }, value) {
  const end = value < 0 ? negative : positive;
  const part = Math.min(1, Math.abs(value));
  return end.map((x, i) => Math.round(middle[i] + part * (x - middle[i])));
}

/** How a neuron's value becomes -1 to 1: `scale(value)`, by what the neuron computes. */
export const SCALES = {
  tanh: (v) => v,
  sigmoid: (v) => 2 * v - 1,
  relu: (v) => v,
  linear: (v) => v,
  // The last layer holds the output before its function; 2 sigmoid(z) - 1 = tanh(z / 2).
  classification: (v) => Math.tanh(v / 2),
  regression: (v) => v,
};

/** Paint one map of GRID x GRID values on a canvas of as many pixels. */
export class MapPainter {
  constructor(canvas) {
    canvas.width = canvas.height = GRID;
    this.context = canvas.getContext("2d");
    this.image = this.context.createImageData(GRID, GRID);
    this.pixels = new Uint32Array(this.image.data.buffer);
  }

  paint(values, scale, palette, discretise = false) {
    const { pixels } = this;
    const { table } = palette;
    for (let k = 0; k < values.length; k++) {
      let value = scale(values[k]);
      if (discretise) value = value > 0 ? 1 : -1;
      // A value that is not a number (training has overflowed) becomes the middle colour.
      const index = ((Math.min(1, Math.max(-1, value)) + 1) / 2) * STEPS;
      pixels[k] = table[index >= 0 ? Math.round(index) : 128];
    }
    this.context.putImageData(this.image, 0, 0);
  }
}

/** Give a canvas as many pixels as the screen has, for a width and height in CSS pixels. */
export function sharpContext(canvas, width, height = width) {
  const ratio = window.devicePixelRatio || 1;
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h];
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

const toCanvas = (value, size) => ((value + RANGE) / (2 * RANGE)) * size;

/**
 * Draw points: class 1 round, class 0 square, so that colour is not needed to tell them apart.
 * Test points are hollow.
 */
export function drawPoints(context, size, points, trainCount, { task, palette, radius, showTest }) {
  points.forEach(([x1, x2, target], k) => {
    const isTest = k >= trainCount;
    if (isTest && !showTest) return;
    const [x, y] = [toCanvas(x1, size), size - toCanvas(x2, size)];
    const value = task === "regression" ? target : 2 * target - 1;
    context.beginPath();
    if (value > 0) context.arc(x, y, radius, 0, 2 * Math.PI);
    else context.rect(x - 0.88 * radius, y - 0.88 * radius, 1.76 * radius, 1.76 * radius);
    const colour =
      task === "regression" ? mix(palette, 1.2 * value) : mix(palette, Math.sign(value));
    context.fillStyle = isTest ? palette.halo : rgb(colour);
    context.strokeStyle = isTest ? rgb(colour) : palette.halo;
    context.lineWidth = isTest ? 1.6 : 0.9;
    context.fill();
    context.stroke();
  });
}

/** A small picture of a data set, for its tile. */
export function drawThumbnail(canvas, name, points, palette, size) {
  const context = sharpContext(canvas, size);
  const options = { task: DATA[name].task, palette, radius: 1.7, showTest: true };
  drawPoints(context, size, points, points.length, options);
}

/**
 * Draw the line where a map is 0 (the decision boundary) by marching squares.
 *
 * Each square of four grid points is crossed on the sides whose ends differ in sign; the place is
 * interpolated. Two crossings make one piece of the line, four make two.
 */
export function drawBoundary(context, size, values, palette) {
  const step = size / (GRID - 1);
  context.beginPath();
  for (let row = 0; row < GRID - 1; row++) {
    for (let column = 0; column < GRID - 1; column++) {
      const k = row * GRID + column;
      const corners = [values[k], values[k + 1], values[k + GRID + 1], values[k + GRID]];
      const crossings = [];
      for (let side = 0; side < 4; side++) {
        const [a, b] = [corners[side], corners[(side + 1) % 4]];
        if (a > 0 === b > 0) continue;
        const part = a / (a - b);
        const [x, y] = [
          [part, 0],
          [1, part],
          [1 - part, 1],
          [0, 1 - part],
        ][side];
        crossings.push([(column + x) * step, (row + y) * step]);
      }
      for (let i = 0; i + 1 < crossings.length; i += 2) {
        context.moveTo(...crossings[i]);
        context.lineTo(...crossings[i + 1]);
      }
    }
  }
  context.lineJoin = context.lineCap = "round";
  context.strokeStyle = palette.halo;
  context.lineWidth = 4;
  context.stroke();
  context.strokeStyle = palette.ink;
  context.lineWidth = 1.8;
  context.stroke();
}
