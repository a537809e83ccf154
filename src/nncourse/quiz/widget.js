// One question of a lesson, drawn with the browser's own controls, so that keyboard and screen
// reader work as everywhere. Texts are set as text, never as HTML. The page marks the answers, so a
// busy kernel does not matter; Python reads the log of answers and keeps the learner's progress.

import { button, follow, html, save, unique } from "../kit/kit.js";
import { part } from "../kit/part.js";
import { mark } from "./mark.js";

const TRIES_BEFORE_SHOWING = 2; // wrong tries after which a learner may see the answer

const HINTS = { many_choice: "Choose all that apply.", numeric: "Write a number." };

/** What is right and why, which is sealed so that nobody reads it by accident. */
const unseal = (/** @type {string} */ text) =>
  JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(text), (c) => c.charCodeAt(0))));

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

function options(question, name) {
  const type = question.type === "many_choice" ? "checkbox" : "radio";
  return question.options.map(([place, option]) =>
    html(
      "label",
      { class: "nnq-option" },
      html("input", { type, name, value: place }),
      rich(option, html("span")),
    ),
  );
}

/** The lines of all predictions, the first above: what was locked in stays. */
function predictionNodes(marked) {
  const list = html("ol", { class: "nnq-predictions" });
  marked.forEach(({ feedback, correct, missing }, i) => {
    const words = html("span");
    feedback.forEach(([option], n) => {
      if (n) words.append("; ");
      rich(option, words);
    });
    const head = i ? "Then: " : "You predicted: ";
    const wrong = missing && feedback.every(([, right]) => right) ? "not complete" : "not so";
    list.append(html("li", {}, head, words, correct ? " ✓ right" : ` ✗ ${wrong}`));
  });
  return list;
}

function verdictNodes(verdict, question, reveal) {
  const predicted = question.mode === "predict";
  const several = question.type === "many_choice";
  const wrong = predicted
    ? "Not what happens"
    : several && verdict.missing
      ? "Not complete"
      : "Not yet";
  const head = verdict.correct ? (predicted ? "You saw it coming" : "Right") : wrong;
  const nodes = [html("p", { class: "nnq-head" }, verdict.correct ? "✓ " : "✗ ", head)];
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
  if (reveal && (predicted || verdict.correct))
    nodes.push(rich(reveal, html("p", { class: "nnq-reveal" })));
  return nodes;
}

function solutionNodes(key) {
  const line = html("p", {}, html("strong", {}, "The answer: "));
  key.solution.forEach((text, place) => {
    if (place) line.append("; ");
    rich(text, line);
  });
  return [line, key.reveal && rich(key.reveal, html("p", { class: "nnq-reveal" }))];
}

function render({ model, el }) {
  const question = model.get("question");
  const key = unseal(model.get("sealed"));
  const earlier = model.get("earlier");
  const name = unique("question");
  const numeric = question.type === "numeric";
  const predict = question.mode === "predict";
  let again = false; // a further prediction is being made

  const legend = rich(question.text, html("legend"));
  const hint = HINTS[question.type];
  const choices = html("div", { class: "nnq-choices" });
  let field = null;
  if (numeric) {
    field = html("input", {
      type: "text",
      inputmode: "decimal",
      autocomplete: "off",
      "aria-describedby": `${name}-hint`,
    });
    choices.append(html("label", { class: "nnq-number" }, "Your answer", field));
  } else {
    choices.append(...options(question, name));
  }
  const hintLine = hint && html("p", { id: `${name}-hint`, class: "nnq-hint" }, hint);
  const fieldset = html("fieldset", {}, legend, hintLine, choices);

  const check = html(
    "button",
    { type: "submit", class: "nnq-check" },
    predict ? "Lock in my prediction" : "Check",
  );
  const show = button("Show the answer", () => log({ shown: true }, check), { hidden: true });
  const once = button("Predict once more", predictAgain, { hidden: true });
  const count = html("span", { class: "nnq-count" });
  const row = html("div", { class: "nnq-row" }, check, show, once, count);
  const kept = html("div");
  const status = html("div", { class: "nnq-status", role: "status" });
  const form = html(
    "form",
    { class: "nnq", novalidate: true, submit },
    fieldset,
    row,
    kept,
    status,
  );
  el.append(form);

  const inputs = () => /** @type {HTMLInputElement[]} */ ([...choices.querySelectorAll("input")]);
  const picked = () =>
    inputs()
      .filter((input) => input.checked)
      .map((input) => Number(input.value));

  /** Write down what the learner did; `focus` takes the place of a button that goes away. */
  function log(event, focus) {
    focus.hidden = false;
    focus.focus();
    save(model, { log: [...model.get("log"), event] });
  }

  function fill(answer) {
    if (numeric) field.value = answer[0] ?? "";
    else for (const input of inputs()) input.checked = answer.includes(Number(input.value));
  }

  function draw() {
    const events = model.get("log");
    const answers = events.filter((event) => "answer" in event).map((event) => event.answer);
    const last = events.at(-1);
    const tries = earlier.tries + answers.length;
    const all = predict ? [...earlier.predictions, ...answers] : answers;
    const marked = all.map((answer) => mark(question, key, answer));
    const verdict = marked.at(-1);
    const told = Boolean(last?.shown);
    const locked = predict && marked.length > 0 && !again;

    status.className = "nnq-status";
    if (told) status.classList.add("nnq-told");
    else if (verdict) status.classList.add(verdict.correct ? "nnq-right" : "nnq-wrong");
    status.replaceChildren(
      ...(told
        ? solutionNodes(key).filter(Boolean)
        : verdict
          ? verdictNodes(verdict, question, key.reveal)
          : []),
    );
    kept.replaceChildren(...(predict && marked.length ? [predictionNodes(marked)] : []));
    if (locked) fill(numeric ? [all.at(-1)] : all.at(-1));
    for (const input of inputs()) {
      input.disabled = locked;
      input.parentElement.classList.toggle("nnq-locked", locked && input.checked);
    }
    check.hidden = locked;
    once.hidden = !locked || verdict.correct;
    show.hidden = predict || told || !verdict || verdict.correct || tries < TRIES_BEFORE_SHOWING;
    const times = tries === 1 ? "1 try" : `${tries} tries`;
    if (predict) count.textContent = locked ? "Your prediction is locked in." : "";
    else if (!tries) count.textContent = "";
    else
      count.textContent = earlier.done && !verdict ? `Answered correctly before, ${times}` : times;
  }

  function submit(event) {
    event.preventDefault();
    const answer = numeric ? field.value : picked();
    try {
      mark(question, key, answer);
    } catch (problem) {
      status.className = "nnq-status";
      status.replaceChildren(html("p", {}, problem.message));
      return;
    }
    again = false;
    log({ answer }, check);
  }
  function predictAgain() {
    again = true;
    draw();
    fill([]);
    inputs()[0].focus();
  }
  // Said outright: inside JupyterLab, Chromium does not send a form by the Enter key.
  field?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || check.hidden) return;
    event.preventDefault();
    form.requestSubmit();
  });
  return follow(model, ["log"], draw);
}

export const question = part(render); // the site of the lessons imports it by name
export default question;
