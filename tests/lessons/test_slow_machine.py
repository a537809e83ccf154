"""Run All on a slow machine: every widget of every lesson comes alive, and hears Python."""

import json
import shutil

import pytest

from nncourse.lab import home
from tests.support import lesson

#: How much slower Chromium's own throttle makes the page.
SLOWER = 6

_MINE = """
from ipywidgets.widgets.widget import _instances
from nncourse.kit import CourseWidget
_mine = [widget for widget in _instances.values() if isinstance(widget, CourseWidget)]
"""
_IDS = f"{_MINE}\nimport json\nprint(json.dumps([widget.own_id for widget in _mine]))"
_CALL = f"{_MINE}\nfor _widget in _mine:\n    _widget.tabbable = True"


def in_kernel(page, code):
    """Run code in the kernel of the open notebook; what it prints."""
    return page.evaluate(
        """async (code) => {
            const { session } = window.jupyterapp.shell.currentWidget.sessionContext;
            const run = session.kernel.requestExecute({ code });
            let text = "";
            run.onIOPub = (message) => { text += message.content.text ?? ""; };
            await run.done;
            return text;
        }""",
        code,
    )


def wait_for_all(page, ids, condition):
    """Wait until each of these widgets is on the page and its model fulfils a condition."""
    page.wait_for_function(
        f"""(ids) => ids.every((id) => {{
            const {{ model }} = document.querySelector(`[data-nn-live="${{id}}"]`) ?? {{}};
            return model && {condition};
        }})""",
        arg=ids,
    )


@pytest.mark.browser
@pytest.mark.parametrize("name", [one.notebook for one in home.LESSONS if one.questions])
def test_no_widget_is_dead(lab, name):
    # A kernel of its own, in which no other test has left widgets.
    shutil.copy(lesson.NOTEBOOKS / f"{name}.ipynb", lab.root / "notebooks" / f"{name}-slow.ipynb")
    page = lab.open(f"notebooks/{name}-slow.ipynb")
    throttle = page.context.new_cdp_session(page)
    throttle.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    lab.run_all(page)
    ids = json.loads(in_kernel(page, _IDS))
    assert ids
    wait_for_all(page, ids, "true")
    in_kernel(page, _CALL)
    wait_for_all(page, ids, "model.get('tabbable')")  # what Python set just now
    assert page.get_by_text("This did not load").count() == 0
    assert page.get_by_text("Not running here").locator("visible=true").count() == 0
    page.context.close()
