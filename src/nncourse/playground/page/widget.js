// The bridge between the page and Python: settings travel as the model's traits.

import { save } from "../../kit/kit.js";
import { part } from "../../kit/part.js";
import { App } from "./app.js";

/** The traits that are settings, in the order in which people read them. */
export const SETTINGS = [
  "data",
  "noise",
  "train_share",
  "seed",
  "features",
  "hidden",
  "activation",
  "learning_rate",
  "batch_size",
  "regularisation",
  "regularisation_rate",
  "show_test",
  "discretise",
  "speed",
];

const isEqual = (a, b) => JSON.stringify(a) === JSON.stringify(b);

function render({ model, el }) {
  const settings = Object.fromEntries(SETTINGS.map((name) => [name, model.get(name)]));
  const notify = (values) => save(model, values);
  const options = {
    missions: model.get("missions"),
    done: model.get("done"),
    hide: model.get("hide"),
  };
  const app = new App(settings, options, notify);
  el.append(app.root);
  app.start();

  const listeners = SETTINGS.map((name) => [
    `change:${name}`,
    () => {
      const value = model.get(name);
      if (!isEqual(value, app.session.settings[name])) app.receive({ [name]: value });
    },
  ]);
  listeners.push(["change:hide", () => app.hide(model.get("hide"))]);
  for (const [event, listener] of listeners) model.on(event, listener);
  return () => {
    for (const [event, listener] of listeners) model.off(event, listener);
    app.destroy();
  };
}

export default part(render);
