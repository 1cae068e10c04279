"""The built site, and a browser that shows it.

Where Chromium or the HTML checker is missing, the tests are skipped and say so; under CI that is a failure.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, ViewportSize, sync_playwright

from tests.browser.serving import ServedSite, serve

CHROMIUM_FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
TIMEOUT = 15_000  # milliseconds

OpenWindow = Callable[..., BrowserContext]


def miss(what: str) -> NoReturn:
    """Skip the test for something that this machine lacks; under CI, where it must be there, fail."""
    if "CI" in os.environ:
        pytest.fail(f"{what}; under CI this must be there", pytrace=False)
    pytest.skip(what)


@pytest.fixture(scope="session")
def site_folder(pytestconfig: pytest.Config, repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the repository's own site: freshly built, or the one that `--site` names."""
    given = pytestconfig.getoption("--site")
    if given is not None:
        return Path(given)
    folder = tmp_path_factory.mktemp("built") / "site"
    command = [sys.executable, "-m", "generator.cli", "-C", str(repository), "build", "-o", str(folder)]
    build = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)
    if build.returncode:
        pytest.fail(f"the site does not build (exit code {build.returncode}):\n{build.stderr}", pytrace=False)
    return folder


@pytest.fixture(scope="session")
def site(site_folder: Path) -> Iterator[ServedSite]:
    """Serve the built site."""
    with serve(site_folder) as served:
        assert served.pages(), f"no page in {site_folder}"
        yield served


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the Chromium that POLYLEX_CHROMIUM names; these tests take a minute, so they run only where asked for."""
    executable = os.environ.get("POLYLEX_CHROMIUM")
    if not executable:
        miss("no browser: name Chromium in POLYLEX_CHROMIUM, as .ci/run does")
    sandbox = ("--no-sandbox",) if os.geteuid() == 0 else ()
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=executable, args=[*CHROMIUM_FLAGS, *sandbox])
        except Error as error:
            miss(f"Chromium does not start: {error.message}")
        yield browser
        browser.close()


@pytest.fixture
def open_window(chromium: Browser) -> Iterator[OpenWindow]:
    """Open windows of a width in pixels, with options such as `color_scheme`; the test's end closes them."""
    with ExitStack() as windows:

        def open_one(width: int, **options: object) -> BrowserContext:
            size = ViewportSize(width=width, height=800)
            context = chromium.new_context(viewport=size, **options)  # type: ignore[arg-type]
            context.set_default_timeout(TIMEOUT)
            windows.callback(context.close)
            return context

        yield open_one
