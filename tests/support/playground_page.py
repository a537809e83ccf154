"""The playground on a page of its own: real Chromium, no notebook, a model that only remembers."""

from nncourse.playground import Playground, playground
from tests.support.package_page import ADDRESS, serve

_HTML = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Playground</title>
<link rel="stylesheet" href="{address}/playground/page/style.css"><style>{style}</style></head>
<body><main><h1>Test</h1><h2>Playground</h2><div id="here"></div></main></body></html>"""

_THEMES = {
    "light": "body { background: #ffffff; color: #1b1b1b }",
    "dark": """body { background: #111111; color: #e0e0e0; --jp-ui-font-color1: #e0e0e0;
               --jp-ui-font-color2: #b5b5b5; --jp-layout-color0: #111111; --jp-layout-color1: #181818 }""",
}

_SHOW = """async (state) => {
    const { default: widget } = await import("./bundle.js");
    const listeners = {};
    window.state = state;
    window.fromPython = (name, value) => {
        state[name] = value;
        for (const listener of listeners[`change:${name}`] ?? []) listener();
    };
    window.model = {
        get: (name) => state[name],
        set: (name, value) => { state[name] = structuredClone(value); },
        save_changes() {},
        on: (event, listener) => (listeners[event] ??= []).push(listener),
        off() {},
    };
    window.remove = await widget.render({ model, el: document.getElementById("here") });
}"""


def open_page(lab, theme="light", width=1200, **settings):
    """Show `playground(**settings)` in the browser of the fixture `lab`; returns the page."""
    page = lab.page("/api/status", width, 1000)

    def answer(route):
        name = route.request.url.split("/playground/")[1]
        if name == "bundle.js":
            body, kind = str(Playground._esm), "text/javascript"
        else:
            body, kind = _HTML.format(style=_THEMES[theme], address=ADDRESS), "text/html"
        route.fulfill(body=body, content_type=f"{kind}; charset=utf-8")

    page.route(f"{lab.address}/playground/**", answer)
    serve(page)
    page.goto(f"{lab.address}/playground/page")
    show(page, **settings)
    return page


def show(page, done=(), **settings):
    """Show `playground(**settings)` on a page that `open_page` made, in place of the former one.

    `done` are the missions that a saved notebook knows as reached.
    """
    widget = playground(**settings)
    widget.done = list(done)
    names = [name for name in widget.keys if not name.startswith("_")]
    skip = ("layout", "tooltip", "tabbable")
    state = {name: getattr(widget, name) for name in names if name not in skip}
    page.evaluate("() => { window.remove?.(); document.getElementById('here').replaceChildren(); }")
    page.evaluate(_SHOW, state)


def epoch(page):
    """Return the epoch that the page shows."""
    return int(page.locator(".nnp").get_attribute("data-epoch"))


def status(page):
    """Return what a screen reader is told."""
    return page.get_by_role("status").inner_text()


def press(page, name, key="Enter"):
    """Press a key on the button of this name."""
    page.get_by_role("button", name=name, exact=True).press(key)


def choose(page, label, text):
    """Choose an option of the menu with this label."""
    page.get_by_label(label, exact=True).select_option(label=text)
