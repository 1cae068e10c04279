"""A site's own theme folder: it wins file by file, and its faults are told at their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import ConfigurationError
from generator.render import RenderOptions, default_theme, render_site
from generator.render.theme import asset_files
from tests.unit.render.samples import TODAY, copied


def rendered(folder: Path) -> dict[str, bytes]:
    options = RenderOptions(TODAY, (folder, default_theme()))
    return {file.path: file.content for file in render_site(copied(), options).files}


def fault(folder: Path, template: str, name: str = "missing.html") -> str:
    (folder / name).write_text(template, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        rendered(folder)
    return str(caught.value)


class TestOwnFiles:
    def test_a_template_wins(self, tmp_path: Path) -> None:
        (tmp_path / "missing.html").write_text("<p>Own</p>\n", encoding="utf-8")
        made = rendered(tmp_path)
        assert made["404.html"] == b"<p>Own</p>\n"
        assert b"policy-text" in made["fr/privacy/index.html"]

    def test_an_asset_wins_and_others_stay(self, tmp_path: Path) -> None:
        (tmp_path / "assets" / "fonts").mkdir(parents=True)
        (tmp_path / "assets" / "polylex.css").write_bytes(b"p {}\n")
        (tmp_path / "assets" / "fonts" / "own.woff2").write_bytes(b"x")
        made = {file.path: file.content for file in asset_files((tmp_path, default_theme()))}
        assert made["assets/polylex.css"] == b"p {}\n"
        assert list(made) == [
            "assets/compare.js",
            "assets/fonts/own.woff2",
            "assets/on-day.js",
            "assets/polylex.css",
            "assets/polylex.svg",
            "assets/redline.js",
            "assets/search.js",
            "assets/status.js",
            "assets/text.js",
        ]

    def test_words_are_escaped(self, tmp_path: Path) -> None:
        (tmp_path / "missing.html").write_text("{{ '<b>' }}\n", encoding="utf-8")
        assert rendered(tmp_path)["404.html"] == b"&lt;b&gt;\n"


class TestFaults:
    def test_an_unknown_name(self, tmp_path: Path) -> None:
        message = fault(tmp_path, "line\n{{ page.colour }}\n")
        assert message.startswith(f"{tmp_path}/missing.html:2: unknown name in a template")
        assert "'colour'" in message
        assert "help: " in message

    def test_an_unknown_variable(self, tmp_path: Path) -> None:
        assert "'colour' is undefined" in fault(tmp_path, "{{ colour }}\n")

    def test_wrong_syntax(self, tmp_path: Path) -> None:
        message = fault(tmp_path, "a\nb\n{% if %}\n")
        assert message.startswith(f"{tmp_path}/missing.html:3: wrong template syntax")

    def test_a_template_that_is_missing(self, tmp_path: Path) -> None:
        message = fault(tmp_path, 'a\n{% include "nowhere.html" %}\n')
        assert message.startswith(f"{tmp_path}/missing.html:2: the template 'nowhere.html' doesn't exist")

    def test_a_page_without_template(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigurationError, match=r"the template 'choice\.html' doesn't exist"):
            render_site(copied(), RenderOptions(TODAY, (tmp_path,)))

    def test_an_endless_include(self, tmp_path: Path) -> None:
        message = fault(tmp_path, '{% include "missing.html" %}\n')
        assert message.startswith(f"{tmp_path}/missing.html:1: the template includes itself without an end")

    def test_a_filter_that_fails(self, tmp_path: Path) -> None:
        message = fault(tmp_path, "{{ page.choices | nosuch }}\n")
        assert message.startswith(f"{tmp_path}/missing.html:1: wrong template syntax: No filter named 'nosuch'")
