"""The published declaration, as it is built: every word of it, and nothing else."""

from __future__ import annotations

import difflib
import hashlib
import json
import re
from pathlib import Path

import pytest

from generator.build import BuildOptions, build
from generator.model import Block, ItemList, Quote, Revision, Table, Text
from generator.source import LoadedSite, load_site
from tests.reading import read_page, words_of

FACEBOOK = "https://www.facebook.com/help/581066165581870/?helpref=uf_share"
GOOGLE = (
    "https://developers.google.com/terms/api-services-user-data-policy"
    "?sjid=15539235355483344346-EU#additional_requirements_for_specific_api_scopes"
)
COOKIES = "https://smartphoto-fr-sta.stgr.cloud/gestion-des-cookies"

EXCEPTIONS = (
    # The feet of four pages show the targets of links that stood on those pages; here they are link targets.
    FACEBOOK,
    f"{GOOGLE} {GOOGLE}",
    COOKIES,
)
"""What stands in the extracted file and isn't a word of the text, in order.

Not words, and so not compared: the hyphen (for a dash) in "Article 1 -" and "Article 7 -"; the spaces before the
colon of some labels in the table ("Catégorie 1 :") and their lack in "Catégorie 6:cookies"; the hyphen that begins
category 7 within the line of category 6.
"""


@pytest.fixture(scope="module")
def loaded(repository_root: Path) -> LoadedSite:
    return load_site(repository_root)


@pytest.fixture(scope="module")
def repository_root() -> Path:
    return Path(__file__).parents[2]


@pytest.fixture(scope="module")
def site(repository_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("declaration") / "site"
    build(BuildOptions(repository_root, output), lambda _: None)
    return output


@pytest.fixture(scope="module")
def declaration(repository_root: Path) -> str:
    return (repository_root / "tests" / "golden" / "declaration-2023-12-18.fr.txt").read_text("utf-8")


def test_the_declaration_is_the_file_that_the_revision_names(declaration: str, loaded: LoadedSite) -> None:
    (source,) = loaded.corpus.documents[0].revisions[0].sources
    assert hashlib.sha256(declaration.encode()).hexdigest() == source.sha256


def test_the_built_french_page_holds_every_word_in_order(declaration: str, site: Path) -> None:
    page = (site / "fr" / "privacy" / "2023-12-18" / "index.html").read_text("utf-8")
    source, built = words_of(declaration), words_of("".join(read_page(page).pieces))
    left: list[str] = []
    for op, i, j, k, m in difflib.SequenceMatcher(None, source, built, autojunk=False).get_opcodes():
        assert op in ("equal", "delete"), f"{source[i:j]} became {built[k:m]}"
        if op == "delete":
            left.append(" ".join(source[i:j]))
    assert left == [" ".join(words_of(exception)) for exception in EXCEPTIONS]


def test_the_addresses_at_the_feet_of_pages_are_link_targets(site: Path) -> None:
    page = (site / "fr" / "privacy" / "2023-12-18" / "index.html").read_text("utf-8")
    targets = [target.replace("&amp;", "&") for target in re.findall(r'href="(https://[^"]+)"', page)]
    assert [target for target in targets if "polylex" not in target] == [FACEBOOK, GOOGLE, GOOGLE, COOKIES]


@pytest.mark.parametrize("language", ["fr", "nl"])
@pytest.mark.parametrize("revision", ["2023-12-18", "draft"])
def test_all_seven_categories_stand_in_all_four_places(site: Path, language: str, revision: str) -> None:
    page = (site / language / "privacy" / revision / "index.html").read_text("utf-8")
    for view in ("list", "table", "purposes", "retention"):
        for category in ("no-account", "account", "orders", "newsletter", "photos", "cookies", "partners"):
            assert page.count(f'id="categories-{view}-{category}"') == 1


def shape(blocks: tuple[Block, ...]) -> list[object]:
    """Kinds of blocks with their ids, items, rows and columns."""
    found: list[object] = []
    for block in blocks:
        kind: list[object] = [type(block).__name__, getattr(block, "id", "")]
        if isinstance(block, ItemList):
            kind += [[item.id, shape(item.blocks)] for item in block.items]
        elif isinstance(block, Table):
            kind += [[row.id, len(row.cells)] for row in (block.head, *block.rows)]
        elif isinstance(block, Quote):
            kind += shape(block.blocks)
        found.append(kind)
    return found


def structure(text: Text) -> list[object]:
    return [(s.id, s.level, s.number, bool(s.title), s.parent, shape(s.blocks)) for s in text.sections]


def held(loaded: LoadedSite) -> list[Revision]:
    document = loaded.corpus.documents[0]
    assert document.draft is not None
    return [*document.revisions, document.draft]


def test_dutch_and_french_have_the_same_sections_blocks_and_tables(loaded: LoadedSite) -> None:
    for revision in held(loaded):
        french, dutch = revision.text("fr"), revision.text("nl")
        assert french is not None
        assert dutch is not None
        assert structure(french) == structure(dutch)
        assert len(french.sections) == 31


def test_generated_words_come_from_the_files_of_the_revision(site: Path, loaded: LoadedSite) -> None:
    for revision in held(loaded):
        for text in revision.texts:
            page = (site / text.language / "privacy" / revision.id / "index.html").read_text("utf-8")
            own = set(words_of(loaded.sources[text.path] + loaded.sources[text.wording_path]))
            generated = re.findall(r"<(\w+)[^>]*\sdata-generated[^>]*>(.*?)</\1>", page)
            assert len(generated) > 50
            for _, label in generated:
                assert all(word in own or word.isdigit() for word in words_of(re.sub(r"<[^>]*>", "", label))), label


def test_the_twin_says_what_the_page_says(site: Path) -> None:
    folder = site / "fr" / "privacy" / "2023-12-18"
    twin = json.loads((folder / "index.json").read_text("utf-8"))
    ids = read_page((folder / "index.html").read_text("utf-8")).ids
    assert [section["id"] for section in twin["sections"]] == ids


MENDED = (
    ("évènements", "événements"),
    ("fournies", "fournis"),
    ("²vos", "vos"),
    ("A", "À"),
    ("vos", "votre"),
    ("Images that you upload to your account are stored by usLes", "Les"),
    ("téléchargées", "téléchargez"),
    ("e mail", "courriel"),
    ("commandes", "commande"),
    ("email", "courriel"),
)
"""Also mended, but no words: "et/ ou", "circonstances..", apostrophes, no-break spaces, dashes."""


def test_the_draft_mends_slips_and_nothing_else(loaded: LoadedSite) -> None:
    """Word for word, what the draft changes in the French text; everything else is left to the publisher."""
    document = loaded.corpus.documents[0]
    assert document.draft is not None
    texts = [revision.text("fr") for revision in (document.revisions[0], document.draft)]
    old, new = (words_of(_visible(text)) for text in texts if text)
    changes = [
        (" ".join(old[i:j]), " ".join(new[k:m]))
        for op, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if op != "equal"
    ]
    assert changes == list(MENDED)


def _visible(text: Text) -> str:
    return " ".join(passage.source for passage in text.wording.categories.values()) + text.source
