// A table of menus. Python marks it: the answers are not in the page.

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  // JupyterLab takes single keys for its commands unless the focused element itself asks it not to.
  if (made.matches("select, button, [tabindex]")) made.setAttribute("data-lm-suppress-shortcuts", "true");
  made.append(...children);
  return made;
}

function render({ model, el }) {
  const menus = new Map();
  const columns = model.get("columns");

  const head = element("tr", {}, element("th", { scope: "col" }, "Function"),
    ...columns.map(({ title }) => element("th", { scope: "col" }, title)));
  const rows = model.get("functions").map((name) => {
    const cells = columns.map(({ key, title, options }) => {
      const menu = element("select", { "aria-label": `${name}: ${title}` },
        element("option", { value: "" }, "choose"),
        ...options.map((text) => element("option", { value: text }, text)));
      const mark = element("span", { class: "nncourse-table-mark", "aria-hidden": "true" });
      const cell = element("td", {}, menu, mark);
      menus.set(`${name}/${key}`, { menu, mark });
      menu.addEventListener("change", () => show(`${name}/${key}`, undefined));
      return cell;
    });
    return element("tr", {}, element("th", { scope: "row" }, name), ...cells);
  });
  const check = element("button", { type: "button", class: "jupyter-button mod-primary" }, "Check");
  const answers = element("button", { type: "button", class: "jupyter-button" }, "Show the answers");
  const status = element("div", { role: "status", class: "nncourse-table-status" });
  el.append(element("div", { class: "nncourse-table" },
    element("div", { class: "nncourse-table-scroll", tabindex: "0", role: "region",
                     "aria-label": "Table of activation functions" },
      element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows))),
    element("p", {}, check, " ", answers), status));

  // hint: undefined for not marked, "" for right, else what to think about.
  function show(cell, hint) {
    const { menu, mark } = menus.get(cell);
    const wrong = Boolean(hint);
    menu.className = hint === undefined ? "" : wrong ? "nncourse-table-wrong" : "nncourse-table-right";
    mark.textContent = hint === undefined ? "" : wrong ? "✗" : "✓";
    menu.title = hint ?? "";
    if (wrong) menu.setAttribute("aria-invalid", "true");
    else menu.removeAttribute("aria-invalid");
  }

  function update() {
    const marks = model.get("marks"), chosen = model.get("chosen");
    for (const [cell, { menu }] of menus) {
      if (cell in chosen) menu.value = chosen[cell];
      show(cell, marks[cell]);
    }
    const wrong = Object.entries(marks).filter(([, hint]) => hint);
    status.replaceChildren(element("p", {}, model.get("verdict")));
    if (wrong.length) {
      const [cell, hint] = wrong[0];
      const [name, key] = cell.split("/");
      const { title } = columns.find((column) => column.key === key);
      status.append(element("p", {}, `First to look at: ${name}, “${title}”. ${hint}`));
    }
    answers.hidden = !model.get("may_show");
  }

  check.addEventListener("click", () => {
    const chosen = Object.fromEntries([...menus].map(([cell, { menu }]) => [cell, menu.value]));
    model.send({ do: "check", chosen });
  });
  answers.addEventListener("click", () => model.send({ do: "show" }));
  model.on("change:verdict change:marks change:chosen change:may_show", update);
  update();
  return () => model.off("change:verdict change:marks change:chosen change:may_show", update);
}

export default { render };
