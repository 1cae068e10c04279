"""What a page hears when its sources change, and what it then shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.serve import running
from tests import publishing
from tests.unit.serve.conftest import Served, Start, Stream

DRAFT = "content/fr/terms/draft.md"
Listen = Callable[[], Stream]


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look a second time without waiting."""
    monkeypatch.setattr(running, "_SECOND_LOOK", 0)


def test_a_page_is_greeted_with_the_state_that_is_shown(served: Served, listen: Listen) -> None:
    kind, data = listen().next()
    assert kind == "hello"
    assert data["problems"] == []
    assert f'data-state="{data["state"]}"' in served.page("/fr/")


def test_a_saved_word_is_told_and_is_on_the_page(served: Served, listen: Listen) -> None:
    stream = listen()
    before = stream.wait_for("hello")["state"]
    assert "sauvegarde" not in served.page("/_preview/terms/fr/")
    served.edit(DRAFT, "tous* les services", "tous* les services de sauvegarde")
    after = stream.wait_for("change")["state"]
    assert after != before
    page = served.page("/_preview/terms/fr/")
    assert "sauvegarde" in page
    assert f'data-state="{after}"' in page
    assert "sauvegarde" in served.page("/_preview/terms/fr/changes/")
    assert "sauvegarde" in served.page("/_preview/terms/both/")
    assert any(DRAFT in words for words in served.told)


def test_pages_of_the_site_change_as_well(served: Served, listen: Listen) -> None:
    stream = listen()
    stream.wait_for("hello")
    assert "Nouveau titre" not in served.page("/fr/")
    served.edit("content/site.yaml", "Textes de référence", "Nouveau titre")
    stream.wait_for("change")
    assert "Nouveau titre" in served.page("/fr/")


def test_a_new_file_and_one_that_goes_are_seen(served: Served, listen: Listen) -> None:
    stream = listen()
    stream.wait_for("hello")
    stray = served.root / "content" / "fr" / "terms" / "notes.md"
    stray.write_text("x\n", "utf-8")
    (problem,) = stream.wait_for("error")["problems"]
    assert problem["place"] == "content/fr/terms/notes.md"
    stray.unlink()
    stream.wait_for("change")


def test_an_error_stands_above_the_last_good_page_until_it_is_mended(served: Served, listen: Listen) -> None:
    stream = listen()
    stream.wait_for("hello")
    served.edit(DRAFT, "## Langue {#language}", "## Langue")
    (problem,) = stream.wait_for("error")["problems"]
    assert problem["place"].startswith(f"{DRAFT}:")
    assert "has no id" in problem["message"]
    assert problem["remedy"].startswith("Add one")
    page = served.page("/_preview/terms/fr/")
    assert 'id="serve--error" role="alert"' in page
    assert "has no id" in page
    assert "La version néerlandaise" in page
    assert "Gebruiksvoorwaarden" in served.page("/nl/terms/")
    assert any("has no id" in words for words in served.complaints)
    served.edit(DRAFT, "## Langue", "## Langue {#language}")
    assert stream.wait_for("change")["problems"] == []
    assert 'role="alert"' not in served.page("/_preview/terms/fr/")


def test_another_error_takes_the_place_of_the_first_and_the_same_is_told_once(served: Served, listen: Listen) -> None:
    stream = listen()
    stream.wait_for("hello")
    served.edit(DRAFT, "## Langue {#language}", "## Langue")
    stream.wait_for("error")
    served.edit(DRAFT, "## Langue", "## Langue {#data}")
    (problem,) = stream.wait_for("error")["problems"]
    assert "stands in this text twice" in problem["message"]
    assert len(served.complaints) == 2
    kind, data = Stream(served).next()
    assert (kind, len(data["problems"])) == ("hello", 1)


def test_a_site_that_cannot_be_read_from_the_start_is_shown_once_it_is_mended(start: Start, root: Path) -> None:
    (root / DRAFT).write_text("no title\n", "utf-8")
    served = start()
    response, body = served.ask("/fr/terms/")
    assert response.status == 500
    assert DRAFT.encode() in body
    assert b'<script src="/_preview/serve.js"' in body
    assert b"EventSource" in served.ask("/_preview/serve.js")[1]
    assert served.ask("/_preview/other.js")[0].status == 500
    stream = Stream(served)
    stream.wait_for("error")
    (root / DRAFT).write_bytes((publishing.MINIMAL / DRAFT).read_bytes())
    stream.wait_for("change")
    stream.close()
    assert "Conditions" in served.page("/fr/terms/")


def test_a_published_text_that_was_altered_is_told(start: Start, tmp_path: Path) -> None:
    (tmp_path / "sealed").mkdir()
    root = publishing.sealed_site(tmp_path / "sealed")
    served = start(root)
    stream = Stream(served)
    stream.wait_for("hello")
    name = f"content/fr/terms/{publishing.OLDEST}.md"
    published = (root / name).read_bytes()
    served.edit(name, "12 mois", "13 mois")
    (problem,) = stream.wait_for("error")["problems"]
    assert problem["place"].startswith(name)
    assert "was altered after publication" in problem["message"]
    assert "12 mois" in served.page(f"/fr/terms/{publishing.OLDEST}/")
    other = f"content/nl/terms/{publishing.OLDEST}.md"
    untouched = (root / other).read_bytes()
    served.edit(other, "# Gebruiksvoorwaarden", "Gebruiksvoorwaarden")  # what can't be read is altered first of all
    assert [problem["place"] for problem in stream.wait_for("error")["problems"]] == [name, other]
    (root / other).write_bytes(untouched)
    (root / name).write_bytes(published)
    stream.wait_for("change")
    stream.close()


class TestTemplates:
    @pytest.fixture
    def root(self, root: Path) -> Path:
        """Return a site with a template of its own."""
        (root / "templates").mkdir()
        (root / "templates" / "documents.html").write_text("<head></head><main>ONE</main>\n", "utf-8")
        return root

    def test_a_template_is_seen(self, served: Served, listen: Listen) -> None:
        stream = listen()
        stream.wait_for("hello")
        assert "ONE" in served.page("/fr/")
        served.edit("templates/documents.html", "ONE", "TWO")
        stream.wait_for("change")
        assert "TWO" in served.page("/fr/")

    def test_the_page_that_was_asked_for_last_is_tried_before_a_template_is_taken(
        self, served: Served, listen: Listen
    ) -> None:
        stream = listen()
        stream.wait_for("hello")
        served.page("/fr/")
        served.edit("templates/documents.html", "ONE", "{{ page.nothing }}")
        (problem,) = stream.wait_for("error")["problems"]
        assert "unknown name in a template" in problem["message"]
        assert "ONE" in served.page("/fr/")

    def test_another_page_that_it_breaks_says_so(self, served: Served, listen: Listen) -> None:
        stream = listen()
        stream.wait_for("hello")
        served.page("/fr/terms/")
        served.edit("templates/documents.html", "ONE", "{{ page.nothing }}")
        stream.wait_for("change")
        response, body = served.ask("/fr/")
        assert response.status == 500
        assert b"unknown name in a template" in body
