// The questions of a page of the site: drawn and marked as in JupyterLab, with no Python behind them.
// What was answered is forgotten when the page is left.

import { html } from "../kit/kit.js";
import { question } from "../quiz/widget.js";

/**
 * What anywidget gives a script, with nobody at the other end.
 * @param {Record<string, unknown>} state
 */
function pageModel(state) {
  const changes = new EventTarget();
  return {
    get: (/** @type {string} */ name) => state[name],
    set(/** @type {string} */ name, /** @type {unknown} */ value) {
      state[name] = value;
      changes.dispatchEvent(new Event(`change:${name}`));
    },
    save_changes() {},
    on: (/** @type {string} */ event, /** @type {() => void} */ call) =>
      changes.addEventListener(event, call),
    off: (/** @type {string} */ event, /** @type {() => void} */ call) =>
      changes.removeEventListener(event, call),
  };
}

for (const place of document.querySelectorAll("[data-question]")) {
  const model = pageModel(JSON.parse(place.getAttribute("data-question")));
  question.render({ model, el: place.appendChild(html("div")) });
}
