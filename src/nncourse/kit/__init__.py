"""What the interactive parts share: a JavaScript kit, its style, the bundler, the base of widgets.

``kit.js`` builds elements and controls, ``chart.js`` draws line charts, ``random.js`` and
``maths.js`` compute. The other files of the package import from them with plain ``import`` lines.
"""

from nncourse.kit.bundle import script, style
from nncourse.kit.widget import CourseWidget

__all__ = ["CourseWidget", "script", "style"]
