// The confusion matrix as a hundred people: who is counted in accuracy, recall, precision.

import { choice, grouped, html, status, svg, widget } from "../kit/kit.js";
import { part } from "../kit/part.js";

const CELLS = [
  { key: "tn", title: "correctly left alone", actual: "no" },
  { key: "fp", title: "false alarms", actual: "no" },
  { key: "fn", title: "missed", actual: "yes" },
  { key: "tp", title: "found", actual: "yes" },
];

/** For each measure: which cells are counted, out of which cells, and what that means. */
const MEASURES = {
  none: { words: "nothing yet" },
  accuracy: {
    words: "accuracy",
    counted: ["tn", "tp"],
    ground: ["tn", "fp", "fn", "tp"],
    of: "of all clients, so many got the right answer",
  },
  recall: {
    words: "recall",
    counted: ["tp"],
    ground: ["fn", "tp"],
    of: "of those who default, so many are found",
  },
  precision: {
    words: "precision",
    counted: ["tp"],
    ground: ["fp", "tp"],
    of: "of those who are flagged, so many do default",
  },
  specificity: {
    words: "specificity",
    counted: ["tn"],
    ground: ["tn", "fp"],
    of: "of those who pay, so many are left alone",
  },
};

/** A small figure; those who default have a square body, so that colour is not the only sign. */
function person(kind, x, y) {
  const body =
    kind === "yes"
      ? svg("path", { d: `M${x + 2} ${y + 10}h12v12h-12z` })
      : svg("path", { d: `M${x + 2} ${y + 22}v-6a6 6 0 0 1 12 0v6z` });
  return svg(
    "g",
    { class: `nn-person nn-${kind}` },
    svg("circle", { cx: x + 8, cy: y + 4.5, r: 4 }),
    body,
  );
}

function crowd(kind, count) {
  const across = 15;
  const rows = Math.max(2, Math.ceil(count / across));
  const picture = svg("svg", {
    class: "nn-crowd",
    viewBox: `0 0 ${across * 17} ${rows * 26}`,
    "aria-hidden": "true",
  });
  for (let i = 0; i < count; i++)
    picture.append(person(kind, (i % across) * 17, Math.floor(i / across) * 26));
  return picture;
}

function render({ model, el }) {
  const models = model.get("models");
  let shown = 0;
  let measure = "none";
  const fraction = html("p", { class: "nn-fraction" });
  const said = status();
  const blocks = CELLS.map(({ key, title, actual }, i) => {
    const heading = html("h5");
    const inside = html("div");
    return {
      key,
      title,
      actual,
      i,
      heading,
      inside,
      node: html("div", { class: "nn-cell" }, heading, inside),
    };
  });
  const matrix = html(
    "div",
    { class: "nn-matrix" },
    html("span"),
    html("span", { class: "nn-head" }, 'model says "pays"'),
    html("span", { class: "nn-head" }, 'model says "defaults"'),
    html("span", { class: "nn-side" }, "really pays"),
    blocks[0].node,
    blocks[1].node,
    html("span", { class: "nn-side" }, "really defaults"),
    blocks[2].node,
    blocks[3].node,
  );
  const root = widget(
    "The confusion matrix as a hundred people",
    choice({
      label: "Model:",
      options: models.map((m, i) => [i, m.name]),
      value: 0,
      change: (i) => {
        shown = i;
        draw();
      },
    }).node,
    choice({
      label: "Count:",
      options: Object.entries(MEASURES).map(([key, m]) => [key, m.words]),
      value: measure,
      change: (key) => {
        measure = key;
        draw();
      },
    }).node,
    html(
      "div",
      { class: "nn-row" },
      matrix,
      html("div", { class: "nn-grow nn-stack" }, fraction, said),
    ),
  );

  function draw() {
    const { name, counts, people } = models[shown];
    const { words, counted = [], ground = [], of } = MEASURES[measure];
    for (const block of blocks) {
      block.heading.textContent = `${people[block.key]} ${block.title}`;
      block.inside.replaceChildren(crowd(block.actual, people[block.key]));
      const isCounted = counted.includes(block.key);
      const isGround = ground.includes(block.key);
      block.node.classList.toggle("nn-counted", isCounted);
      block.node.classList.toggle("nn-ground", isGround && !isCounted);
      for (const figure of block.inside.querySelectorAll(".nn-person")) {
        figure.classList.toggle("nn-out", measure !== "none" && !isGround);
      }
    }
    const sum = (keys, from) => keys.reduce((total, key) => total + from[key], 0);
    const cells = CELLS.map(({ key, title }) => `${people[key]} ${title}`).join(", ");
    if (measure === "none") {
      fraction.textContent = "";
      said.textContent = `${name}: of 100 clients, ${cells}. Choose what to count.`;
      return;
    }
    const whole = sum(ground, counts);
    if (!whole) {
      fraction.textContent = `${words} = 0 / 0`;
      said.textContent = `${name}: ${words} is not defined: nobody is flagged, so there is nothing to be right about.`;
      return;
    }
    fraction.textContent = `${words} = ${sum(counted, people)} / ${sum(ground, people)} people`;
    said.textContent =
      `${name}: ${words} ${(sum(counted, counts) / whole).toFixed(3)}, exactly ${grouped(sum(counted, counts))} of ` +
      `${grouped(whole)} clients: ${of}. Solid frame: counted; dashed frame: the rest of those it is counted out of.`;
  }

  draw();
  el.append(root);
}

export default part(render);
