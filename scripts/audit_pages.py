"""Runs Lighthouse, pa11y and html-validate on a built site, and prints what they say; `scripts/audit` calls it.

Exit code 1 if a page scores less than 100 somewhere, or if a tool finds a fault.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.browser.serving import ServedSite, kind_of, serve

KINDS = (
    "/<language>/<document>/<revision>/",
    "/<language>/<document>/<revision>/<language>/",
    "/<language>/<document>/changes/",
    "/<language>/<document>/changes/<redline>/",
    "/<language>/<document>/changes/<redline>/columns/",
    "/<language>/<document>/changes/<redline>/<language>/",
)
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu")
FULL = 100
# What axe can't decide (an arrow alone is too short for text) is no fault.
RUNNERS = {"runners": ["axe", "htmlcs"], "levelCapWhenNeedsReview": "warning"}


@dataclass(frozen=True, slots=True)
class Tools:
    """Where the tools lie, and which browser they drive."""

    cache: Path
    browser: str

    def run(self, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one of the tools; its exit code says nothing here."""
        command = [str(self.cache / "node_modules" / ".bin" / name), *arguments]
        environment = {**os.environ, "CHROME_PATH": self.browser}
        return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)  # noqa: S603 - our own


def chosen(site: ServedSite, given: Sequence[str]) -> tuple[str, ...]:
    """Return the pages that were asked for, else the first of each kind that matters most."""
    if given:
        return tuple(given)
    first = {kind_of(page): page for page in reversed(site.pages())}
    return tuple(first[kind] for kind in KINDS if kind in first)


def lighthouse(tools: Tools, address: str) -> Iterator[str]:
    """Print the scores of a page; yield each that isn't full, with the audits that failed.

    Whether a page may be listed by search engines is the content's choice, and doesn't count.
    """
    run = tools.run(
        "lighthouse",
        address,
        "--output=json",
        "--quiet",
        "--skip-audits=is-crawlable",
        f"--chrome-flags={' '.join(FLAGS)}",
    )
    if not run.stdout.startswith("{"):
        yield f"Lighthouse failed: {run.stderr.strip().splitlines()[-1:]}"
        return
    report = json.loads(run.stdout)
    scores = {name: round(FULL * (part["score"] or 0)) for name, part in report["categories"].items()}
    print("  lighthouse   ", ", ".join(f"{name} {score}" for name, score in scores.items()))
    for name, score in scores.items():
        if score < FULL:
            yield f"{name} {score}: {', '.join(failed(report['categories'][name]['auditRefs'], report['audits']))}"


def failed(
    references: Sequence[Mapping[str, str | float]], audits: Mapping[str, Mapping[str, object]]
) -> Iterator[str]:
    """Return the audits of a category that count and aren't passed."""
    for reference in references:
        score = audits[str(reference["id"])]["score"]
        if reference["weight"] and isinstance(score, int | float) and score < 1:
            yield str(reference["id"])


def pa11y(tools: Tools, address: str) -> Iterator[str]:
    """Yield what pa11y finds on a page by WCAG 2 AA, with both of its engines."""
    settings = tools.cache / "pa11y.json"
    launch = {"executablePath": tools.browser, "args": list(FLAGS)}
    settings.write_text(json.dumps({"chromeLaunchConfig": launch, **RUNNERS}), "utf-8")
    run = tools.run("pa11y", "--config", str(settings), "--reporter", "json", address)
    if not run.stdout.lstrip().startswith("["):
        yield f"pa11y failed: {run.stderr.strip()[:300]}"
        return
    issues = json.loads(run.stdout)
    print("  pa11y        ", f"{len(issues)} findings")
    for issue in issues:
        yield f"{issue['code']} at {issue['selector']}: {issue['message']}"


def html_validate(tools: Tools, folder: Path) -> Iterator[str]:
    """Yield what html-validate finds on all pages."""
    pages = sorted(str(page) for page in folder.rglob("*.html"))
    settings = Path(__file__).with_name("html-validate.json")
    told = tools.cache / "html-validate.json"
    told.unlink(missing_ok=True)
    run = tools.run("html-validate", "--config", str(settings), "--formatter", f"json={told}", *pages)
    if not told.is_file():
        yield f"html-validate failed: {run.stderr.strip()[:300]}"
        return
    results = json.loads(told.read_text("utf-8"))
    print(f"html-validate: {sum(len(result['messages']) for result in results)} findings on {len(pages)} pages")
    for result in results:
        for message in result["messages"]:
            place = f"{Path(result['filePath']).relative_to(folder)}:{message['line']}"
            yield f"{place}: {message['ruleId']}: {message['message']}"


def main(cache: Path, given: Sequence[str]) -> int:
    """Audit the site in the cache; return the exit code."""
    tools = Tools(cache, os.environ["POLYLEX_CHROMIUM"])
    found = 0
    with serve(cache / "site") as site:
        for page in chosen(site, given):
            print(page)
            for finding in (*lighthouse(tools, site.address + page), *pa11y(tools, site.address + page)):
                print("    ", finding)
                found += 1
    for finding in html_validate(tools, cache / "site"):
        print("    ", finding)
        found += 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
