"""What the interactive parts share: a JavaScript kit, its style, and the bundler.

``kit.js`` builds elements and controls, ``chart.js`` draws line charts, ``random.js`` and
``maths.js`` compute. The other files of the package import from them with plain ``import`` lines.
"""

from nncourse.kit.bundle import script, style

__all__ = ["script", "style"]
