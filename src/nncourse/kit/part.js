// The frame around every widget: it keeps a slow page alive and says so if drawing fails.

import { html } from "./kit.js";

/**
 * Make the default export of a widget from the function that draws it.
 * @param {(context: { model: any, el: HTMLElement }) => any} render may return how to clean up
 * @param {object} rest what else the default export has
 */
export function part(render, rest = {}) {
  return {
    ...rest,
    /** @param {{ model: any, el: HTMLElement }} context */
    async render({ model, el }) {
      const id = model.get("own_id");
      try {
        const stop = await render({ model, el });
        // From here on the picture for readers without a kernel is not needed (see static.py).
        el.setAttribute("data-nn-live", id);
        Object.assign(el, { model }); // for tests, and for the curious in the browser's console
        const still = document.getElementById(`nn-static-${id}`);
        if (still) still.hidden = true;
        await reconnect(model, id);
        return stop;
      } catch (error) {
        console.error(error);
        const words = "This did not load: run its cell again.";
        el.replaceChildren(html("p", { role: "alert" }, words));
      }
    },
  };
}

/**
 * Take messages from Python although the script came late.
 *
 * anywidget gives the script of a model two seconds to load. After that, it draws the widget but
 * drops every message from Python. The script is here now, so messages go straight to ipywidgets;
 * Python is asked for what it changed in the meantime.
 * @param {any} model
 * @param {string} id
 */
async function reconnect(model, id) {
  const real = await model.widget_manager?.get_model(id);
  if (!real?.comm_live) return;
  const plain = Object.getPrototypeOf(Object.getPrototypeOf(real))._handle_comm_msg;
  if (plain) real.comm.on_msg((/** @type {any} */ message) => plain.call(real, message));
  model.send({ loaded: true });
}
