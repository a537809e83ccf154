"""Formulas in formgrader without the network."""

from types import SimpleNamespace

import pytest

from nncourse.lab import mathjax


class Page(mathjax.HTMLExporter):
    """Stands for nbgrader's template, which names the public server whatever one configures."""

    def from_filename(self, filename, resources=None, **kwargs):
        return f'<head><script src="{mathjax._PUBLIC}"> </script></head>{mathjax._PUBLIC}', {}


def test_only_the_script_in_the_head_is_exchanged(monkeypatch):
    monkeypatch.setattr(mathjax.HTMLExporter, "from_filename", Page.from_filename)
    exporter = mathjax.FormgraderExporter()
    exporter.mathjax_url = "/static/MathJax.js"
    page, _ = exporter.from_filename("any.ipynb")
    assert '<script src="/static/MathJax.js">' in page
    assert page.endswith(mathjax._PUBLIC)


@pytest.mark.parametrize("missing", ["formgrader", "mathjax"])
def test_without_formgrader_or_mathjax_the_server_starts_all_the_same(monkeypatch, missing):
    said = []
    settings = {} if missing == "formgrader" else {"nbgrader_exporter": "as it was"}
    log = SimpleNamespace(info=lambda *words: said.append(words))
    log.warning = log.info
    app = SimpleNamespace(web_app=SimpleNamespace(settings=settings), log=log)
    monkeypatch.setattr(mathjax.importlib.util, "find_spec", lambda name: None)
    mathjax._load_jupyter_server_extension(app)
    assert len(said) == 1
    assert settings.get("nbgrader_exporter", "as it was") == "as it was"
