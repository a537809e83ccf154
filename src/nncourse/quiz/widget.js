// One question of a lesson, drawn with the browser's own controls, so that keyboard and screen
// reader work as everywhere. Texts are set as text, never as HTML. Marking is done in Python.

import { button, follow, html, unique } from "../kit/kit.js";

const PATIENCE = 1500; // milliseconds until the page explains why no verdict has come

const HINTS = { many_choice: "Choose all that apply.", numeric: "Write a number." };

// Text with `code` and ``` blocks ``` becomes nodes; everything else stays literal.
function rich(text, host) {
  const blocks = String(text).split("```");
  blocks.forEach((block, number) => {
    if (number % 2) {
      const pre = html("pre", { tabindex: 0 });
      pre.append(html("code", {}, block.replace(/^[a-z]*\n/, "").replace(/\n$/, "")));
      host.append(pre);
      return;
    }
    block.split("`").forEach((part, place) => {
      const piece = number && !place ? part.replace(/^\n/, "") : part;
      if (piece) host.append(place % 2 ? html("code", {}, piece) : piece);
    });
  });
  return host;
}

function options(question, name, chosen) {
  const type = question.type === "many_choice" ? "checkbox" : "radio";
  return question.options.map(([place, option]) => {
    const input = html("input", { type, name, value: place });
    input.checked = chosen.includes(place);
    return html("label", { class: "nnq-option" }, input, rich(option, html("span")));
  });
}

function verdictNodes(verdict, question) {
  if (verdict.problem) return [html("p", {}, verdict.problem)];
  const nodes = [];
  if (verdict.solution) {
    const list = html("p", {}, html("strong", {}, "The answer: "));
    verdict.solution.forEach((text, place) => {
      if (place) list.append("; ");
      rich(text, list);
    });
    nodes.push(list);
  } else {
    const several = question.type === "many_choice";
    const predicted = question.mode === "predict";
    const wrong = predicted
      ? "Not what happens"
      : several && verdict.missing
        ? "Not complete"
        : "Not yet";
    const head = verdict.correct ? (predicted ? "You saw it coming" : "Right") : wrong;
    nodes.push(html("p", { class: "nnq-head" }, verdict.correct ? "✓ " : "✗ ", head));
    for (const [option, right, feedback] of verdict.feedback) {
      if (!feedback) continue;
      const line = html("p");
      if (several) {
        line.append(right ? "✓ " : "✗ ");
        rich(option, line.appendChild(html("em")));
        line.append(": ");
      }
      nodes.push(rich(feedback, line));
    }
    if (several && verdict.missing) {
      const answers =
        verdict.missing === 1 ? "One right answer is" : `${verdict.missing} right answers are`;
      nodes.push(html("p", {}, `${answers} still missing.`));
    }
  }
  if (verdict.reveal) nodes.push(rich(verdict.reveal, html("p", { class: "nnq-reveal" })));
  return nodes;
}

function render({ model, el }) {
  const question = model.get("question");
  const name = unique("question");
  const numeric = question.type === "numeric";
  const predict = question.mode === "predict";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;

  const legend = rich(question.text, html("legend"));
  const hint = HINTS[question.type];
  const choices = html("div", { class: "nnq-choices" });
  let field = null;
  if (numeric) {
    field = html("input", {
      type: "text",
      inputmode: "decimal",
      autocomplete: "off",
      value: model.get("chosen")[0] ?? "",
      "aria-describedby": `${name}-hint`,
    });
    choices.append(html("label", { class: "nnq-number" }, "Your answer", field));
  } else {
    choices.append(...options(question, name, model.get("chosen")));
  }
  const hintLine = hint && html("p", { id: `${name}-hint`, class: "nnq-hint" }, hint);
  const fieldset = html("fieldset", {}, legend, hintLine, choices);

  const check = html(
    "button",
    { type: "submit", class: "nnq-check" },
    predict ? "Lock in my prediction" : "Check",
  );
  const show = button("Show the answer", () => ask("show"), { hidden: true });
  const again = button("Predict again", predictAgain, { hidden: true });
  const count = html("span", { class: "nnq-count" });
  const row = html("div", { class: "nnq-row" }, check, show, again, count);
  const status = html("div", { class: "nnq-status", role: "status" });
  const form = html("form", { class: "nnq", novalidate: true, submit }, fieldset, row, status);
  el.append(form);

  const wait = () => {
    clearTimeout(waiting);
    status.className = "nnq-status";
    status.replaceChildren(html("p", {}, "Checking…"));
    waiting = setTimeout(() => {
      status.replaceChildren(
        html(
          "p",
          {},
          "Python is busy with another cell and will check your answer after it. If nothing happens then, run this cell again.",
        ),
      );
    }, PATIENCE);
  };

  const picked = () =>
    [...choices.querySelectorAll("input")]
      .filter((input) => input.checked)
      .map((input) => Number(input.value));

  const draw = () => {
    const verdict = model.get("verdict");
    const locked = model.get("locked");
    const tries = model.get("tries");
    clearTimeout(waiting);
    const answered = "correct" in verdict;
    status.className = answered
      ? `nnq-status nnq-${verdict.correct ? "right" : "wrong"}`
      : "nnq-status";
    if (verdict.solution) status.classList.add("nnq-told");
    status.replaceChildren(...(Object.keys(verdict).length ? verdictNodes(verdict, question) : []));
    choices.querySelectorAll("input").forEach((input) => {
      input.disabled = locked;
      const place = Number(input.value);
      input.parentElement.classList.toggle(
        "nnq-locked",
        locked && model.get("chosen").includes(place),
      );
    });
    check.hidden = locked;
    again.hidden = !locked;
    show.hidden = !model.get("may_show");
    const times = tries === 1 ? "1 try" : `${tries} tries`;
    if (predict) count.textContent = locked ? "Your prediction is locked in." : "";
    else
      count.textContent = tries
        ? model.get("done") && !answered
          ? `Answered correctly before, ${times}`
          : times
        : "";
  };

  function submit(event) {
    event.preventDefault();
    wait();
    model.send({ type: "answer", answer: numeric ? field.value : picked() });
  }
  const ask = (type) => {
    wait();
    check.hidden = false; // the button that was pressed goes away: keep the focus in the question
    (type === "again" ? choices.querySelector("input") : check).focus();
    model.send({ type });
  };
  function predictAgain() {
    for (const input of choices.querySelectorAll("input")) {
      input.disabled = false;
      if (input.type !== "text") input.checked = false;
      else input.value = "";
    }
    ask("again");
  }
  // Said outright: inside JupyterLab, Chromium does not send a form by the Enter key.
  field?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || model.get("locked")) return;
    event.preventDefault();
    form.requestSubmit();
  });
  const stop = follow(model, ["verdict", "locked", "tries", "may_show"], draw);
  return () => {
    clearTimeout(waiting);
    stop();
  };
}

export default { render };
