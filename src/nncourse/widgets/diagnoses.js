// Four runs, four diagnoses: match them, check, read why, try again.

import { chart } from "../kit/chart.js";
import { button, html, save, status, svg, unique, widget } from "../kit/kit.js";
import { part } from "../kit/part.js";

function render({ model, el }) {
  const cases = model.get("cases");
  const options = model.get("options");
  const said = status();
  const blocks = cases.map(({ train, held_out }, i) => {
    const letter = "ABCD"[i];
    const picture = svg("svg", { class: "nn-chart", role: "img" });
    const top = [0.8, 1.2, 2, 4, 8].find((v) => v >= Math.max(...train, ...held_out)) ?? 16;
    chart(picture, {
      title: `Run ${letter}`,
      xLabel: "epoch",
      yLabel: "loss",
      width: 400,
      height: 230,
      x: [0, train.length],
      y: [0, top],
      lines: [
        { label: "train", look: "train", values: train },
        { label: "held out", look: "test", values: held_out, marker: "square" },
      ],
    });
    picture.setAttribute("aria-label", describe(letter, train, held_out));
    const id = unique("diagnosis");
    const select = html(
      "select",
      { id },
      html("option", { value: "" }, "choose a diagnosis"),
      ...options.map(({ id: key, words }) => html("option", { value: key }, words)),
    );
    const feedback = html("p", { class: "nn-feedback" });
    const node = html(
      "div",
      { class: "nn-case", role: "group", "aria-label": `Run ${letter}` },
      picture,
      html("label", { for: id }, `Run ${letter}`),
      select,
      feedback,
    );
    return { letter, select, feedback, node };
  });

  function check() {
    const right = [];
    const open = [];
    blocks.forEach(({ letter, select, feedback }, i) => {
      const { answer, feedback: words } = cases[i];
      const good = select.value === answer;
      (good ? right : open).push(letter);
      feedback.className = `nn-feedback ${select.value ? (good ? "nn-right" : "nn-wrong") : ""}`;
      feedback.textContent = select.value
        ? `${good ? "✓ Right. " : "✗ Not yet. "}${words[select.value]}`
        : "";
    });
    said.textContent =
      right.length === cases.length
        ? "All four are right. You can read a training history."
        : `${right.length} of ${cases.length} right. Look again at ${open.join(", ")}.`;
    save(model, { score: right.length });
  }

  said.textContent = "Give each run its diagnosis, then press Check.";
  el.append(
    widget(
      "Match four training histories to four diagnoses",
      html("div", { class: "nn-cases" }, ...blocks.map((b) => b.node)),
      html("div", { class: "nn-row" }, button("Check", check)),
      said,
    ),
  );
}

/** What a reader of the picture sees, in words that do not give the diagnosis away. */
function describe(letter, train, held) {
  const at = (values, part) => values[Math.round(part * (values.length - 1))].toFixed(2);
  const path = (values) => `${[0, 0.25, 0.5, 0.75, 1].map((part) => at(values, part)).join(", ")}`;
  const rises = train.filter((v, i) => i && v > train[i - 1]).length;
  return (
    `Run ${letter}: loss over ${train.length} epochs, at the start, after a quarter, half, three quarters and at the end. ` +
    `Train: ${path(train)}. Held out: ${path(held)}. The training loss rises in ${rises} epochs.`
  );
}

export default part(render);
