"""What the tests of the playground's page share."""

import pytest

from tests.support.playground_page import open_page


@pytest.fixture
def page_of(lab):
    """Give a function that opens the playground; nothing may go wrong on its pages."""
    pages = []

    def opened(**settings):
        pages.append(open_page(lab, **settings))
        return pages[-1]

    yield opened
    for page in pages:
        assert lab.errors(page) == []
        assert lab.foreign_requests(page) == []
        page.context.close()
