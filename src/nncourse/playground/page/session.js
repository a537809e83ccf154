// One training session: settings, data, network and history, without any picture.

import { DATA, FEATURES, RANGE, featureColumns, makeData } from "./data.js";
import { Network, exampleLoss } from "./network.js";
import { Random } from "../../kit/random.js";

/** Points along each side of the surface. */
export const GRID = 50;

const NEW_DATA = ["data", "noise", "train_share", "seed"];
const NEW_NETWORK = ["features", "hidden", "activation"];

/** The surface's points, row by row from the top left corner. */
const GRID_POINTS = Array.from({ length: GRID * GRID }, (_, k) => [
  RANGE * ((2 * (k % GRID)) / (GRID - 1) - 1),
  RANGE * (1 - (2 * Math.floor(k / GRID)) / (GRID - 1)),
]);

export class Session {
  constructor(settings) {
    this.settings = { ...settings };
    this.makeData();
  }

  get task() {
    return DATA[this.settings.data].task;
  }

  /** The settings' features in their fixed order, whatever the order they were chosen in. */
  get features() {
    return Object.keys(FEATURES).filter((name) => this.settings.features.includes(name));
  }

  /** Take new settings; start again where the old data or network no longer fit. */
  change(values) {
    Object.assign(this.settings, values);
    const names = Object.keys(values);
    if (names.some((name) => NEW_DATA.includes(name))) this.makeData();
    else if (names.some((name) => NEW_NETWORK.includes(name))) this.reset();
  }

  makeData() {
    const { data, noise, seed, train_share } = this.settings;
    this.points = makeData(data, noise, seed);
    this.trainCount = Math.round((this.points.length * train_share) / 100);
    this.reset();
  }

  /** New weights from the seed; the data stay. */
  reset() {
    const { seed, hidden, activation } = this.settings;
    // Another stream than the data's, so that weights and data are not related.
    this.random = new Random(seed + 0x9e3779b9);
    this.network = new Network(this.features.length, hidden, activation, this.task, this.random);
    this.columns = featureColumns(this.features, this.points);
    this.rows = this.points.map((_, k) => Float64Array.from(this.columns, (column) => column[k]));
    this.order = Array.from({ length: this.trainCount }, (_, k) => k);
    this.gridColumns = featureColumns(this.features, GRID_POINTS);
    this.maps = undefined;
    this.outputs = undefined;
    this.epoch = 0;
    this.diverged = false;
    this.history = [];
    this.measure();
  }

  /** Train on every training example once, in a new order, batch by batch. */
  train() {
    const { network, points, rows, order, settings } = this;
    const { learning_rate, batch_size, regularisation, regularisation_rate } = settings;
    this.random.shuffle(order);
    for (let start = 0; start < order.length; start += batch_size) {
      const batch = order.slice(start, start + batch_size);
      for (const k of batch) {
        network.forward(rows[k]);
        network.backward(rows[k], points[k][2]);
      }
      network.update(learning_rate, batch.length, regularisation, regularisation_rate);
    }
    this.epoch += 1;
    this.diverged = !network.isFinite();
    this.measure();
  }

  /** Loss and score (accuracy, or R squared for regression) of both parts, into the history. */
  measure() {
    this.outputs = this.network.evaluate(this.columns, this.outputs);
    this.measures = {
      epoch: this.epoch,
      train: this.measurePart(0, this.trainCount),
      test: this.measurePart(this.trainCount, this.points.length),
    };
    // A weight edited by hand is measured again in the same epoch.
    this.history[this.epoch] = [this.measures.train.loss, this.measures.test.loss];
  }

  measurePart(start, end) {
    const outputs = this.outputs.at(-1)[0];
    const count = end - start;
    let loss = 0;
    let hits = 0;
    let sum = 0;
    let squares = 0;
    for (let k = start; k < end; k++) {
      const target = this.points[k][2];
      loss += exampleLoss(this.task, outputs[k], target);
      hits += outputs[k] > 0 === target > 0.5 ? 1 : 0;
      sum += target;
      squares += target * target;
    }
    // R squared = 1 - residual sum of squares / total sum of squares; the loss is half a square.
    const score =
      this.task === "regression" ? 1 - (2 * loss) / (squares - sum ** 2 / count) : hits / count;
    return { loss: loss / count, score };
  }

  /** A feature's value on the grid, chosen or not. */
  featureMap(name) {
    return featureColumns([name], GRID_POINTS)[0];
  }

  /** Every neuron's value on the grid: one list per layer, the output before its function. */
  surface() {
    this.maps = this.network.evaluate(this.gridColumns, this.maps);
    return this.maps;
  }
}
