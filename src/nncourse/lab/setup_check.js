// One line of the set-up check: this text on the page means that widgets load; when Python
// answers, the line says so.

import { follow, html } from "../kit/kit.js";
import { part } from "../kit/part.js";

const STYLE = "margin: 0 0 4px; padding: 0 8px; font-size: var(--jp-content-font-size1, 14px)";
const LOADED = "✓ Interactive parts: they load, and Python answers them.";
const WAITING =
  "… Interactive parts load. Waiting for Python; if this line stays, choose Kernel ▸ Restart Kernel and run this cell again.";

function render({ model, el }) {
  const line = html("p", { class: "nncourse-widget-check", role: "status", style: STYLE });
  el.append(line);
  const stop = follow(model, ["answered"], () => {
    line.textContent = model.get("answered") ? LOADED : WAITING;
  });
  if (!model.get("answered")) model.send("ping");
  return stop;
}

export default part(render);
