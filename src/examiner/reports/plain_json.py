"""``report.json``: all that was found out, as ``report.schema.json`` describes it."""


def write(report, folder):
    """Write ``report.json``."""
    path = folder / "report.json"
    path.write_text(report.to_json(), encoding="utf-8")
    return [path]
