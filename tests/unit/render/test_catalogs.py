"""Every word of the interface is in every catalog, and no catalog holds a word that is nowhere used."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

import generator.render
from generator.errors import ConfigurationError
from generator.model import Duration
from generator.render import default_theme
from generator.render.catalog import load_catalog
from generator.render.formats import FIRST_OF_MONTH, FIRST_PATTERN, LANGUAGE_VERSION, load_interface

LANGUAGES = ("en", "fr", "nl")
VERSIONS_TO_KNOW = ("Dutch", "English", "French", "German")

Key = tuple[str, str]


def python_messages() -> Iterator[Key]:
    for path in sorted(Path(generator.render.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield from _python_call(node)


def _python_call(call: ast.Call) -> Iterator[Key]:
    match call.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            pass
        case _:
            return
    words = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
    if name in {"t", "_t", "msgid", "n"} and words and isinstance(words[0], str):
        yield "", words[0]
    elif name == "p" and len(words) == 2:
        yield str(words[0]), str(words[1])


def template_messages() -> Iterator[Key]:
    environment = Environment(autoescape=True)
    for path in sorted(default_theme().glob("*.html")):
        for call in environment.parse(path.read_text(encoding="utf-8")).find_all(nodes.Call):
            words = [argument.value for argument in call.args if isinstance(argument, nodes.Const)]
            if isinstance(call.node, nodes.Name) and call.node.name == "t":
                yield "", words[0]
            elif isinstance(call.node, nodes.Name) and call.node.name == "p":
                yield words[0], words[1]


def used_messages() -> set[Key]:
    found = {*python_messages(), *template_messages()} - {("", FIRST_PATTERN)}
    return found | {(FIRST_OF_MONTH, FIRST_PATTERN)} | {(LANGUAGE_VERSION, name) for name in VERSIONS_TO_KNOW}


def read(language: str) -> Catalog:
    with (default_theme() / "catalogs" / f"{language}.po").open("rb") as file:
        return read_po(file, abort_invalid=True)


def messages(language: str) -> list[Message]:
    return [message for message in read(language) if message.id]


def key(message: Message) -> Key:
    singular = message.id if isinstance(message.id, str) else message.id[0]
    return message.context or "", singular


@pytest.mark.parametrize("language", LANGUAGES)
class TestCatalog:
    def test_translates_every_message(self, language: str) -> None:
        translated = {key(message) for message in messages(language) if message.string}
        assert sorted(used_messages() - translated) == []

    def test_holds_no_unused_message(self, language: str) -> None:
        known = {key(message) for message in messages(language) if message.context != LANGUAGE_VERSION}
        assert sorted(known - used_messages()) == []

    def test_holds_no_fuzzy_or_obsolete_message(self, language: str) -> None:
        assert [message.id for message in messages(language) if message.fuzzy] == []
        assert not read(language).obsolete

    def test_has_the_fields_of_its_messages(self, language: str) -> None:
        assert load_catalog(language, (default_theme(),)).messages

    def test_names_nobody_and_no_day(self, language: str) -> None:
        head = (default_theme() / "catalogs" / f"{language}.po").read_text(encoding="utf-8").split("\n\n")[0]
        assert "@" not in head
        assert "Date" not in head
        assert f"Language: {language}\\n" in head
        assert "Plural-Forms:" in head


class TestFallback:
    def test_a_sites_own_message_wins_and_the_rest_comes_from_the_default_theme(self, tmp_path: Path) -> None:
        write_catalog(tmp_path, "fr", 'msgid "Status"\nmsgstr "Situation"\n')
        catalog = load_catalog("fr", (tmp_path, default_theme()))
        assert catalog.gettext("Status") == "Situation"
        assert catalog.gettext("Published") == "Publication"

    def test_a_message_without_translation_is_english(self) -> None:
        assert load_catalog("fi", (default_theme(),)).gettext("Published") == "Published"

    def test_a_regional_language_falls_back_to_its_language(self) -> None:
        assert load_catalog("nl-BE", (default_theme(),)).gettext("Published") == "Gepubliceerd"

    def test_a_fuzzy_translation_is_not_used(self, tmp_path: Path) -> None:
        write_catalog(tmp_path, "fr", '#, fuzzy\nmsgid "Status"\nmsgstr "Situation"\n')
        assert load_catalog("fr", (tmp_path,)).gettext("Status") == "Status"

    def test_the_plural_rule_is_that_of_the_language(self, tmp_path: Path) -> None:
        write_catalog(
            tmp_path,
            "fr",
            'msgid "{number} day"\nmsgid_plural "{number} days"\nmsgstr[0] "{number} jour"\n'
            'msgstr[1] "{number} jours"\n',
        )
        french = load_interface("fr", (tmp_path,))
        assert [french.n("{number} day", "{number} days", number) for number in (0, 1, 2)] == [
            "0 jour",
            "1 jour",
            "2 jours",
        ]
        english = load_interface("en", ())
        assert english.n("{number} day", "{number} days", 0) == "0 days"


class TestFaults:
    def test_an_unknown_field_is_refused_at_its_line(self, tmp_path: Path) -> None:
        write_catalog(tmp_path, "fr", 'msgid "from {date}"\nmsgstr "dès le {datum}"\n')
        with pytest.raises(ConfigurationError, match=r"fr\.po:6: unknown field \{datum\}.*\n.*use only \{date\}"):
            load_catalog("fr", (tmp_path,))

    def test_unbalanced_braces_are_refused(self, tmp_path: Path) -> None:
        write_catalog(tmp_path, "fr", 'msgid "from {date}"\nmsgstr "dès le {date"\n')
        with pytest.raises(ConfigurationError, match="unbalanced braces"):
            load_catalog("fr", (tmp_path,))

    def test_a_file_that_is_no_catalog_is_refused(self, tmp_path: Path) -> None:
        write_catalog(tmp_path, "fr", "status = Situation\n")
        with pytest.raises(ConfigurationError, match="not a gettext catalog"):
            load_catalog("fr", (tmp_path,))

    def test_a_catalog_that_is_not_utf8_is_refused(self, tmp_path: Path) -> None:
        write_catalog(tmp_path, "fr", "")
        path = tmp_path / "catalogs" / "fr.po"
        path.write_bytes(path.read_bytes() + 'msgid "Status"\nmsgstr "État"\n'.encode("latin-1"))
        with pytest.raises(ConfigurationError, match="UTF-8"):
            load_catalog("fr", (tmp_path,))

    def test_an_unknown_language_is_refused(self) -> None:
        with pytest.raises(ConfigurationError, match="unknown language 'xx-yy-zz'"):
            load_interface("xx-yy-zz", ())


class TestNames:
    def test_a_language_version_has_its_own_phrase(self) -> None:
        assert load_interface("fr", (default_theme(),)).version_name("nl") == "la version néerlandaise"
        assert load_interface("nl", (default_theme(),)).version_name("fr") == "de Franse versie"

    def test_any_other_language_has_a_general_one(self) -> None:
        assert load_interface("fr", (default_theme(),)).version_name("tr") == "la version en turc"
        assert load_interface("nl", (default_theme(),)).version_name("tr") == "de versie in het Turks"

    def test_durations_keep_the_unit_that_they_were_written_in(self) -> None:
        french, dutch = (load_interface(language, (default_theme(),)) for language in ("fr", "nl"))
        assert french.duration(Duration("P24M", months=24)) == "24\u00a0mois"
        assert dutch.duration(Duration("P24M", months=24)) == "24 maanden"
        assert french.duration(Duration("P1Y2M", years=1, months=2)) == "1\u00a0an et 2\u00a0mois"

    def test_a_direction_comes_from_the_language(self) -> None:
        assert load_interface("ar", ()).direction == "rtl"


def write_catalog(folder: Path, language: str, body: str) -> None:
    head = (
        f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n'
    )
    (folder / "catalogs").mkdir(exist_ok=True)
    (folder / "catalogs" / f"{language}.po").write_text(head + body, encoding="utf-8")
