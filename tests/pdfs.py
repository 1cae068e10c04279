"""Looking into PDFs, and where none can be made."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.errors import ConfigurationError
from generator.typeset import require


def need_weasyprint() -> None:
    """Skip the tests where no PDF can be made; fail there under CI."""
    try:
        require()
    except ConfigurationError as error:
        _miss(str(error))


def text_of(pdf: Path) -> list[str]:
    """The text of each page, in the order in which it was drawn; skips where poppler is missing, fails under CI."""
    if not shutil.which("pdftotext"):
        _miss("pdftotext is missing: Debian has it in poppler-utils")
    command = ["pdftotext", "-raw", "-enc", "UTF-8", str(pdf), "-"]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    return text.split("\f")[:-1]


def _miss(reason: str) -> None:
    if "CI" in os.environ:
        pytest.fail(reason)
    pytest.skip(reason)
