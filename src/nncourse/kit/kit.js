// The kit of every interactive part: elements, controls, and what a widget says and remembers.

const SVG = "http://www.w3.org/2000/svg";
const FOCUSABLE = "input, button, select, summary, [tabindex]";

/**
 * Text, a number, a truth value (a bare attribute, or none), or a listener for the event of that name.
 * @typedef {string | number | boolean | null | undefined | ((event: any) => void)} Attribute
 * @typedef {Record<string, Attribute>} Attributes
 * @typedef {Node | string | null | undefined} Child
 */

/**
 * @template {Element} T
 * @param {T} element
 * @param {Attributes} attributes
 * @param {(Child | Child[])[]} children
 * @returns {T}
 */
function build(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, String(value));
  }
  // JupyterLab takes single keys (arrows, Enter, letters) for commands of its own unless the
  // focused element itself, not one around it, asks it not to.
  if (element.matches(FOCUSABLE)) element.setAttribute("data-lm-suppress-shortcuts", "true");
  element.append(...children.flat().filter((child) => child != null));
  return element;
}

/**
 * Make an HTML element: attributes (a function listens to the event of that name), then children.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Attributes} [attributes]
 * @param {...(Child | Child[])} children
 */
export const html = (tag, attributes = {}, ...children) =>
  build(document.createElement(tag), attributes, children);

/**
 * Make an SVG element.
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} tag
 * @param {Attributes} [attributes]
 * @param {...(Child | Child[])} children
 */
export const svg = (tag, attributes = {}, ...children) =>
  build(document.createElementNS(SVG, tag), attributes, children);

/**
 * Write only what differs: an unchanged text must not make the browser lay out the page again.
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * The outermost element of a widget.
 * @param {string} label
 * @param {...(Child | Child[])} children
 */
export const widget = (label, ...children) =>
  html("div", { class: "nn-widget", role: "group", "aria-label": label }, ...children);

/** The line of words that a screen reader speaks when they change. */
export const status = () => html("p", { class: "nn-status", role: "status" });

let serial = 0;

/**
 * An id that no other element of the page has.
 * @param {string} prefix
 */
export const unique = (prefix) =>
  `nn-${prefix}-${++serial}-${Math.random().toString(36).slice(2, 8)}`;

/**
 * A button.
 * @param {Child} label
 * @param {(event: Event) => void} click
 * @param {Attributes} [attributes]
 */
export const button = (label, click, attributes = {}) =>
  html("button", { type: "button", click, ...attributes }, label);

/**
 * A labelled slider; `show` turns its number into the words that people see and hear.
 *
 * In the result, `set(number)` moves the slider without a call of `change`.
 * @param {{ label: string, min: number, max: number, step: number, value?: number,
 *   show?: (value: number) => string, change: (value: number) => void }} options
 */
export function slider({ label, min, max, step, value = min, show = String, change }) {
  const id = unique("slider");
  const words = html("span", { class: "nn-value", "aria-hidden": "true" });
  const input = html("input", { id, type: "range", min, max, step, value });
  const node = html("div", { class: "nn-slider" }, html("label", { for: id }, label), input, words);
  const refresh = () => {
    setText(words, show(input.valueAsNumber));
    input.setAttribute("aria-valuetext", show(input.valueAsNumber));
  };
  input.addEventListener("input", () => {
    refresh();
    change(input.valueAsNumber);
  });
  refresh();
  const set = (/** @type {number} */ number) => {
    input.value = String(number);
    refresh();
  };
  return { node, input, set };
}

/**
 * A labelled tick box.
 * @param {{ label: string, checked?: boolean, change: (checked: boolean) => void }} options
 */
export function tick({ label, checked = false, change }) {
  const input = html("input", { type: "checkbox", change: () => change(input.checked) });
  const set = (/** @type {boolean} */ on) => {
    input.checked = on;
  };
  set(checked);
  return { node: html("label", { class: "nn-tick" }, input, html("span", {}, label)), input, set };
}

/**
 * A group of radio buttons.
 * @template {string | number} T
 * @param {{ label: string, options: [T, string][], value: T, change: (value: T) => void }} options
 */
export function choice({ label, options, value, change }) {
  const name = unique("choice");
  const node = html("fieldset", { class: "nn-choice" }, html("legend", {}, label));
  for (const [key, words] of options) {
    const input = html("input", { type: "radio", name, value: key, change: () => change(key) });
    input.checked = key === value;
    node.append(html("label", {}, input, html("span", {}, words)));
  }
  return { node };
}

/**
 * Tell Python new values of traits.
 * @param {any} model
 * @param {Record<string, unknown>} values
 */
export function save(model, values) {
  for (const [name, value] of Object.entries(values)) model.set(name, value);
  model.save_changes();
}

/**
 * Call `draw` now and whenever one of these traits changes; returns how to stop.
 * @param {any} model
 * @param {string[]} traits
 * @param {() => void} draw
 */
export function follow(model, traits, draw) {
  for (const trait of traits) model.on(`change:${trait}`, draw);
  draw();
  return () => {
    for (const trait of traits) model.off(`change:${trait}`, draw);
  };
}

/**
 * The numbers that a trait of bytes carries.
 * @template T
 * @param {DataView} view
 * @param {new (buffer: ArrayBufferLike) => T} Numbers such as Float32Array
 */
export const numbers = (view, Numbers) =>
  new Numbers(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));

/**
 * A whole number with its thousands apart: 30,000.
 * @param {number} number
 */
export const grouped = (number) => number.toLocaleString("en-US");
