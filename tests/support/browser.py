"""JupyterLab in a real browser, over a copy of the course, on this machine only."""

import contextlib
import json
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from nncourse.lab import launch as course_lab
from tests.support import REPO
from tests.support.chromium import chromium

CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Whatever the page asks for elsewhere is refused, and found by foreign_requests().
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]

#: Milliseconds to wait for something on the page. No test depends on speed: this ends a hang.
PATIENCE = 120_000

#: Parts of the course that the copy holds.
PARTS = (
    "notebooks",
    "release",
    "source",
    "autograder_tests",
    "data",
    "nbgrader_config.py",
)

#: What JupyterLab and its extensions say by themselves, with an empty notebook too.
NOISE = (
    "No credentials available",
    "was preloaded using link preload but not used",
    "to activate.",  # "Plugin ... took 5168 ms to activate.", on a busy machine
    "did not appear within",  # Run All scrolls to the last cell, late on a busy machine
    "Failed to load resource: net::ERR_NAME_NOT_RESOLVED",  # judged by foreign_requests()
    # Of anywidget on a busy machine; tests/lessons/test_slow_machine.py holds that it does no harm.
    "[anywidget] Failed to initialize model",
)

_CONTROLS = (
    ".jp-OutputArea-output :is(input, button, select, summary, [tabindex])"
    ':not([tabindex="-1"]):visible:enabled'
)
_KIND = """control => {
    const path = [control.type ?? ""];
    for (let at = control; !at.matches(".jp-OutputArea-output"); at = at.parentElement) {
        path.push(at.tagName + "." + (at.getAttribute("class") ?? ""));
    }
    return path.join(" ");
}"""
_ACTIVE_CELL = "window.jupyterapp.shell.currentWidget.content.activeCellIndex"

THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}


class Lab:
    """A JupyterLab server and a browser that looks at it.

    Parameters
    ----------
    folder : pathlib.Path
        An empty folder; the copy of the course and all of Jupyter's own files go there.
    role : {"student", "instructor"}
        Whose settings of JupyterLab are used.
    root : pathlib.Path, optional
        The folder that is served; a copy of the course if not given.
    python : str or pathlib.Path, optional
        The Python that the server runs in.
    module : str
        What starts the server: the course's own, or any of Jupyter's, such as ``"jupyterlab"``.
    """

    # Playwright runs once in a thread, so all labs share one browser; each page is a session of
    # its own, without the cookies of the others.
    _stack = contextlib.ExitStack()
    _shared = None
    _users = 0

    def __init__(
        self, folder, role="student", root=None, python=sys.executable, module="nncourse.lab"
    ):
        self.root = root or folder / "course"
        self._command = [python, "-m", module]
        if module == "nncourse.lab":
            self._command += ["--root", self.root]
        if role == "instructor":
            self._command.append("--instructor")
        self.token = secrets.token_hex(16)
        if root is None:
            self._copy_course()
        self._log = folder / "jupyter.log"
        self._server = self._start(folder)
        self._opened = 0
        self._seen = {}  # page -> (console messages, requests)
        try:
            self._chromium = Lab.share_chromium()
            self._wait_for_server()
        except BaseException:
            self.close()
            raise

    def open(self, path, theme="light", width=1280, height=900):
        """Open a notebook in a fresh browser session and wait until its kernel is ready.

        Parameters
        ----------
        path : str
            Relative to the course, such as ``"notebooks/index.ipynb"``.
        theme : {"light", "dark"}
        width, height : int
            Of the window, in pixels.

        Returns
        -------
        playwright.sync_api.Page
        """
        self.set_theme(theme)
        self._opened += 1
        page = self.page(f"/lab/workspaces/test-{self._opened}/tree/{path}", width, height)
        self.wait_for_notebook(page, path)
        return page

    def wait_for_notebook(self, page, path):
        """Wait until a page shows this notebook and its kernel is ready."""
        page.wait_for_function(
            "path => window.jupyterapp?.shell.currentWidget?.context?.path === path", arg=path
        )
        page.evaluate(
            """async () => {
                const panel = window.jupyterapp.shell.currentWidget;
                await panel.revealed;
                await panel.sessionContext.ready;
                await panel.sessionContext.session?.kernel?.info;
            }"""
        )

    def validate(self, page):
        """Press Validate in a notebook that is open; return the dialog with what it says."""
        page.get_by_role("button", name="Validate").click()
        result = page.get_by_role("dialog").filter(has_text="Validation Results")
        result.wait_for()
        return result

    def page(self, url, width=1280, height=900):
        """Open any address of the server, such as ``"/formgrader"``, in a fresh session."""
        context = self._chromium.new_context(viewport={"width": width, "height": height})
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        messages, requests = [], []
        self._seen[page] = messages, requests
        page.on(
            "console",
            lambda message: (
                messages.append(f"{message.type}: {message.text}")
                if message.type in ("error", "warning")
                else None
            ),
        )
        page.on("pageerror", lambda error: messages.append(f"exception: {error}"))
        context.on("request", lambda request: requests.append(request.url))
        page.goto(f"{self.address}{url}{'&' if '?' in url else '?'}token={self.token}")
        return page

    def run_all(self, page):
        """Run all cells, wait for the last one, and fail on the first cell that raises."""
        failed = page.evaluate(
            """async () => {
                const app = window.jupyterapp;
                const panel = app.shell.currentWidget;
                await app.commands.execute('notebook:run-all-cells');
                for (const cell of panel.content.widgets) {
                    const outputs = cell.model.type === 'code' ? cell.model.outputs.toJSON() : [];
                    const error = outputs.find((output) => output.output_type === 'error');
                    if (error) return `${cell.model.id}: ${error.ename}: ${error.evalue}`;
                }
                return null;
            }"""
        )
        assert failed is None, failed

    def errors(self, page):
        """Return the errors and warnings on the page's console, without JupyterLab's own."""
        messages, _ = self._seen[page]
        return [text for text in messages if not any(noise in text for noise in NOISE)]

    def foreign_requests(self, page):
        """Return the addresses outside this machine that the page asked for."""
        _, requests = self._seen[page]
        own = (self.address, self.address.replace("http", "ws", 1), "data:", "blob:")
        return [url for url in requests if not url.startswith(own)]

    def axe(self, page, selector):
        """Return the serious and critical faults that axe-core finds inside `selector`."""
        assert page.locator(selector).count(), f"nothing on the page matches {selector}"
        found = Axe().run(page, context=selector).response["violations"]
        return [
            f"{fault['id']}: {fault['help']}: {node['html'][:200]} {node['failureSummary']}"
            for fault in found
            if fault["impact"] in ("serious", "critical")
            for node in fault["nodes"]
        ]

    def lost_keys(self, page):
        """Return the controls in the notebook's outputs whose arrow keys JupyterLab takes away.

        In its command mode they move from cell to cell, unless the control keeps them. One
        control of each kind is tried.
        """
        lost, tried = [], set()
        for control in page.locator(_CONTROLS).all():
            kind = control.evaluate(_KIND)
            if kind in tried:
                continue
            tried.add(kind)
            control.focus()
            before = page.evaluate(_ACTIVE_CELL)
            page.keyboard.press("ArrowDown")
            if page.evaluate(_ACTIVE_CELL) != before:
                lost.append(control.evaluate("element => element.outerHTML")[:200])
        return lost

    def set_theme(self, theme):
        """Choose the theme of pages opened from now on."""
        self._put_settings("@jupyterlab/apputils-extension:themes", {"theme": THEMES[theme]})

    def keep_all_cells_on_the_page(self):
        """Let pages opened from now on draw the cells that are out of sight, too."""
        self._put_settings("@jupyterlab/notebook-extension:tracker", {"windowingMode": "none"})

    def close(self):
        """End the pages and the server, and with it all kernels; the last one ends the browser."""
        for page in self._seen:
            page.context.close()
        Lab.release_chromium()
        self._server.terminate()
        try:
            self._server.wait(30)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait()

    @classmethod
    def share_chromium(cls):
        """Give the one Chromium of this process: Playwright cannot be started twice in it."""
        cls._users += 1
        if cls._shared is None:
            playwright = cls._stack.enter_context(sync_playwright())
            cls._shared = playwright.chromium.launch(
                executable_path=chromium(), args=CHROMIUM_OPTIONS
            )
        return cls._shared

    @classmethod
    def release_chromium(cls):
        """Give back what `share_chromium` gave; the last one ends the browser."""
        cls._users -= 1
        if cls._users == 0:
            cls._stack.close()
            cls._shared = None

    def _copy_course(self):
        self.root.mkdir()
        skip = shutil.ignore_patterns(".ipynb_checkpoints", ".nncourse-progress*", "__pycache__")
        for part in PARTS:
            if (REPO / part).is_dir():
                shutil.copytree(REPO / part, self.root / part, ignore=skip)
            elif (REPO / part).is_file():
                shutil.copy(REPO / part, self.root / part)

    def _start(self, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        options = [
            "--no-browser",
            "--ip=127.0.0.1",
            f"--port={port}",
            "--ServerApp.port_retries=0",
            f"--IdentityProvider.token={self.token}",
            "--ServerApp.allow_root=True",
            "--LabApp.expose_app_in_browser=True",
        ]
        env = course_lab.environment() | {
            "JUPYTER_CONFIG_DIR": str(folder / "config"),
            "JUPYTER_DATA_DIR": str(folder / "jupyter-data"),
            "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
            "IPYTHONDIR": str(folder / "ipython"),
            "OMP_NUM_THREADS": "1",
        }
        # Coverage makes server and kernels slower by half; what they run of ours, other tests run as well.
        for name in ("MPLBACKEND", "NNCOURSE_PROGRESS", "COVERAGE_PROCESS_START"):
            env.pop(name, None)
        with self._log.open("wb") as log:
            return subprocess.Popen(
                [*self._command, *options],
                env=env,
                cwd=self.root,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def _wait_for_server(self):
        while True:
            if self._server.poll() is not None:
                raise RuntimeError(f"JupyterLab ended at once:\n{self._log.read_text()}")
            try:
                self._request("GET", "/api/status")
                return
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)

    def _put_settings(self, plugin, settings):
        self._request("PUT", f"/lab/api/settings/{plugin}", {"raw": json.dumps(settings)})

    def _request(self, method, path, content=None):
        request = urllib.request.Request(
            self.address + path,
            method=method,
            data=None if content is None else json.dumps(content).encode(),
            headers={"Authorization": f"token {self.token}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=60) as response:
            return response.read()
