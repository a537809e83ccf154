"""What the interactive parts share: a JavaScript kit, its style, and the bundler.

``kit.js`` builds elements and controls, ``chart.js`` draws line charts, ``random.js`` and
``maths.js`` compute. The other files of the package import from them with plain ``import`` lines.
"""

from typing import Any

from nncourse.kit.bundle import script, style

__all__ = ["script", "style", "with_text"]


def with_text(bundle: Any, text: str) -> Any:
    """Change what front ends without widgets show.

    Parameters
    ----------
    bundle
        What ``_repr_mimebundle_`` of a widget returned: data, perhaps with metadata, or None.
    text
        The plain text.
    """
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    if data is not None:
        data["text/plain"] = text
    return bundle
