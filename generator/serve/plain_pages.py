"""The page that stands where none can be made; it needs no template, for a template may be what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from generator.errors import Problem
from generator.render.metadata import POLICY


def error_page(problems: tuple[Problem, ...]) -> bytes:
    """What is wrong, with places and remedies."""
    lines = "".join(_lines(problems))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n'
        '<meta name="color-scheme" content="light dark">\n<title>Preview: errors</title>\n</head>\n<body>\n'
        '<main class="serve-broken">\n<h1>This page can\u2019t be shown</h1>\n'
        f"<p>It appears as soon as this is mended:</p>\n<ol>\n{lines}</ol>\n</main>\n</body>\n</html>\n"
    ).encode()


def _lines(problems: tuple[Problem, ...]) -> Iterator[str]:
    for problem in problems:
        place = f"<code>{escape(str(problem.location))}</code> " if problem.location.path else ""
        remedy = f"<p>{escape(problem.remedy, quote=False)}</p>" if problem.remedy else ""
        yield f"<li><p>{place}{escape(problem.message, quote=False)}</p>{remedy}</li>\n"
