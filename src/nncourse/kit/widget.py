"""The base of every widget of the course: it shows a stand-in, and survives a page that loads late."""

import uuid
from typing import Any

import anywidget
import traitlets

from nncourse.kit import static


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

    def __init__(self, **traits: Any) -> None:
        own_id = uuid.uuid4().hex
        super().__init__(model_id=own_id, own_id=own_id, **traits)
        self._changed: set[str] = set()
        self.observe(lambda change: self._changed.add(change["name"]))
        self.on_msg(self._load)

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
        static.show(self, self.own_id, *self.stand_in())
