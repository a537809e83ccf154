"""The elements, attributes and text of a page."""

from html.parser import HTMLParser


class Tags(HTMLParser):
    """Collects the elements, attributes and text of a page."""

    def __init__(self, shown):
        super().__init__()
        self.elements, self.text = [], []
        self.feed(shown)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text.append(data)

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")

    handle_pi = handle_comment
