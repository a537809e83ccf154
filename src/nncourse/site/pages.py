"""HTML of a notebook: nbconvert with a template of our own, and formulas as MathML.

The pages ask no other host for anything, so they work from a folder, too.
"""

import re
from pathlib import Path, PurePosixPath

from bs4 import BeautifulSoup
from jinja2 import pass_context
from latex2mathml.converter import convert
from nbconvert.exporters import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

_HERE = Path(__file__).parent
# \mathrm{softmax} comes as seven letters; as one word it is spaced, and read aloud, as a word.
_LETTERS = re.compile(r'(?:<mi mathvariant="normal">\w</mi>)+')
_PICTURE = "Picture for readers without a kernel"


class PageExporter(HTMLExporter):
    """nbconvert's exporter for the pages of the site; ``template/index.html.j2`` lays them out."""

    def __init__(self, **options):
        super().__init__(template_name="template", extra_template_basedirs=[str(_HERE)], **options)

    @pass_context
    def markdown2html(self, context, source):
        """Make HTML of the text of a cell."""
        return MarkdownWithMath(renderer=_Renderer(escape=False)).render(source)

    def from_notebook_node(self, nb, resources=None, **options):
        """Make the page of a notebook.

        Raises
        ------
        ValueError
            If the notebook has no title.
        """
        page, resources = super().from_notebook_node(nb, resources, **options)
        soup = BeautifulSoup(page, "html.parser")
        if soup.title is None or soup.h1 is None:
            name = resources["metadata"]["name"]
            raise ValueError(
                f"The notebook {name} has no title. Write '# Title' into its first cell."
            )
        for link in soup.find_all(class_="anchor-link"):
            link.decompose()  # a stop for the Tab key at every heading; their ids stay
        soup.title.string = soup.h1.get_text()
        _unfold_pictures(soup)
        _let_scroll(soup)
        _list_contents(soup)
        return str(soup), resources


class _Renderer(IPythonRenderer):
    """Markdown of a notebook: links lead to pages, formulas need no script."""

    def link(self, text, url, title=None):
        return super().link(text, _address(url), title)

    def inline_math(self, body):
        return _formula(body, "inline")

    def block_math(self, body):
        return _formula(body, "block")


def _formula(tex, display):
    return _LETTERS.sub(
        lambda word: f"<mi>{re.sub('<.*?>', '', word[0])}</mi>", convert(tex, display=display)
    )


def _address(url):
    """Lead to the page of a notebook of the course; all pages lie in one folder.

    Examples
    --------
    >>> _address("../release/task14/task14.ipynb#Set-up"), _address("pictures/a.svg")
    ('task14.html#Set-up', 'pictures/a.svg')
    """
    path, sign, place = url.partition("#")
    if ":" in path or not path.endswith(".ipynb"):
        return url
    return f"{PurePosixPath(path).stem}.html{sign}{place}"


def _unfold_pictures(soup):
    """Show the pictures that stand in for widgets."""
    for summary in soup.find_all("summary", string=_PICTURE):
        folded = summary.parent
        summary.decompose()
        folded.name = "div"
        folded["class"] = "figure"


def _let_scroll(soup):
    """Let wide tables, formulas and code be scrolled by finger and by key."""
    for table in soup.find_all("table"):
        if table.thead and not table.thead.get_text(strip=True):
            table.thead.decompose()
    for wide in soup.find_all(lambda tag: tag.name == "table" or tag.get("display") == "block"):
        holder = "div" if wide.name == "table" else "span"  # a formula may stand in a paragraph
        wide.wrap(soup.new_tag(holder, attrs={"class": "wide", "tabindex": 0}))
    for code in soup.find_all("pre"):
        code["tabindex"] = 0


def _list_contents(soup):
    """List the sections below the title of a long page."""
    sections = soup.main.find_all("h2")
    place = soup.find(id="contents")
    soup.h1.insert_after(*soup.main.find_all(class_="note"), place)
    if len(sections) < 4:
        place.decompose()
        return
    entries = soup.new_tag("ul")
    for section in sections:
        link = soup.new_tag("a", href=f"#{section['id']}")
        link.string = section.get_text()
        item = soup.new_tag("li")
        item.append(link)
        entries.append(item)
    place.append(entries)
