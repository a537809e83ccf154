"""The JavaScript of nncourse in a real browser, file by file, as its authors wrote it."""

from pathlib import Path

import nncourse

PACKAGE = Path(nncourse.__file__).parent

#: Where `serve` puts the package: ``await import("/nncourse-source/kit/random.js")``.
ADDRESS = "/nncourse-source"

_TYPES = {".js": "text/javascript", ".css": "text/css"}


def serve(page):
    """Let a page import the files of the package from `ADDRESS`."""

    def answer(route):
        name = route.request.url.split(f"{ADDRESS}/")[1]
        path = PACKAGE / name
        route.fulfill(
            body=path.read_text(encoding="utf-8") if name else "<!doctype html>",
            content_type=f"{_TYPES.get(path.suffix, 'text/html')}; charset=utf-8",
        )

    page.route(f"**{ADDRESS}/**", answer)


def open_page(lab):
    """Open an empty page of the fixture `lab` that can import files of the package."""
    page = lab.page("/api/status")
    serve(page)
    page.goto(f"{lab.address}{ADDRESS}/")
    return page
