"""The base of every widget of the course: it shows a stand-in, and survives a page that loads late."""

import uuid
from typing import Any

import anywidget
import ipywidgets
import traitlets
from IPython.display import DisplayHandle

from nncourse.kit import static
from nncourse.kit.sliders import widen


class CourseWidget(anywidget.AnyWidget):
    """A widget whose page (see ``part.js``) tells Python when it has loaded.

    Parameters
    ----------
    **traits
        First values of the traits.
    """

    #: What the widget is called where it cannot be shown.
    label = "Interactive figure"

    own_id = traitlets.Unicode().tag(sync=True)
    #: The models of its sliders, so that the page can name them for screen readers.
    slider_ids = traitlets.List(traitlets.Unicode()).tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        own_id = uuid.uuid4().hex
        super().__init__(model_id=own_id, own_id=own_id, **traits)
        #: The ipywidgets sliders shown above it, by the trait that they move.
        self.controls: dict[str, Any] = {}
        self._changed: set[str] = set()
        self._still: DisplayHandle | None = None
        self.observe(lambda change: self._changed.add(change["name"]))
        self.on_msg(self._load)

    def add_sliders(self, **sliders: Any) -> None:
        """Show ipywidgets sliders above this widget, and let each move the trait of its name.

        The page links them, so they work while the kernel is busy.
        """
        self.controls = {name: widen(slider) for name, slider in sliders.items()}
        longest = max(len(slider.description) for slider in sliders.values())
        for slider in sliders.values():
            slider.style.description_width = f"{0.55 * longest + 0.5:.1f}em"  # all begin alike
        self.slider_ids = [slider.model_id for slider in sliders.values()]
        for name, slider in sliders.items():
            ipywidgets.jslink((slider, "value"), (self, name))

    def stand_in(self) -> tuple[str, str]:
        """Return what to show without a kernel, as HTML and as plain text."""
        words = f"[{self.label}]"
        return static.paragraph(words), words

    def loaded(self) -> None:
        """React to a page that has loaded; for subclasses."""

    def _load(self, _widget: Any, content: Any, _buffers: Any) -> None:
        if isinstance(content, dict) and content.get("loaded") is True:
            # A slow page may have missed these: see part.js.
            if late := self._changed & set(self.keys):
                self.send_state(late)
            self.loaded()

    def _ipython_display_(self) -> None:
        shown = ipywidgets.VBox([*self.controls.values(), self]) if self.controls else self
        self._still = static.show(shown, self.own_id, *self.stand_in())

    def renew_stand_in(self) -> None:
        """Let the notebook keep what `stand_in` returns now, for readers without a kernel."""
        if self._still:
            static.renew(self._still, self.own_id, *self.stand_in())
