"""Every command and every option of the command line is named in the documentation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from generator.cli import cli


def walk(command: click.Command, context: click.Context, name: str) -> Iterator[tuple[str, click.Command]]:
    """Yield a command and all those below it, with the words that call them."""
    yield name, command
    if isinstance(command, click.Group):
        for child_name in command.list_commands(context):
            child = command.get_command(context, child_name)
            assert child is not None, child_name
            yield from walk(child, click.Context(child, info_name=child_name, parent=context), f"{name} {child_name}")


COMMANDS = dict(walk(cli, click.Context(cli, info_name="polylex"), "polylex"))
OPTIONS = [
    (name, flag)
    for name, command in COMMANDS.items()
    for option in command.params
    if isinstance(option, click.Option) and not option.hidden
    for flag in (*option.opts, *option.secondary_opts)
]


@pytest.fixture(scope="session")
def documentation(repository: Path) -> str:
    """Return the words of README.md and of all that lies under docs/."""
    pages = [repository / "README.md", *sorted((repository / "docs").rglob("*.md"))]
    return "\n".join(page.read_text("utf-8") for page in pages)


def mentions(documentation: str, words: str) -> bool:
    """Whether the words stand there as such, not as a part of longer ones."""
    return re.search(rf"(?<![\w-]){re.escape(words)}(?![\w-])", documentation) is not None


def test_every_command_is_documented(documentation: str) -> None:
    assert [name for name in COMMANDS if not mentions(documentation, name)] == []


def test_every_option_is_documented(documentation: str) -> None:
    assert [(name, flag) for name, flag in OPTIONS if not mentions(documentation, flag)] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does(name: str) -> None:
    assert COMMANDS[name].help


def test_a_part_of_a_word_is_no_mention() -> None:
    assert mentions("`polylex build -o DIR`", "polylex build")
    assert not mentions("polylex builder, --outputs", "polylex build")
    assert not mentions("polylex builder, --outputs", "--output")
