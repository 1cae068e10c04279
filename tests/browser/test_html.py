"""The built pages are valid HTML, as the Nu HTML Checker of the W3C sees it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.conftest import miss

# The checker reads files, where 'self' names nothing, and takes blocks of JSON-LD for scripts. What the policy forbids
# on a served page is tested in the browser.
BROWSER_KNOWS_BETTER = "Content Security Policy (meta tag)"


@pytest.fixture(scope="session")
def checker() -> list[str]:
    """Return the command of the checker: the jar that POLYLEX_VNU_JAR names, in Java."""
    jar = os.environ.get("POLYLEX_VNU_JAR", "")
    if not jar or not Path(jar).is_file():
        miss("no HTML checker: name vnu.jar in POLYLEX_VNU_JAR")
    if not shutil.which("java"):
        miss("no Java to run the HTML checker with")
    # The language of a page is declared, and short pages let the checker guess wrong.
    return ["java", "-jar", jar, "--format", "json", "--no-langdetect", "--stdout", "--exit-zero-always"]


def test_every_page_is_valid_html(checker: list[str], site_folder: Path) -> None:
    pages = sorted(str(file) for file in site_folder.rglob("*.html"))
    assert pages, f"no page in {site_folder}"
    run = subprocess.run([*checker, *pages], capture_output=True, text=True, check=True)
    messages = [
        f"{message['url'].rsplit('/site/')[-1]}:{message.get('lastLine', 0)}: {message['message']}"
        for message in json.loads(run.stdout)["messages"]
        if message["type"] == "error" or message.get("subType") == "warning"
    ]
    assert [message for message in messages if BROWSER_KNOWS_BETTER not in message] == []
