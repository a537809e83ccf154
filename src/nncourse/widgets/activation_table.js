// A table of menus. Python marks it: the answers are not in the page.

import { button, follow, html } from "../kit/kit.js";
import { part } from "../kit/part.js";

function render({ model, el }) {
  const menus = new Map();
  const columns = model.get("columns");

  const head = html(
    "tr",
    {},
    html("th", { scope: "col" }, "Function"),
    ...columns.map(({ title }) => html("th", { scope: "col" }, title)),
  );
  const rows = model.get("functions").map((name) => {
    const cells = columns.map(({ key, title, options }) => {
      const change = () => show(`${name}/${key}`, undefined);
      const menu = html(
        "select",
        { change, "aria-label": `${name}: ${title}` },
        html("option", { value: "" }, "choose"),
        ...options.map((text) => html("option", { value: text }, text)),
      );
      const mark = html("span", { class: "nncourse-table-mark", "aria-hidden": "true" });
      const cell = html("td", {}, menu, mark);
      menus.set(`${name}/${key}`, { menu, mark });
      return cell;
    });
    return html("tr", {}, html("th", { scope: "row" }, name), ...cells);
  });
  const check = button("Check", send, { class: "jupyter-button mod-primary" });
  const answers = button("Show the answers", () => model.send({ do: "show" }), {
    class: "jupyter-button",
  });
  const status = html("div", { role: "status", class: "nncourse-table-status" });
  el.append(
    html(
      "div",
      { class: "nncourse-table" },
      html(
        "div",
        {
          class: "nncourse-table-scroll",
          tabindex: "0",
          role: "region",
          "aria-label": "Table of activation functions",
        },
        html("table", {}, html("thead", {}, head), html("tbody", {}, ...rows)),
      ),
      html("p", {}, check, " ", answers),
      status,
    ),
  );

  // hint: undefined for not marked, "" for right, else what to think about.
  function show(cell, hint) {
    const { menu, mark } = menus.get(cell);
    const wrong = Boolean(hint);
    menu.className =
      hint === undefined ? "" : wrong ? "nncourse-table-wrong" : "nncourse-table-right";
    mark.textContent = hint === undefined ? "" : wrong ? "✗" : "✓";
    menu.title = hint ?? "";
    if (wrong) menu.setAttribute("aria-invalid", "true");
    else menu.removeAttribute("aria-invalid");
  }

  function update() {
    const marks = model.get("marks"),
      chosen = model.get("chosen");
    for (const [cell, { menu }] of menus) {
      if (cell in chosen) menu.value = chosen[cell];
      show(cell, marks[cell]);
    }
    const wrong = Object.entries(marks).filter(([, hint]) => hint);
    status.replaceChildren(html("p", {}, model.get("verdict")));
    if (wrong.length) {
      const [cell, hint] = wrong[0];
      const [name, key] = cell.split("/");
      const { title } = columns.find((column) => column.key === key);
      status.append(html("p", {}, `First to look at: ${name}, “${title}”. ${hint}`));
    }
    answers.hidden = !model.get("may_show");
  }

  function send() {
    const chosen = Object.fromEntries([...menus].map(([cell, { menu }]) => [cell, menu.value]));
    model.send({ do: "check", chosen });
  }

  return follow(model, ["verdict", "marks", "chosen", "may_show"], update);
}

export default part(render);
