// One line of the set-up check: this text on the page means that widgets load; when Python
// answers, the line says so.

function render({ model, el }) {
  const line = document.createElement("p");
  line.className = "nncourse-widget-check";
  line.setAttribute("role", "status");
  line.style.cssText = "margin: 0 0 4px; padding: 0 8px; font-size: var(--jp-content-font-size1, 14px)";
  const draw = () => {
    line.textContent = model.get("answered")
      ? "✓ Interactive parts: they load, and Python answers them."
      : "… Interactive parts load. Waiting for Python; if this line stays, choose Kernel ▸ Restart Kernel and run this cell again.";
  };
  model.on("change:answered", draw);
  el.append(line);
  draw();
  if (!model.get("answered")) model.send("ping");
  return () => model.off("change:answered", draw);
}

export default { render };
