"""Formulas in formgrader's page for marking by hand, without the network.

nbgrader's template for that page asks a public server for MathJax whatever ``mathjax_url`` says.
This extension of Jupyter Server gives formgrader an exporter that names the copy of MathJax which
the package ``jupyter_server_mathjax`` serves. Feedback files, which leave this machine, are left
as they are.
"""

import importlib.util

from jupyter_server.utils import url_path_join
from nbconvert.exporters import HTMLExporter

_PROVIDER = "jupyter_server_mathjax"
_PUBLIC = HTMLExporter.mathjax_url.default_value

# The only configuration and the only font that the package holds.
_CONFIG = "TeX-AMS-MML_HTMLorMML-full,Safe"
_FONT = """<script type="text/x-mathjax-config">
MathJax.Hub.Config({"HTML-CSS": {availableFonts: [], preferredFont: null, webFont: "STIX-Web"}});
</script>
"""


class FormgraderExporter(HTMLExporter):
    """nbconvert's exporter, with `mathjax_url` also where a template does not ask for it."""

    def from_filename(self, filename, resources=None, **kwargs):
        """Make the page of a notebook, and exchange the script in its head."""
        page, resources = super().from_filename(filename, resources, **kwargs)
        tag = '<script src="{}">'
        local = _FONT + tag.format(self.mathjax_url)
        return page.replace(tag.format(_PUBLIC), local, 1), resources


def _jupyter_server_extension_points():
    return [{"module": __name__}]


def _load_jupyter_server_extension(app):
    """Give formgrader the exporter; say so where MathJax is not installed."""
    settings = app.web_app.settings
    if "nbgrader_exporter" not in settings:
        app.log.info("mathjax: formgrader is off, nothing to do")
        return
    if importlib.util.find_spec(_PROVIDER) is None:
        app.log.warning("mathjax: %s is missing, formgrader asks the network", _PROVIDER)
        return
    exporter = FormgraderExporter(config=settings["nbgrader_formgrader"].config)
    script = url_path_join(settings["base_url"], "static", _PROVIDER, "MathJax.js")
    exporter.mathjax_url = f"{script}?config={_CONFIG}"
    settings["nbgrader_exporter"] = exporter
