"""Texts, facts and wordings for tests of checks, written as short as they can be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from generator.check import TERMS_PATH, Context, Finding, TermBase, check_delta, check_pair, check_text, read_terms
from generator.errors import Location
from generator.model import Facts, Origin, Paragraph, Passage, Patterns, Place, Text, Wording, Words
from generator.source.facts import FACTS
from generator.source.files import SourceText, read_source
from generator.source.parsed import Parser
from generator.source.plain import read_plain
from generator.source.resolve import Resolver, TextSources
from generator.source.wording import RawWording
from generator.source.yaml_tree import parse_yaml

ROOT = Path(__file__).resolve().parents[3]
PATTERNS = {
    "fr": Patterns("Article {n} –", "{n}.{m}.", "article {n}", "article {n}.{m}"),
    "nl": Patterns("Artikel {n} –", "{n}.{m}.", "artikel {n}", "artikel {n}.{m}"),
}
LANGUAGES = ("fr", "nl", "en", "de")


def terms() -> TermBase:
    """The term base of the sample content."""
    return read_terms(read_source(ROOT, TERMS_PATH))


TERMS = terms()


def read(markdown: str, language: str, name: str = "") -> Text:
    """A text of a site if it has ids or references, else a plain file."""
    source = SourceText(f"{name}{language}.md", markdown)
    if "{#" not in markdown and "{ref}" not in markdown and "{lang=" not in markdown:
        return read_plain(source, language)
    whole = SourceText(source.path, markdown if markdown.startswith("# ") else f"# Titre\n\n{_with_targets(markdown)}")
    sources = TextSources(
        language,
        Origin.OFFICIAL,
        date(2024, 1, 1),
        whole,
        SourceText(f"{name}{language}.yaml", ""),
        RawWording(PATTERNS.get(language, PATTERNS["fr"])),
        Facts(),
    )
    return Resolver(Parser()).text(sources)


def _with_targets(markdown: str) -> str:
    """The text, with an id for each heading that lacks one, and a section for each reference that leads to none."""
    lines = [
        f"{line} {{#s{n}}}" if line.startswith("#") and "{#" not in line else line
        for n, line in enumerate(markdown.split("\n"))
    ]
    text = "\n".join(lines)
    for target in ("rechten", "cookies"):
        if "{ref}`" + target in text and "{#" + target not in text:
            text += f"\n\n## {target.title()} {{#{target}}}\n\n{target}.\n"
    return text


def facts_of(source: str) -> Facts:
    """Facts from YAML."""
    return FACTS.read(parse_yaml(SourceText("facts.yaml", source)))


def _passage(words: str, line: int, items: tuple[str, ...]) -> Passage:
    blocks = (Paragraph(Place(line, 1, "wording.yaml"), (Words(words),)),)
    return Passage(blocks, items, words + "\n", Location("wording.yaml", line, 1))


def wording_of(parts: Mapping[str, str]) -> Wording:
    """Passages, one a line: `orders list postal-address: words`, and `service opt-out: words` for contacts."""
    categories: dict[tuple[str, str], Passage] = {}
    contacts: dict[tuple[str, str], Passage] = {}
    for line, written in enumerate(parts.get("wording", "").splitlines(), 1):
        head, _, words = written.partition(": ")
        category, use, *items = head.split()
        categories[category, use] = _passage(words, line, tuple(items))
    for line, written in enumerate(parts.get("contacts", "").splitlines(), 50):
        head, _, words = written.partition(": ")
        contact, use = head.split()
        contacts[contact, use] = _passage(words, line, ())
    return Wording(PATTERNS["fr"], categories=categories, contacts=contacts)


def context_of(parts: Mapping[str, str]) -> Context:
    """What a case says beside its texts."""
    effective = {"yes": True, "no": False}.get(parts.get("effective", "").strip())
    facts = facts_of(parts["facts"]) if "facts" in parts else None
    return Context("case", "draft", TERMS, facts, has_effective_date=effective)


def findings_of(parts: Mapping[str, str]) -> tuple[Finding, ...]:
    """All that the rules find in a case: its texts alone, with each other, and against their former wording."""
    context = context_of(parts)
    texts = {language: read(parts[language], language) for language in LANGUAGES if language in parts}
    if not texts:
        wording = wording_of(parts)
        texts = {"fr": Text("fr", Origin.OFFICIAL, "Titre", "", (), wording, "fr.md", "fr.yaml", "# Titre\n")}
    found = [finding for text in texts.values() for finding in check_text(text, context)]
    pair = [texts[language] for language in ("nl", "fr", "en", "de") if language in texts]
    if len(pair) > 1:
        found += check_pair(pair[0], pair[1], context)
        if f"old {pair[0].language}" in parts:
            old = tuple(read(parts[f"old {text.language}"], text.language, "old-") for text in pair[:2])
            found += check_delta((old[0], old[1]), (pair[0], pair[1]), context)
    return tuple(found)
