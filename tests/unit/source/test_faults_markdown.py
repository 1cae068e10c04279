"""All that Markdown would drop, renumber or turn into something else without a word, and what could do harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import InputError
from generator.model import Block, CodeBlock, Link, Paragraph, Words
from generator.source import load_site
from tests.unit.source.planting import TEXT, WORDING, Fault, check, loaded, parametrize, problems_of, rewrite, site

LAST = "La version néerlandaise l'emporte.\n"
HEADING = "## Langue {#language}"


def body(name: str, new: str, message: str, remedy: str = "") -> Fault:
    """Return a fault of the last section's body."""
    return Fault(name, TEXT, LAST, f"{new}\n", message, remedy)


def heading(name: str, new: str, message: str, remedy: str = "") -> Fault:
    """Return a fault of the last section's heading."""
    return Fault(name, TEXT, HEADING, new, message, remedy)


HTML = [
    body("a script", "⟦<script>alert(1)</script>", "HTML is not read: '<script>alert(1)</script>'", "`\\<`"),
    body("a style", "⟦<style>\nb {}\n</style>", "HTML is not read"),
    body("a frame", "a\n\n⟦<iframe src=x></iframe>\n\nb", "HTML is not read"),
    body("a remark", "⟦<!-- hidden -->", "HTML is not read: '<!-- hidden -->'"),
    body("a remark inside a line", "a\nb ⟦<!-- hidden --> c", "HTML is not read"),
    body("an image with a handler", "a ⟦<img src=x onerror=alert(1)> b", "HTML is not read"),
    body("character data", "⟦<![CDATA[ x ]]>", "HTML is not read"),
    body("a processing instruction", "⟦<?php x ?>", "HTML is not read"),
    body("bold", "a\nb ⟦<b>c⟦</b> d", "HTML is not read"),
    body("in an item", "- a\n- b ⟦<br> c", "HTML is not read"),
    body("in a cell", "| a | b |\n| - | - |\n| 1 | c ⟦<br> d |", "HTML is not read"),
    body("in a link", "[a ⟦<br> b](https://a.example/)", "HTML is not read"),
    heading("in a heading", "## Lan⟦<wbr>gue {#language}", "HTML is not read"),
    Fault("in the title", TEXT, "# Conditions", "# ⟦<b>Conditions", "HTML is not read"),
    body("an image", "a ⟦![b](https://a.example/x.png) c", "words only, no images", "say in words"),
    body("an image by its name", "a ⟦![b][c]\n\n[c]: https://a.example/x.png", "words only, no images"),
    heading("a heading that is an image", "## ⟦![a](https://a.example/x.png) {#language}", "words only, no images"),
]


def link(name: str, target: str, message: str) -> Fault:
    """Return a fault of a link's target, told where the target stands."""
    return body(name, f"a\nb [c](⟦{target}) d", message, "Link to https://")


def coded_link(name: str, target: str, message: str) -> Fault:
    """Return the same of a target that holds codes, so that it can't be found: told where its paragraph begins."""
    return body(name, f"⟦a [c]({target}) d", message, "Link to https://")


NOWHERE = "a link may not lead to"
SCHEMES = [
    link("javascript", "javascript:alert(1)", NOWHERE),
    link("javascript in mixed case", "JaVaScRiPt:alert(1)", NOWHERE),
    link("javascript with a coded line end", "java&#x0A;script:alert(1)", NOWHERE),
    coded_link("javascript with a coded tab", "java&Tab;script:alert(1)", NOWHERE),
    coded_link("javascript with a coded letter", "&#106;avascript:alert(1)", NOWHERE),
    coded_link("javascript with a coded colon", "javascript&colon;alert(1)", NOWHERE),
    coded_link("javascript with an escaped colon", "javascript\\:alert(1)", NOWHERE),
    link("data", "data:text/html,x", NOWHERE),
    link("vbscript", "vbscript:x", NOWHERE),
    link("a feed of javascript", "feed:javascript:x", NOWHERE),
    link("a blob", "blob:https://a.example/x", NOWHERE),
    link("a file", "file:///etc/passwd", NOWHERE),
    link("ftp", "ftp://a.example/", NOWHERE),
    link("no scheme", "//a.example/", NOWHERE),
    link("a relative address", "terms.html", NOWHERE),
    link("a place on the page", "#what", NOWHERE),
]

TARGETS = [
    link("a user's name", "https://policies.example@a.example/", "holds a user's name"),
    link("a user's name and password", "https://u:p@a.example/", "holds a user's name"),
    link("no host", "https:///x", "names no host"),
    link("one slash", "https:/a.example", "names no host"),
    link("no slash", "https:a.example", "names no host"),
    link("a host without a dot", "https://localhost/", "names no host"),
    link("a host that is a number", "https://2130706433/", "names no host"),
    link("a host in brackets", "https://[::1]/", "names no host"),
    link("a bracket that stays open", "https://[::1/", "is not an address"),
    link("a port that is too high", "https://a.example:99999/", "is not an address"),
    link("a port that is no number", "https://a.example:x/", "is not an address"),
    link("a host of 300 characters", "https://" + "a." * 150 + "example/", "names no host"),
    link("a host with a Cyrillic letter", "https://xn--pple-43d.com/", "the host '\u0430pple.com' mixes alphabets"),
    link("a host in Cyrillic letters that look Latin", "https://xn--80ak6aa92e.com/", "mixes alphabets"),
    link("the same, not coded", "https://\u0430\u0440\u0440\u04cf\u0435.com/", "mixes alphabets"),
    link("a quote", 'https://a.example/"onmouseover="x', "holds the character U+0022"),
    coded_link("an angle", "https://a.example/&lt;x", "holds the character U+003C"),
    body("a space", "a <b\n[c](<⟦https://a.example/ x>)", "holds the character U+0020"),
    link("a coded line end", "https://a.example/&#10;x", "holds the character U+000A"),
    coded_link("a coded direction mark", "https://a.example/&#x202e;x", "holds the character U+202E"),
    coded_link("a coded zero width space in a mail", "mailto:a&#xad;b@c.example", "U+00AD"),
    link("an address that is no mail", "mailto:info", "is not an e-mail address"),
    link("a mail with a blind copy", "mailto:a@b.example?bcc=x@y.example", "is not an e-mail address"),
    link("a telephone without a digit", "tel:---", "is not a telephone number"),
]


@parametrize(HTML)
def test_html_and_images(tmp_path: Path, fault: Fault) -> None:
    check(tmp_path, fault)


@parametrize(SCHEMES)
def test_a_link_that_may_not_lead_there(tmp_path: Path, fault: Fault) -> None:
    check(tmp_path, fault)


@parametrize(TARGETS)
def test_an_address_that_is_not_what_it_seems(tmp_path: Path, fault: Fault) -> None:
    check(tmp_path, fault)


LINKS = [
    body("a target's place", "a\nb [c](⟦javascript:x) d", "a link may not lead to 'javascript:x'"),
    body("the second of two equal ones", "[a](⟦ftp://a.example/) [b](⟦ftp://a.example/)", "a link may not lead to"),
    body("an automatic link", "a <⟦javascript:alert> b", "a link may not lead to"),
    body("a link without an address", "a [b⟦]() c", "a link may not lead to ''"),
    body("a link without words", "a ⟦[](https://a.example/) b", "this link has no words", "`[words](https://…)`"),
    body("an address with a space", "a ⟦[b](https://a.example/x y)", "this link can't be read", "without spaces"),
    body("a number with spaces", "a ⟦[b](tel:+32 9 123)", "this link can't be read"),
    body("emphasised words and a space", "a [*b*⟦](https://a.example/x y)", "this link can't be read"),
    body("a link in a link", "[a [b](https://b.example/)⟦](https://a.example/)", "this link can't be read"),
    body("a name that nothing defines", "a ⟦[b][c] d", "this link has no target: '[b][c]'", "the same section"),
    body("an empty name that nothing defines", "a ⟦[b][] d", "this link has no target"),
    body(
        "a definition that nothing uses", 'a\n\n⟦[b]: https://a.example/ "hidden words"', "no link in this section uses"
    ),
    body(
        "a second definition", "[a]\n\n[a]: https://a.example/\n⟦[A]: https://b.example/", "a second link of this name"
    ),
    body("a definition that leads astray", "⟦a [b][c]\n\n[c]: javascript:x", "a link may not lead to"),
    Fault(
        "a definition in another section",
        TEXT,
        f"{HEADING}\n\n{LAST}",
        "⟦[c]: https://a.example/\n\n## Langue {#language}\n\n⟦[b][c]\n",
        "th",
        "same section",
    ),
    body("a footnote", "a⟦[^1] b", "footnotes are not read: '[^1]'", "Put the note into the text"),
    body("a footnote with its note", "a⟦[^1] b\n\n[^1]: note", "footnotes are not read"),
    body("a note without a mark", "a\n\n⟦[^1]: https://a.example/", "footnotes are not read"),
]


@parametrize(LINKS)
def test_a_link_that_would_be_lost(tmp_path: Path, fault: Fault) -> None:
    check(tmp_path, fault)


ATTRIBUTES = [
    body(
        "a handler on a link",
        "[a](https://a.example/)⟦{onclick=x}",
        "no place here: '{onclick=x}'",
        "`[words]{lang=en}`",
    ),
    body("another target on a link", "[a](https://a.example/)⟦{href=//b.example}", "no place here"),
    body("a title on a link", "[a](https://a.example/)⟦{title=x}", "no place here"),
    body("a class on a link", "[a](https://a.example/)⟦{.x}", "no place here: '{.x}'"),
    body("an id on a link", "[a](https://a.example/)⟦{#x}", "no place here"),
    body("a class on an automatic link", "<https://a.example/>⟦{.x}", "no place here"),
    body("a class on code", "`a`⟦{.x}", "no place here"),
    body("a class on emphasis", "*a*⟦{.x}", "no place here"),
    body("a class on words", "[a]⟦{.x}", "no place here"),
    body("an id on words", "[a]⟦{#x lang=en}", "no place here"),
    body("a handler beside a language", "[a]⟦{lang=en onclick=x}", "no place here"),
    body("a remark beside a language", "[a]⟦{lang=en %hidden words%}", "no place here"),
    body("a language that is none", "[a]⟦{lang=EN_us}", "'EN_us' is not a language tag"),
    body("no words in another language", "a ⟦[]{lang=en} b", "no words stand in these brackets"),
    body("no attributes", "⟦[a]{} b", "these attributes can't be read: '[a]{}'"),
    body("attributes of another program", "⟦[a]{=html}", "these attributes can't be read"),
    body("a brace that stays open", "⟦[a]{lang=en", "these attributes can't be read"),
    body("a handler above a block", "⟦{onclick=x}\na", "no place here", "Only a name is read above a block"),
    body("a class above a block", "⟦{.x}\na", "no place here"),
    body("a language above a block", "⟦{lang=en}\na", "no place here"),
    body("a name and a class above a block", "⟦{#x .y}\na", "no place here"),
    body("a name with a remark above a block", "⟦{#x %hidden words%}\na", "no place here"),
    body("a name at the end of a paragraph", "a ⟦{#x}", "no place here"),
    body("a name inside a paragraph", "a\n⟦{#x}\nb", "no place here"),
    body("a name above nothing", "a\n\n⟦{#x}", "the id 'x' names nothing", "directly above"),
    body("a name above a divider", "⟦{#x}\n\n---\n\na", "the id 'x' names nothing"),
    body("a name above another name", "⟦{#x}\n{#y}\na", "the id 'x' names nothing"),
    body("a name at the end of an item", "- a\n\n  ⟦{#x}\n- b", "the id 'x' names nothing"),
    body("a role of nobody", "a ⟦{foo}`what`", "the role {foo} is not known", "{ref}`id`"),
    body("a reference with a space", "a ⟦{ref} `what`", "this reference is not complete", "without a space"),
    body("a reference without its marks", "a ⟦{Ref}what", "this reference is not complete"),
    body("a reference to what can't be an id", "a ⟦{ref}`What`", "'What' can't be the id of a section"),
    body("a reference to nothing", "a\nb ⟦{ref}`wat` c", "the reference leads to 'wat'", "'what'?"),
    body("a reference at the start of a sentence", "⟦{Ref}`wat` c", "the reference leads to 'wat'"),
    body("a reference to a block", "{#x}\na\n\n⟦{ref}`x`", "the reference leads to 'x'"),
    heading("a reference in a heading", "## Langue ⟦{ref}`wat` {#language}", "the reference leads to 'wat'"),
    Fault(
        "in wording",
        WORDING,
        "Voir {ref}`keeping`",
        "a\n        b ⟦{ref}`keping`",
        "the reference leads to 'keping'",
        "'keeping'?",
    ),
]


@parametrize(ATTRIBUTES)
def test_attributes_and_references(tmp_path: Path, fault: Fault) -> None:
    check(tmp_path, fault)


TABLES = [
    body(
        "a cell too many",
        "| a | b |\n| - | - |\n| ⟦1 | 2 | 3 |",
        "this row has 3 cells, and the table 2 columns",
        "`\\|`",
    ),
    body("a cell too few", "| a | b |\n| - | - |\n| ⟦1 |", "this row has 1 cell, and the table 2 columns"),
    body("a column too few", "| a |\n| - |\n| ⟦1 | 2 |", "this row has 2 cells, and the table 1 column"),
    body("a bar in code", "| a | b |\n| - | - |\n| ⟦`1 | x` | 2 |", "this row has 3 cells"),
    body("words below a table", "| a | b |\n| - | - |\n| 1 | 2 |\n⟦Words.", "this row has 1 cell"),
    body("without bars at its sides", "a | b\n--- | ---\n⟦1 | 2 | 3", "this row has 3 cells"),
    body("in an item", "- x\n\n  | a | b |\n  | - | - |\n  | ⟦1 | 2 | 3 |", "this row has 3 cells"),
    body("in a quote", "> | a | b |\n> | - | - |\n> | ⟦1 | 2 | 3 |", "this row has 3 cells"),
    body(
        "dashes for another number of columns",
        "⟦| a | b | c |\n| - | - |\n| 1 | 2 |",
        "looks like a row of a table",
        "a line of dashes",
    ),
    body("no line of dashes", "a\n⟦| a | b |\n| 1 | 2 |", "looks like a row of a table"),
    body("dashes that become a list", "a | b\n- ⟦| -\n1 | 2", "looks like a row of a table"),
]

LISTS = [
    body("a number left out", "1. a\n3. ⟦b", "written as 3. but would be shown as 2.", "`\\.`"),
    body("one number for all", "1. a\n1. ⟦b", "written as 1. but would be shown as 2."),
    body("a number with noughts", "001. ⟦a\n2. b", "written as 001. but would be shown as 1."),
    body("a bracket for a full stop", "1) ⟦a\n2) ⟦b", ") but would be shown as"),
    body("an item without words", "- a\n⟦-\n- c", "this item has no words", "Write them"),
    body("a quote without words", "a\n\n> ⟦", "this quote has no words"),
    body(
        "seven lists deep",
        "".join("  " * n + "- a\n" for n in range(6)) + "            - ⟦a",
        "nested too deep",
        "six levels",
    ),
    body(
        "ten lists deep",
        "".join("  " * n + "- a\n" for n in range(6))
        + "            - ⟦a\n"
        + "".join("  " * n + "- a\n" for n in range(7, 10)),
        "nested too deep",
    ),
    body("twenty quotes deep", ">" * 20 + " ⟦a", "nested too deep"),
    body("5,000 quotes deep", ">" * 5000 + " ⟦a", "nested too deep"),
]

ACCIDENTS = [
    body("a sentence over dashes", "⟦a\n---", "this line becomes a heading", "a blank line before a line of -"),
    body("a sentence over equal signs", "⟦a\n===", "this line becomes a heading"),
    body("in an item", "- ⟦a\n  ---", "this line becomes a heading"),
    body("in a quote", "> ⟦a\n> ---", "this line becomes a heading"),
    body("indented words", "a\n\n    ⟦b", "indented so far that it becomes program code", "Indent it less"),
    body("words behind a tab", "\t⟦a", "indented so far"),
    body("indented words in an item", "- a\n\n      ⟦b", "indented so far"),
    body("a heading in an item", "- ⟦## a", "a heading can't stand here", "begin at the margin"),
    body("a heading in a quote", "> ⟦### a", "a heading can't stand here"),
    body("a fence that stays open", "⟦```\na", "this ``` block is never closed", "End it with a line ```"),
    body("a fence that swallows a heading", "⟦~~~\na\n\n## B {#b}\n\nc", "this ~~~ block is never closed"),
    body("a fence in an item that stays open", "- ⟦```\n  a\n\nb", "this ``` block is never closed"),
    body("a fence with a language", "⟦```python\na\n```", "has no language here", "Delete what follows the fence"),
    body("a fence that breaks out", '⟦```" onclick="x\na\n```', "has no language here"),
    body("marks of a merge conflict", "⟦<<<<<<< HEAD\na\n=======\nb\n>>>>>>> c", "the marks of a merge conflict"),
]

DIRECTIVES = [
    body(
        "one that stays open",
        "⟦:::{records} categories\n:view: list\n\na",
        "this directive is never closed",
        "End it with a line :::",
    ),
    body("one without a name", "⟦:::\na\n:::", "this directive is not complete", "`:::{records} categories`"),
    body("one of nobody", "⟦:::{note} x\n:::", "the directive {note} is not known", "records, contact"),
    body("a misspelt one", "⟦:::{recrods} categories\n:view: list\n:::", "{recrods} is not known", "'records'?"),
    body("other records", "⟦:::{records} contacts\n:view: list\n:::", "there are no records 'contacts'"),
    body("no view", "⟦:::{records} categories\n:::", "the view of these records is missing", "list, table"),
    body("a misspelt view", "⟦:::{records} categories\n:view: lst\n:::", "'lst' is not a view", "'list'?"),
    body(
        "an option of nobody",
        ":::{records} categories\n:view: list\n⟦:colour: red\n:::",
        "the option 'colour' is not known",
    ),
    body("a second view", ":::{records} categories\n:view: list\n⟦:view: table\n:::", "stands here twice"),
    body(
        "words in a directive",
        ":::{records} categories\n:view: list\n⟦lost words\n:::",
        "'lost words' is not an option",
    ),
    body("no place of use", "⟦:::{contact} office\n:::", "the place of use of this contact is missing"),
    body(
        "a place of use without words",
        "⟦:::{contact} office\n:use: nowhere\n:::",
        "no words for 'office' in the place 'nowhere'",
    ),
    body(
        "a contact of nobody",
        "⟦:::{contact} ofice\n:use: letters\n:::",
        "the contact 'ofice' is not among the facts",
        "'office'?",
    ),
    body("in an item", "- ⟦:::{records} categories\n  :view: list\n  :::", "a directive can't stand here"),
    body("in a quote", "> ⟦:::{records} categories\n> :view: list\n> :::", "a directive can't stand here"),
]


@parametrize(TABLES)
def test_tables(tmp_path: Path, fault: Fault) -> None:
    check(tmp_path, fault)


@parametrize(LISTS)
def test_lists_and_quotes(tmp_path: Path, fault: Fault) -> None:
    check(tmp_path, fault)


@parametrize(ACCIDENTS)
def test_accidents(tmp_path: Path, fault: Fault) -> None:
    check(tmp_path, fault)


@parametrize(DIRECTIVES)
def test_directives(tmp_path: Path, fault: Fault) -> None:
    check(tmp_path, fault)


def test_the_same_view_twice(tmp_path: Path) -> None:
    root = site(tmp_path)
    rewrite(root, TEXT, lambda text: text.replace(LAST, ":::{records} categories\n:view: list\n:::\n"))
    problems = problems_of(root)
    assert "the id 'categories-list' stands in this text twice (first in line 20)" in [p.message for p in problems]


HEADINGS = [
    heading("no id", "⟦## Été à la mer", "this heading has no id", "like {#ete-a-la-mer}"),
    heading("no id, and a year", "⟦## 2024 : droits", "this heading has no id", "like {#droits}"),
    heading("no id, and no Latin letter", "⟦## λόγος", "this heading has no id", "like {#id}"),
    heading("an empty id", "⟦## Langue {#}", "this heading has no id", "`## Title {#id}`"),
    heading("only a class", "⟦## Langue {.unnumbered}", "this heading has no id", "`## Title {#id}`"),
    heading("a class of nobody", "⟦## Langue {#language .x}", "'.x' is not allowed in a heading", "`.unnumbered`"),
    heading("a handler", "⟦## Langue {#language onclick=x}", "'onclick=x' is not allowed in a heading"),
    heading("two ids", "⟦## Langue {#language #b}", "'#b' is not allowed in a heading"),
    heading("no title", "⟦## {#language}", "this heading has no title", "Only a numbered clause"),
    heading("no title and no number", "⟦### {#language .unnumbered}", "this heading has no title"),
    heading("a title of signs", "⟦## \U0001f600 {#language}", "this heading has no words", "Write a title"),
    heading("no space after the marks", "⟦##Langue {#language}", "a space is missing after the # marks", "`\\#`"),
    heading("a no-break space after the marks", "⟦##\u00a0Langue {#language}", "a space is missing after the # marks"),
    heading("a number sign in prose", "⟦#1 des ventes", "a space is missing after the # marks"),
    heading("the fourth level", "⟦#### Langue {#language}", "a heading of level 4 has no place", "`### ` for a clause"),
    heading("the seventh level", "⟦####### Langue {#language}", "a heading of level 7 has no place"),
    heading("a second title", "⟦# Langue", "the text has a second title", "`## ` for an article"),
    heading(
        "a clause of an unnumbered article",
        "## A {#a .unnumbered}\n\n⟦### Langue {#language}",
        "needs a numbered article above it",
        "`.unnumbered`",
    ),
    Fault(
        "a clause before any article",
        TEXT,
        "## Définitions {#definitions}",
        "⟦### Définitions {#definitions}",
        "needs a numbered article",
    ),
    Fault("no title", TEXT, "# Conditions d'utilisation\n\n", "⟦", "the text has no title", "one line `# Title`"),
    Fault("words before the title", TEXT, "# Conditions", "⟦Avant.\n\n# Conditions", "words stand before the title"),
    Fault(
        "metadata",
        TEXT,
        "# Conditions",
        "⟦---\ntitle: x\n---\n\n# Conditions",
        "metadata before the text is not read",
        "YAML files",
    ),
    Fault(
        "metadata that stays open",
        TEXT,
        "# Conditions",
        "⟦---\ntitle: x\n\n# Conditions",
        "metadata before the text is not read",
    ),
    Fault("a title without words", TEXT, "# Conditions d'utilisation", "⟦# \U0001f600", "the title has no words"),
    Fault("a title with an id", TEXT, "# Conditions d'utilisation", "# Conditions ⟦{#terms}", "no place here"),
    Fault(
        "a title with a link",
        TEXT,
        "# Conditions d'utilisation",
        "# ⟦[Conditions](https://a.example/)",
        "only words may stand here",
    ),
    Fault(
        "a title with a reference",
        TEXT,
        "# Conditions d'utilisation",
        "# ⟦Voir {ref}`what`",
        "only words may stand here",
    ),
]


@parametrize(HEADINGS)
def test_headings(tmp_path: Path, fault: Fault) -> None:
    check(tmp_path, fault)


@pytest.mark.parametrize("line", ["## Langue{#language}", "## Langue {#language} fin", "## Langue {#language} ##"])
def test_an_id_that_does_not_end_its_heading(tmp_path: Path, line: str) -> None:
    root = site(tmp_path)
    rewrite(root, TEXT, lambda text: text.replace(HEADING, line))
    messages = [problem.message for problem in problems_of(root)]
    assert "the id of this heading does not stand at its end, after a space" in messages


# ---------------------------------------------------------------- time


HEAVY = {
    "brackets": "[" * 3_000,
    "brackets over lines": ("[" * 500 + "\n") * 6,
    "images": "![" * 1_500,
    "open emphasis": "*a " * 6_000,
    "open strong emphasis": "**a" * 6_000,
    "emphasis over lines": ("*a **b " * 2_000 + "\n") * 3,
    "a table of 2,000 columns": "|a" * 2_000 + "|\n" + "|-" * 2_000 + "|\n" + "|b" * 2_000 + "|",
    "definitions": "".join(f"[a{n}]: https://a.example/\n" for n in range(2_000)),
    "open tags": "<a " * 6_000,
    "back quotes": "".join("`" * n + "a" for n in range(150)),
    "codes": "&amp;" * 3_900,
    "nested emphasis": "*a **b " * 300 + "c** d* " * 300,
    "nested foreign words": "[" * 60 + "x" + "]{lang=en}" * 60,
    "nested dashes": "- " * 3_000 + "x",
    "spaces": "## " + " " * 19_000 + "x",
}


@pytest.mark.parametrize("words", HEAVY.values(), ids=HEAVY.keys())
def test_heavy_markdown_ends_in_seconds(tmp_path: Path, words: str) -> None:
    root = site(tmp_path)
    rewrite(root, TEXT, lambda text: text.replace(LAST, f"{words}\n"))
    try:
        told: tuple[object, ...] = load_site(root).corpus.documents
    except InputError as error:
        told = error.problems
    assert told


def test_too_many_brackets_are_refused_before_they_are_parsed(tmp_path: Path) -> None:
    root = site(tmp_path)
    rewrite(root, TEXT, lambda text: text.replace(LAST, ("[" * 10_000 + "\n") * 5))
    (problem,) = problems_of(root)
    assert "opening brackets; at most 10,000 are read" in problem.message


@pytest.mark.parametrize("marks", ["*a **b ", "**a *b "])
def test_marks_that_are_nested_too_deep(tmp_path: Path, marks: str) -> None:
    first, second = marks.split()
    closing = f"c{second[:-1]} d{first[:-1]} "
    check(tmp_path, body("", "⟦" + marks * 10 + closing * 10, "marks are nested too deep here", "fewer marks"))


# ---------------------------------------------------------------- what is no fault


def blocks_of(root_text: str, folder: Path) -> tuple[Block, ...]:
    """Return the blocks of the last section of the draft, which has this body."""
    (document,) = loaded(folder, TEXT, LAST, root_text).corpus.documents
    assert document.draft is not None
    text = document.draft.text("fr")
    assert text is not None
    return text.sections[-1].blocks


LITERAL = {
    "a template": ("{{ 7*7 }}", "{{ 7*7 }}"),
    "a template's mark": ("{% include 'x' %}", "{% include 'x' %}"),
    "braces": ("{a}", "{a}"),
    "an escaped footnote": (r"mots\[^1]", "mots[^1]"),
    "an escaped link": (r"\[a\](b c)", "[a](b c)"),
    "an escaped bracket": (r"\[a](b c) et \[a][b] et \[^1] et \[a]{b}", "[a](b c) et [a][b] et [^1] et [a]{b}"),
    "an escaped name": (r"\{#x}", "{#x}"),
    "an escaped reference": (r"\{ref} a", "{ref} a"),
    "an escaped bar": (r"\| a | b |", "| a | b |"),
    "an escaped heading": (r"\## a", "## a"),
    "an escaped number": (r"2\. a", "2. a"),
    "brackets": ("[a] et [b]", "[a] et [b]"),
    "a legal number": ("2.1. a", "2.1. a"),
    "an entity": ("a &amp; b &lt;c&gt;", "a & b <c>"),
}


@pytest.mark.parametrize(("source", "words"), LITERAL.values(), ids=LITERAL.keys())
def test_characters_that_stay_characters(tmp_path: Path, source: str, words: str) -> None:
    (paragraph,) = blocks_of(f"{source}\n", tmp_path)
    assert isinstance(paragraph, Paragraph)
    assert paragraph.inlines == (Words(words),)


def test_headings_and_names_in_a_fence_are_characters(tmp_path: Path) -> None:
    (block,) = blocks_of("```\n## A\n#!/bin/sh\n{#x}\n:::\n```\n", tmp_path)
    assert isinstance(block, CodeBlock)
    assert block.text == "## A\n#!/bin/sh\n{#x}\n:::\n"


def test_a_fence_in_an_item_holds_headings_too(tmp_path: Path) -> None:
    (block,) = blocks_of("- ```\n  ## A {#a}\n  ```\n", tmp_path)
    assert "## A {#a}" in repr(block)


@pytest.mark.parametrize(
    "block", ["mots", "- a\n- b", "1. a\n2. b", "> a", "| a | b |\n| - | - |\n| 1 | 2 |", "```\na\n```"]
)
def test_a_name_above_a_block(tmp_path: Path, block: str) -> None:
    (named,) = blocks_of(f"{{#a-name}}\n{block}\n", tmp_path)
    assert getattr(named, "id", "") == "a-name"


@pytest.mark.parametrize(
    "target",
    [
        "https://a.example/",
        "http://b\u00fccher.example/a_(b)?c=d#e",
        "mailto:info@a.example",
        "tel:+3291234567",
        "https://xn--bcher-kva.example/",
        "https://\u043f\u0440\u0438\u043c\u0435\u0440.com/",
    ],
)
def test_a_link_that_is_read(tmp_path: Path, target: str) -> None:
    (paragraph,) = blocks_of(f"[a]({target})\n", tmp_path)
    assert isinstance(paragraph, Paragraph)
    assert paragraph.inlines == (Link(target, (Words("a"),)),)


@pytest.mark.parametrize("title", ['"><script>', "' onclick='x"])
def test_the_title_of_a_link_is_only_words(tmp_path: Path, title: str) -> None:
    escaped = title.replace('"', '\\"')
    (paragraph,) = blocks_of(f'[a](https://a.example/ "{escaped}")\n', tmp_path)
    assert isinstance(paragraph, Paragraph)
    assert paragraph.inlines == (Link("https://a.example/", (Words("a"),), title),)
