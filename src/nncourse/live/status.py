"""A line of text that screen readers announce when it changes."""

import html

import ipywidgets


class Status(ipywidgets.HTML):
    """A paragraph with ``role="status"``; holds plain text only."""

    def say(self, text):
        """Show a text, and have it announced.

        Parameters
        ----------
        text : str
            Plain text; signs of HTML are shown as they are.
        """
        self.value = f'<p role="status" style="line-height: 1.4">{html.escape(text.strip())}</p>'
