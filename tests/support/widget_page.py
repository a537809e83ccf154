"""One widget on an empty page in a real browser, without JupyterLab: its script, style and state."""

import base64

import anywidget

_PAGE = """<!doctype html><html lang="en"><head><title>One widget</title></head>
<body data-jp-theme-light="true"><main><div id="widget"></div></main></body></html>"""

# What anywidget gives a script: a model with get, set, save_changes, on and off.
_MOUNT = """async ([script, style, state]) => {
    const sheet = document.createElement("style");
    sheet.textContent = style;
    document.head.append(sheet);
    const values = {};
    for (const [name, value] of Object.entries(state)) {
        values[name] = value;
        if (value?.base64 !== undefined) {
            const bytes = Uint8Array.from(atob(value.base64), (c) => c.charCodeAt(0));
            values[name] = new DataView(bytes.buffer);
        }
    }
    const listeners = {};
    window.model = {
        get: (name) => values[name],
        set: (name, value) => {
            values[name] = value;
            for (const listener of listeners[`change:${name}`] ?? []) listener();
        },
        save_changes: () => {},
        on: (event, listener) => (listeners[event] ??= []).push(listener),
        off: (event, listener) => {
            listeners[event] = (listeners[event] ?? []).filter((known) => known !== listener);
        },
    };
    window.script = await import(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
    window.cleanup = await window.script.default.render({ model, el: document.getElementById("widget") });
}"""


def mount(lab, widget):
    """Draw a widget on an empty page.

    Parameters
    ----------
    lab : browser.Lab
        Its browser is used.
    widget : anywidget.AnyWidget

    Returns
    -------
    playwright.sync_api.Page
        ``window.model`` is the state, ``window.script`` the module; `lab.errors` works on it.
    """
    page = lab.page("/api/status")
    page.goto("about:blank")  # without the server's rules on where scripts may come from
    page.set_content(_PAGE)
    page.evaluate(_MOUNT, [str(widget._esm), str(widget._css), _state(widget)])
    return page


def status(page):
    """Return what a screen reader is told."""
    return page.get_by_role("status").inner_text()


def _state(widget):
    """Return the synced traits that the widget itself declares, bytes as base64."""
    state = {}
    for name in set(widget.keys) - set(anywidget.AnyWidget.class_trait_names()):
        value = getattr(widget, name)
        if isinstance(value, bytes):
            value = {"base64": base64.b64encode(value).decode("ascii")}
        if not name.startswith("_"):
            state[name] = value
    return state
