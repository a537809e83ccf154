// Small builders for the page's elements and their labelled controls.

/** Make an element: attributes (a function becomes a listener), then children. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child != null));
  return keepKeys(element);
}

export function svg(tag, attributes = {}) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return keepKeys(element);
}

/**
 * Keep single keys (arrows, Enter, letters) from JupyterLab's commands. It looks for this on the
 * focused element itself before it looks at those around it.
 */
function keepKeys(element) {
  if (element.matches("input, button, select, summary, [tabindex]")) {
    element.setAttribute("data-lm-suppress-shortcuts", "true");
  }
  return element;
}

/** Write only what differs: an unchanged text must not make the browser lay out again. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

let ids = 0;
const newId = () => `nnp-${Date.now().toString(36)}-${(ids += 1)}`;

/** A labelled select; `show(value)` selects the option of a value. */
export function select(name, label, options, onChange) {
  const id = newId();
  const input = h(
    "select",
    { id, change: () => onChange(options[input.selectedIndex][0]) },
    options.map(([, text]) => h("option", {}, text)),
  );
  const element = h(
    "div",
    { class: "nnp-control", "data-control": name },
    h("label", { for: id }, label),
    input,
  );
  const show = (value) => {
    let index = options.findIndex(([option]) => option === value);
    if (index < 0) {
      // A value from Python that the list does not have: offer it too.
      index = options.push([value, String(value)]) - 1;
      input.append(h("option", {}, String(value)));
    }
    input.selectedIndex = index;
  };
  return { element, input, show };
}

/** A labelled slider whose value is also written beside its label. */
export function slider(name, label, { min, max, step, unit = "" }, onChange) {
  const id = newId();
  const value = h("span", { class: "nnp-value", "aria-hidden": "true" });
  const input = h("input", {
    id,
    type: "range",
    min,
    max,
    step,
    input: () => {
      write(input.valueAsNumber);
      onChange(input.valueAsNumber);
    },
  });
  const write = (number) => {
    setText(value, `${number}${unit}`);
    input.setAttribute("aria-valuetext", `${number}${unit}`);
  };
  const element = h(
    "div",
    { class: "nnp-control", "data-control": name },
    h("div", { class: "nnp-row" }, h("label", { for: id }, label), value),
    input,
  );
  const show = (number) => {
    input.value = number;
    write(number);
  };
  return { element, input, show };
}

/** A labelled check box. */
export function checkbox(name, label, onChange) {
  const input = h("input", { type: "checkbox", change: () => onChange(input.checked) });
  const element = h("label", { class: "nnp-check", "data-control": name }, input, label);
  return { element, input, show: (value) => (input.checked = value) };
}

export function button(label, onClick, attributes = {}) {
  return h("button", { type: "button", click: onClick, ...attributes }, label);
}
