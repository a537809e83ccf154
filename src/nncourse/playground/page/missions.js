// The missions: each has a start to set up and conditions that are measured, never believed. Title
// and text stand below a prediction, so they name a goal but not what brings it about.

import { DATA } from "./data.js";

const percent = (share) => `${Math.floor(1000 * share + 1e-9) / 10}\u00a0%`;

const dataIs = (name) => ({
  text: `Data: ${DATA[name].label.toLowerCase()}`,
  met: ({ settings }) => settings.data === name,
});

const only = (...names) => ({
  text: `Features: ${names.join(" and ").replaceAll("x1", "x₁").replaceAll("x2", "x₂")} only`,
  met: ({ settings }) => settings.features.every((name) => names.includes(name)),
});

const noHidden = {
  text: "No hidden layer",
  met: ({ settings }) => settings.hidden.length === 0,
};

const activationIs = (name) => ({
  text: `At least one hidden layer, activation ${name}`,
  met: ({ settings }) => settings.activation === name && settings.hidden.length > 0,
});

const epochs = (count) => ({
  text: `At least ${count} epochs`,
  // Numbers that have overflowed end the training; nothing is left to wait for.
  met: ({ epoch, diverged }) => epoch >= count || diverged,
  now: ({ epoch }) => `${epoch}`,
});

const trainShare = (least) => ({
  text: `Train share at least ${least}\u00a0%`,
  met: ({ settings }) => settings.train_share >= least,
});

const testAccuracy = (goal) => ({
  text: `Test accuracy at least ${100 * goal}\u00a0%`,
  met: ({ measures, task }) => task === "classification" && measures.test.score >= goal,
  now: ({ measures, task }) => (task === "classification" ? percent(measures.test.score) : "none"),
});

const start = {
  features: ["x1", "x2"],
  hidden: [],
  activation: "tanh",
  learning_rate: 0.03,
  regularisation: "none",
  regularisation_rate: 0,
  batch_size: 10,
  noise: 10,
  train_share: 50,
};

export const MISSIONS = [
  {
    id: "line",
    title: "Two clouds",
    text: "Separate the two clouds as well as you can, without any hidden layer.",
    setup: { ...start, data: "gauss" },
    conditions: [dataIs("gauss"), only("x1", "x2"), noHidden, testAccuracy(0.95)],
    done: "One neuron draws one straight line. These clouds need no more.",
  },
  {
    id: "linear",
    title: "Linear layers",
    text: "Give exclusive or a network with hidden layers and the linear activation. Train it, and watch the test accuracy.",
    setup: { ...start, data: "xor", noise: 0, hidden: [4, 2], activation: "linear" },
    conditions: [
      dataIs("xor"),
      only("x1", "x2"),
      activationIs("linear"),
      epochs(50),
      {
        text: "Test accuracy at most 60\u00a0%",
        met: ({ measures }) => measures.test.score <= 0.6,
        now: ({ measures }) => percent(measures.test.score),
      },
    ],
    done: "Linear layers in a row are one linear layer: still a straight line.",
  },
  {
    id: "bend",
    title: "One change",
    text: "The same data, the same two features. Now change one thing, and train again.",
    setup: { ...start, data: "xor", noise: 0, hidden: [4, 2], activation: "linear" },
    conditions: [dataIs("xor"), only("x1", "x2"), activationIs("tanh"), testAccuracy(0.95)],
    done: "A non-linear activation lets the layers bend the line.",
  },
  {
    id: "closed",
    title: "The smallest closed curve",
    text: "Enclose the inner circle with one hidden layer of as few neurons as you can.",
    setup: { ...start, data: "circles", hidden: [8] },
    conditions: [
      dataIs("circles"),
      only("x1", "x2"),
      {
        text: "One hidden layer of at most 3 neurons",
        met: ({ settings: { hidden } }) => hidden.length === 1 && hidden[0] <= 3,
        now: ({ settings: { hidden } }) => (hidden.length ? hidden.join(" and ") : "none"),
      },
      testAccuracy(0.95),
    ],
    done: "Three bent lines can close a curve. Two never can.",
  },
  {
    id: "features",
    title: "Features against neurons",
    text: "The same circle, but no hidden layer at all: choose other features instead.",
    setup: { ...start, data: "circles" },
    conditions: [dataIs("circles"), noHidden, testAccuracy(0.95)],
    done: "With squares as features the circle is a straight line in the new space.",
  },
  {
    id: "spiral",
    title: "Untangle the spiral",
    text: "Every control is yours: features, layers, neurons, learning rate.",
    setup: { ...start, data: "spiral", noise: 0 },
    conditions: [dataIs("spiral"), trainShare(10), testAccuracy(0.9)],
    done: "There is more than one way: more neurons, or better features.",
  },
  {
    id: "fast",
    title: "The longest step",
    text: "How large may the learning rate be? Make the training loss rise above where it began.",
    setup: { ...start, data: "circles", hidden: [4] },
    conditions: [
      epochs(20),
      {
        text: "Training loss above its value at epoch 0",
        met: ({ measures, history, diverged }) => diverged || measures.train.loss > history[0][0],
        now: ({ measures, history }) =>
          `${measures.train.loss.toFixed(2)}, began at ${history[0][0].toFixed(2)}`,
      },
    ],
    done: "Each step jumped over the valley instead of going down into it.",
  },
  {
    id: "heart",
    title: "Fifty points",
    text: "Give a large network few and noisy points, and watch its two loss curves.",
    setup: { ...start, data: "moons", noise: 40, train_share: 10, hidden: [8, 8] },
    conditions: [
      {
        text: "Test loss at least 3 times the training loss",
        met: ({ measures, epoch }) => epoch > 0 && measures.test.loss >= 3 * measures.train.loss,
        now: ({ measures }) => `${(measures.test.loss / measures.train.loss).toFixed(1)} times`,
      },
      {
        text: "Training accuracy at least 95\u00a0%",
        met: ({ measures, task }) => task === "classification" && measures.train.score >= 0.95,
        now: ({ measures, task }) =>
          task === "classification" ? percent(measures.train.score) : "none",
      },
    ],
    done: "This is overfitting. Lesson 3 shows how to see it and what helps.",
  },
];
