// SMOTE by hand, in two dimensions: choose a client, see its neighbours, slide along the line.

import { axes, mark } from "../kit/chart.js";
import { button, html, save, slider, status, svg, tick, widget } from "../kit/kit.js";
import { part } from "../kit/part.js";
import { Random } from "../kit/random.js";

/** The k nearest of `points` to points[from], itself left out, by straight-line distance. */
export function neighbours(points, from, k) {
  return points
    .map(([a, b], i) => ({ i, d: Math.hypot(a - points[from][0], b - points[from][1]) }))
    .filter(({ i }) => i !== from)
    .sort((p, q) => p.d - q.d || p.i - q.i)
    .slice(0, k)
    .map(({ i }) => i);
}

/** SMOTE's formula: a point on the way from `a` to `b`; lambda 0 is a, 1 is b. */
export function between(a, b, lambda) {
  return a.map((value, axis) => value + lambda * (b[axis] - value));
}

const SIZE = { width: 560, height: 440, left: 52, top: 14, right: 14, bottom: 46 };

function render({ model, el }) {
  const majority = model.get("majority");
  const minority = model.get("minority");
  const spread = model.get("spread");
  const names = model.get("columns");
  const units = model.get("units");
  const random = new Random(model.get("seed"));
  const all = [...majority, ...minority];
  let raw = false;
  let lambda = 0.5;
  let place = 1; // which of the neighbours, counted from 1
  const made = [];

  // One unit of spread is as long to the right as it is up: what looks near is near.
  const low = [0, 1].map((axis) => Math.min(...all.map((p) => p[axis])));
  const high = [0, 1].map((axis) => Math.max(...all.map((p) => p[axis])));
  const room = [SIZE.width - SIZE.left - SIZE.right, SIZE.height - SIZE.top - SIZE.bottom];
  const long = [0, 1].map((axis) => (high[axis] - low[axis]) / spread[axis] + 0.5);
  const scale = Math.min(room[0] / long[0], room[1] / long[1]);
  const size = {
    ...SIZE,
    width: SIZE.width - room[0] + long[0] * scale,
    height: SIZE.height - room[1] + long[1] * scale,
  };
  const X = (v) => SIZE.left + ((v - low[0]) / spread[0] + 0.25) * scale;
  const Y = (v) => size.height - SIZE.bottom - ((v - low[1]) / spread[1] + 0.25) * scale;
  const measured = () =>
    raw ? minority : minority.map((p) => p.map((v, axis) => v / spread[axis]));
  // Left to right: the order in which the arrow keys visit the clients.
  const order = minority
    .map((_, i) => i)
    .sort((a, b) => minority[a][0] - minority[b][0] || minority[a][1] - minority[b][1]);

  const plane = svg("svg", {
    class: "nn-plane",
    viewBox: `0 0 ${size.width} ${size.height}`,
    role: "group",
    "aria-label": `Clients by ${names[0]} and ${names[1]}`,
  });
  const drawing = svg("g");
  const buttons = svg("g");
  const said = status();
  const formula = [html("p"), html("p")];
  const tally = html("p");
  drawBackground();
  plane.append(drawing, buttons);

  const dots = minority.map((point, i) => {
    const dot = mark("diamond", X(point[0]), Y(point[1]), 6.5, {
      class: "nn-dot nn-yes",
      role: "button",
      tabindex: -1,
      "aria-label": `Client ${i + 1}, who defaults: ${words(point)}`,
      click: () => choose(i),
      keydown: (event) => key(event, i),
    });
    buttons.append(dot);
    return dot;
  });

  const sliders = {
    k: slider({
      label: "k neighbours",
      min: 1,
      max: 8,
      step: 1,
      value: model.get("k"),
      change: (v) => {
        save(model, { k: v });
        place = Math.min(place, v);
        fit();
        draw();
      },
    }),
    place: slider({
      label: "Neighbour",
      min: 1,
      max: model.get("k"),
      step: 1,
      value: 1,
      show: (v) => `no. ${v}`,
      change: (v) => {
        place = v;
        draw();
      },
    }),
    lambda: slider({
      label: "λ (lambda)",
      min: 0,
      max: 1,
      step: 0.05,
      value: lambda,
      show: (v) => v.toFixed(2),
      change: (v) => {
        lambda = v;
        draw();
      },
    }),
  };
  const root = widget(
    "SMOTE by hand",
    html(
      "div",
      { class: "nn-row" },
      plane,
      html(
        "div",
        { class: "nn-grow nn-stack" },
        legend(),
        ...Object.values(sliders).map((s) => s.node),
        tick({
          label: "measure distance without scaling",
          change: (v) => {
            raw = v;
            draw();
          },
        }).node,
        html(
          "div",
          { class: "nn-row" },
          button("Add this point", () => add(model.get("chosen"), place, lambda)),
          button("Add one at random", () => addRandom()),
          button("Fill up to balance", () => {
            while (minority.length + made.length < majority.length) addRandom(false);
            finish();
          }),
          button("Remove new points", () => {
            made.length = 0;
            finish();
          }),
        ),
        tally,
        html("div", { class: "nn-formula" }, ...formula),
      ),
    ),
    said,
  );

  function words([a, b]) {
    return `${names[0]} ${+a.toFixed(1)}, ${names[1]} ${+b.toFixed(1)}`;
  }

  function drawBackground() {
    const { left, top, right, bottom } = SIZE;
    axes(plane, {
      X,
      Y,
      x: [low[0], high[0]],
      y: [low[1], high[1]],
      box: { left, top, width: size.width - left - right, height: size.height - top - bottom },
      xLabel: `${names[0]}, ${units[0]}`,
      yLabel: `${names[1]}, ${units[1]}`,
      xTicks: 6,
      columns: true,
    });
    for (const point of majority) {
      plane.append(
        mark("circle", X(point[0]), Y(point[1]), 4, {
          class: "nn-dot nn-no",
          click: () => {
            said.textContent =
              "This client pays. SMOTE starts only from clients of the rare class: choose a diamond.";
          },
        }),
      );
    }
  }

  function legend() {
    const entry = (shape, look, text) =>
      html(
        "span",
        { class: "nn-key" },
        svg(
          "svg",
          { viewBox: "0 0 16 16", "aria-hidden": "true" },
          mark(shape, 8, 8, 5, { class: `nn-dot nn-${look}` }),
        ),
        html("span", {}, text),
      );
    return html(
      "div",
      {},
      entry("circle", "no", "pays"),
      entry("diamond", "yes", "defaults"),
      entry("triangle", "new", "synthetic"),
    );
  }

  function key(event, i) {
    const at = order.indexOf(i);
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    let next = i;
    if (step) next = order[(at + step + order.length) % order.length];
    else if (event.key === "Home") next = order[0];
    else if (event.key === "End") next = order[order.length - 1];
    else if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation(); // JupyterLab would move to the next cell
    choose(next);
    dots[next].focus();
  }

  function choose(i) {
    save(model, { chosen: i });
    draw();
  }

  function fit() {
    sliders.place.input.max = model.get("k");
    sliders.place.set(place);
  }

  function add(from, which, weight, redraw = true) {
    const to = neighbours(measured(), from, model.get("k"))[which - 1];
    made.push(between(minority[from], minority[to], weight));
    if (redraw) finish();
  }

  function addRandom(redraw = true) {
    const from = Math.floor(random.uniform() * minority.length);
    const which = 1 + Math.floor(random.uniform() * model.get("k"));
    add(from, which, random.uniform(), redraw);
  }

  function finish() {
    save(model, { synthetic: made.map((point) => [...point]) });
    draw();
  }

  function draw() {
    const chosen = model.get("chosen");
    const near = neighbours(measured(), chosen, model.get("k"));
    const start = minority[chosen];
    const end = minority[near[place - 1]];
    const fresh = between(start, end, lambda);
    drawing.replaceChildren();
    near.forEach((i, rank) => {
      const [a, b] = minority[i];
      const picked = rank === place - 1;
      drawing.append(
        svg("line", {
          class: `nn-link ${picked ? "nn-picked" : ""}`,
          x1: X(start[0]),
          y1: Y(start[1]),
          x2: X(a),
          y2: Y(b),
        }),
        svg("circle", { class: "nn-ring nn-friend", cx: X(a), cy: Y(b), r: 11 }),
        svg("text", { class: "nn-note", x: X(a) + 12, y: Y(b) - 8 }, rank + 1),
      );
    });
    drawing.append(svg("circle", { class: "nn-ring", cx: X(start[0]), cy: Y(start[1]), r: 12 }));
    for (const [a, b] of made)
      drawing.append(mark("triangle", X(a), Y(b), 5, { class: "nn-dot nn-new" }));
    drawing.append(
      mark("triangle", X(fresh[0]), Y(fresh[1]), 7.5, { class: "nn-dot nn-new nn-fresh" }),
    );
    dots.forEach((dot, i) => {
      dot.setAttribute("aria-pressed", String(i === chosen));
      dot.setAttribute("tabindex", i === chosen ? 0 : -1);
    });
    formula.forEach((line, axis) => {
      const [from, to, at] = [start, end, fresh].map((point) => +point[axis].toFixed(1));
      line.textContent = `${names[axis]}: ${from} + ${lambda.toFixed(2)} · (${to} − ${from}) = ${at}`;
    });
    tally.textContent = `pays ${majority.length}, defaults ${minority.length} + ${made.length} synthetic`;
    said.textContent =
      `Client ${chosen + 1} (${words(start)}); ${near.length === 1 ? "its nearest neighbour" : `its ${near.length} nearest neighbours`} of the same class ` +
      `${near.length === 1 ? "is client" : "are clients"} ${near.map((i) => i + 1).join(", ")}. ` +
      `New point towards client ${near[place - 1] + 1}: ${words(fresh)}. ` +
      `Now ${majority.length} pay, ${minority.length + made.length} default, ${made.length} of them synthetic.` +
      (lambda === 0 || lambda === 1 ? " With λ at its end the new point is a copy." : "");
  }

  draw();
  el.append(root);
}

export default part(render);
