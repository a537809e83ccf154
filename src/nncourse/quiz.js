// One question of a lesson, drawn with the browser's own controls, so that keyboard and screen
// reader work as everywhere. Texts are set as text, never as HTML. Marking is done in Python.

const PATIENCE = 1500; // milliseconds until the page explains why no verdict has come
let views = 0;

// Text with `code` and ``` blocks ``` becomes nodes; everything else stays literal.
function rich(text, host) {
  const blocks = String(text).split("```");
  blocks.forEach((block, number) => {
    if (number % 2) {
      const pre = element("pre", { tabIndex: 0 });
      pre.append(element("code", {}, block.replace(/^[a-z]*\n/, "").replace(/\n$/, "")));
      host.append(pre);
      return;
    }
    block.split("`").forEach((part, place) => {
      const piece = number && !place ? part.replace(/^\n/, "") : part;
      if (piece) host.append(place % 2 ? element("code", {}, piece) : piece);
    });
  });
  return host;
}

function element(name, properties = {}, ...children) {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
}

function options(question, name, chosen) {
  const type = question.type === "many_choice" ? "checkbox" : "radio";
  return question.options.map(([place, option]) => {
    const input = element("input", { type, name, value: place });
    input.checked = chosen.includes(place);
    return element("label", { className: "nnq-option" }, input, rich(option, element("span")));
  });
}

function verdictNodes(verdict, question) {
  if (verdict.problem) return [element("p", {}, verdict.problem)];
  const nodes = [];
  if (verdict.solution) {
    const list = element("p", {}, element("strong", {}, "The answer: "));
    verdict.solution.forEach((text, place) => {
      if (place) list.append("; ");
      rich(text, list);
    });
    nodes.push(list);
  } else {
    const several = question.type === "many_choice";
    const predicted = question.mode === "predict";
    const wrong = predicted ? "Not what happens" : several && verdict.missing ? "Not complete" : "Not yet";
    const head = verdict.correct ? (predicted ? "You saw it coming" : "Right") : wrong;
    nodes.push(element("p", { className: "nnq-head" }, verdict.correct ? "✓ " : "✗ ", head));
    for (const [option, right, feedback] of verdict.feedback) {
      if (!feedback) continue;
      const line = element("p");
      if (several) {
        line.append(right ? "✓ " : "✗ ");
        rich(option, line.appendChild(element("em")));
        line.append(": ");
      }
      nodes.push(rich(feedback, line));
    }
    if (several && verdict.missing) {
      const answers = verdict.missing === 1 ? "One right answer is" : `${verdict.missing} right answers are`;
      nodes.push(element("p", {}, `${answers} still missing.`));
    }
  }
  if (verdict.reveal) nodes.push(rich(verdict.reveal, element("p", { className: "nnq-reveal" })));
  return nodes;
}

function render({ model, el }) {
  const question = model.get("question");
  const name = `nnq-${++views}`;
  const numeric = question.type === "numeric";
  const predict = question.mode === "predict";

  const form = element("form", { className: "nnq", noValidate: true });
  const fieldset = element("fieldset");
  const legend = rich(question.text, element("legend"));
  const hint = element("p", { className: "nnq-hint" });
  hint.textContent = { many_choice: "Choose all that are right.", numeric: "Write a number." }[question.type] ?? "";
  const choices = element("div", { className: "nnq-choices" });
  let field = null;
  if (numeric) {
    field = element("input", { type: "text", inputMode: "decimal", autocomplete: "off", value: model.get("chosen")[0] ?? "" });
    field.setAttribute("aria-describedby", `${name}-hint`);
    choices.append(element("label", { className: "nnq-number" }, "Your answer", field));
  } else {
    choices.append(...options(question, name, model.get("chosen")));
  }
  hint.id = `${name}-hint`;
  fieldset.append(legend);
  if (hint.textContent) fieldset.append(hint);
  fieldset.append(choices);

  const check = element("button", { type: "submit", className: "nnq-check" }, predict ? "Lock in my prediction" : "Check");
  const show = element("button", { type: "button", hidden: true }, "Show the answer");
  const again = element("button", { type: "button", hidden: true }, "Predict again");
  const count = element("span", { className: "nnq-count" });
  const row = element("div", { className: "nnq-row" }, check, show, again, count);
  const status = element("div", { className: "nnq-status" });
  status.setAttribute("role", "status");
  form.append(fieldset, row, status);
  // JupyterLab acts on single keys (arrows, Enter, letters) unless the focused element itself,
  // not one around it, asks it not to.
  for (const control of form.querySelectorAll("input, button, pre")) {
    control.setAttribute("data-lm-suppress-shortcuts", "true");
  }
  el.append(form);

  let waiting = null;
  const wait = () => {
    clearTimeout(waiting);
    status.className = "nnq-status";
    status.replaceChildren(element("p", {}, "Checking…"));
    waiting = setTimeout(() => {
      status.replaceChildren(
        element("p", {}, "Python is busy with another cell and will check your answer after it. If nothing happens then, run this cell again."),
      );
    }, PATIENCE);
  };

  const picked = () => [...choices.querySelectorAll("input:checked")].map((input) => Number(input.value));

  const draw = () => {
    const verdict = model.get("verdict");
    const locked = model.get("locked");
    const tries = model.get("tries");
    clearTimeout(waiting);
    const answered = "correct" in verdict;
    status.className = answered ? `nnq-status nnq-${verdict.correct ? "right" : "wrong"}` : "nnq-status";
    if (verdict.solution) status.classList.add("nnq-told");
    status.replaceChildren(...(Object.keys(verdict).length ? verdictNodes(verdict, question) : []));
    choices.querySelectorAll("input").forEach((input) => {
      input.disabled = locked;
      const place = Number(input.value);
      input.parentElement.classList.toggle("nnq-locked", locked && model.get("chosen").includes(place));
    });
    check.hidden = locked;
    again.hidden = !locked;
    show.hidden = !model.get("may_show");
    const times = tries === 1 ? "1 try" : `${tries} tries`;
    if (predict) count.textContent = locked ? "Your prediction is locked in." : "";
    else count.textContent = tries ? (model.get("done") && !answered ? `Answered rightly before, ${times}` : times) : "";
  };

  const submit = (event) => {
    event.preventDefault();
    wait();
    model.send({ type: "answer", answer: numeric ? field.value : picked() });
  };
  const ask = (type) => () => {
    wait();
    check.hidden = false; // the button that was pressed goes away: keep the focus in the question
    (type === "again" ? choices.querySelector("input") : check).focus();
    model.send({ type });
  };
  form.addEventListener("submit", submit);
  // Said outright: inside JupyterLab, Chromium does not send a form by the Enter key.
  field?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || model.get("locked")) return;
    event.preventDefault();
    form.requestSubmit();
  });
  show.addEventListener("click", ask("show"));
  again.addEventListener("click", () => {
    choices.querySelectorAll("input").forEach((input) => {
      input.disabled = false;
      if (input.type !== "text") input.checked = false;
      else input.value = "";
    });
    ask("again")();
  });

  const traits = ["verdict", "locked", "tries", "may_show"].map((trait) => `change:${trait}`);
  for (const trait of traits) model.on(trait, draw);
  draw();
  return () => {
    clearTimeout(waiting);
    for (const trait of traits) model.off(trait, draw);
  };
}

export default { render };
