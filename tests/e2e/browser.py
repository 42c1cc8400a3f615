"""People in front of real browser pages: what they see, say and click."""

from __future__ import annotations

import importlib
import os
import shutil
from pathlib import Path

import pytest

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
DOCS = Path(__file__).parents[2] / "docs" / "screenshots"


PATIENCE_MS = 20_000
"""How long something may take to appear: a busy machine is no defect, and nobody waits in vain."""


def need_playwright():
    """Return Playwright; without it the tests are skipped, unless they are required."""
    if os.environ.get("MISFORTUNE_REQUIRE_BROWSER"):
        found = importlib.import_module("playwright.sync_api")
    else:
        reason = "the extra `browser` is missing"
        found = pytest.importorskip("playwright.sync_api", reason=reason)
    found.expect.set_options(timeout=PATIENCE_MS)
    return found


class Page:
    """One page of one person; any console error or foreign request is kept as a complaint."""

    def __init__(
        self,
        browser,
        home: str,
        *,
        scheme: str = "dark",
        width: int = 1366,
        language: str | None = None,
    ) -> None:
        self.context = browser.new_context(
            color_scheme=scheme,
            locale=language,
            viewport={"width": width, "height": 800},
            reduced_motion="reduce",
        )
        self.page = self.context.new_page()
        self.home = home
        self.complaints: list[str] = []
        self.received: list[bytes] = []
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._request)
        self.page.on("websocket", self._socket)
        self.page.on("response", self._response)

    def _console(self, message) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def _request(self, request) -> None:
        if not request.url.startswith((self.home, self.home.replace("http", "ws"), "data:")):
            self.complaints.append(f"foreign request: {request.url}")

    def _socket(self, ws) -> None:
        def keep(payload) -> None:
            self.received.append(payload if isinstance(payload, bytes) else payload.encode())

        ws.on("framereceived", keep)

    def _response(self, response) -> None:
        if "/debrief" not in response.url and response.ok and response.status == 200:
            self.received.append(response.url.encode())

    # -- short words ---------------------------------------------------------------------------

    def goto(self, path: str) -> Page:
        self.page.goto(path if path.startswith("http") else self.home + path)
        return self

    def button(self, name: str, *, exact: bool = True):
        return self.page.get_by_role("button", name=name, exact=exact)

    def press(self, name: str) -> Page:
        self.button(name).first.click()
        return self

    def tab(self, name: str) -> Page:
        self.page.get_by_role("tab", name=name).click()
        return self

    def region(self, name: str):
        return self.page.get_by_role("region", name=name, exact=True)

    def shot(self, name: str, folder: Path, **options) -> Path:
        """Keep a screenshot; into the documentation when that is being written."""
        target = DOCS if os.environ.get("MISFORTUNE_WRITE_DOCS") else folder
        target.mkdir(parents=True, exist_ok=True)
        path = target / f"{name}.png"
        self.page.screenshot(path=path, **options)
        return path

    def themed(self, name: str, folder: Path, **options) -> Page:
        """Keep a screenshot in both themes."""
        for scheme in ("light", "dark"):
            self.page.emulate_media(color_scheme=scheme)
            self.shot(f"{name}-{scheme}", folder, **options)
        return self
