// Names and keys for ipywidgets sliders: noUiSlider gives its handles neither.

/**
 * Name a slider and its readout for screen readers, and let it keep its keys.
 *
 * Views come after their models, so look until they are there.
 * @param {any} slider the model
 * @param {number} [tries]
 */
export async function nameSlider(slider, tries = 60) {
  const name = slider.get("description").replace(/\$/g, "");
  const views = await Promise.all(Object.values(slider.views ?? {}));
  for (const view of views) {
    for (const handle of view.el.querySelectorAll("[role=slider]")) {
      handle.setAttribute("aria-label", name);
      // Without this, Notebook 7 takes the arrow keys to move from cell to cell.
      handle.setAttribute("data-lm-suppress-shortcuts", "true");
    }
    const readout = view.el.querySelector(".widget-readout[contenteditable]");
    readout?.setAttribute("role", "textbox");
    readout?.setAttribute("aria-label", `${name}, type a value`);
  }
  if (!views.length && tries) setTimeout(() => nameSlider(slider, tries - 1), 50);
}
