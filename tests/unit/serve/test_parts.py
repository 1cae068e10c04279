"""The parts by themselves: events, insertions, what is watched, and what is compared once."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from watchfiles import Change

from generator.compare import compare_revisions
from generator.errors import ConfigurationError, Location, Problem
from generator.serve import watching
from generator.serve.board import Board, Found, State, events_between
from generator.serve.comparing import Comparer
from generator.serve.events import RETRY, STILL_HERE, stream
from generator.serve.insertion import live
from generator.serve.lazily import Lazily
from generator.serve.plain_pages import error_page
from generator.serve.reading import Reader
from generator.serve.snapshot import Snapshot
from generator.serve.tools import tool_files
from generator.source import load_site
from tests.unit.serve.conftest import TODAY

WRONG = (Problem(Location("content/fr/terms/draft.md", 1, 2), "that is <wrong>", "Mend it & save."),)


@pytest.fixture
def snapshot(root: Path) -> Snapshot:
    return Reader(root, TODAY).read()


class TestEvents:
    def kinds(self, old: State | None, new: State) -> list[str]:
        return [event.kind for event in events_between(old, new)]

    def test_each_change_has_its_event(self, snapshot: Snapshot) -> None:
        empty = State()
        shown, found, failed = State(1, snapshot), State(2, snapshot, (), Found(1)), State(3, snapshot, WRONG)
        assert self.kinds(None, shown) == ["hello"]
        assert self.kinds(None, failed) == ["hello", "error"]
        assert self.kinds(empty, shown) == ["change"]
        assert self.kinds(shown, found) == ["findings"]
        assert self.kinds(shown, failed) == ["error"]
        assert self.kinds(failed, failed) == []
        assert self.kinds(failed, shown) == ["change"]

    def test_a_stream_that_has_nothing_to_say_shows_that_it_lives(self) -> None:
        board = Board()
        told = stream(board, 0.01)
        assert next(told) == RETRY
        assert next(told).startswith(b"event: hello\ndata: {")
        assert next(told) == STILL_HERE
        board.fail(WRONG)
        assert b"that is <wrong>" in next(told)
        board.close()
        assert list(told) == []

    def test_the_state_of_another_run_has_another_name(self) -> None:
        assert Board().token(State(1)) != Board().token(State(1))


class TestPages:
    def test_a_page_without_a_head_stays_as_it_is(self) -> None:
        assert live(b"<main>x</main>", "a.1") == b"<main>x</main>"

    def test_the_page_of_errors_escapes_what_it_quotes(self) -> None:
        page = error_page((*WRONG, Problem(Location(""), "no place", ""))).decode()
        assert "that is &lt;wrong&gt;" in page
        assert "<p>Mend it &amp; save.</p>" in page
        assert "<code>content/fr/terms/draft.md:1:2</code>" in page
        assert "<li><p>no place</p></li>" in page

    def test_a_theme_without_the_script_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigurationError, match=r"serve/serve\.css"):
            tool_files((tmp_path,))


class TestWatching:
    @pytest.mark.parametrize("name", ["draft.md", "draft.yaml", "terms.waivers.yaml", "polylex.css"])
    def test_a_source_is_watched(self, name: str) -> None:
        assert watching.is_source(Change.modified, f"/site/content/fr/terms/{name}")

    @pytest.mark.parametrize(
        "name", ["draft.md~", ".draft.md.swp", "#draft.md#", ".#draft.md", "4913", "draft.md.tmp", "x.md.swx", ".git"]
    )
    def test_what_editors_leave_beside_it_is_not(self, name: str) -> None:
        assert not watching.is_source(Change.added, f"/site/content/fr/terms/{name}")

    def test_the_first_call_names_nothing_and_the_next_what_changed(self, tmp_path: Path) -> None:
        stop, file = threading.Event(), tmp_path / "draft.md"
        calls: list[frozenset[Path]] = []

        def tell(paths: frozenset[Path]) -> None:
            calls.append(paths)
            if len(calls) == 1:
                (tmp_path / "draft.md~").write_text("x", "utf-8")
                file.write_text("x", "utf-8")
            else:
                stop.set()

        watching.watch_sources((tmp_path,), stop, tell)
        assert calls[:2] == [frozenset(), frozenset({file})]

    def test_a_folder_that_is_not_there_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigurationError, match="changes of the sources can't be seen"):
            watching.watch_sources((tmp_path / "nowhere",), threading.Event(), lambda _: None)


class TestRemembering:
    def test_comparing_gives_what_it_gave_and_the_same_texts_once(self, root: Path) -> None:
        (document,) = load_site(root).corpus.documents
        old, new = document.revisions
        comparer = Comparer()
        first, second = comparer.compare(old, new), comparer.compare(old, new)
        assert first == compare_revisions(old, new)
        assert first.texts["fr"] is second.texts["fr"]

    def test_the_oldest_comparisons_go(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("generator.serve.comparing._HELD", 1)
        (document,) = load_site(root).corpus.documents
        old, new = document.revisions
        comparer = Comparer()
        first = comparer.compare(old, new)
        assert comparer.compare(old, new).texts["nl"] is not first.texts["nl"]

    def test_a_value_is_made_when_it_is_asked_for(self) -> None:
        made: list[str] = []

        def make(key: str) -> str:
            made.append(key)
            return key.upper()

        mapping = Lazily(["a", "b"], make)
        assert (list(mapping), len(mapping), "a" in mapping, "c" in mapping) == (["a", "b"], 2, True, False)
        assert made == []
        assert [mapping["b"], mapping["b"], mapping.get("c")] == ["B", "B", None]
        assert made == ["b"]

    def test_an_edit_leaves_every_other_text_as_it_is(self, root: Path) -> None:
        reader = Reader(root, TODAY)
        (before,) = reader.read().documents
        name = "content/fr/terms/draft.md"
        (root / name).write_text((root / name).read_text("utf-8").replace("36 mois", "37 mois"), "utf-8")
        (after,) = reader.read((name,)).documents
        assert after.draft is not None
        assert before.draft is not None
        assert after.draft.text("fr") is not before.draft.text("fr")
        assert after.draft.text("nl") is before.draft.text("nl")
        assert all(new.text("fr") is old.text("fr") for new, old in zip(after.revisions, before.revisions, strict=True))

    def test_the_html_of_earlier_sections_is_let_go(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("generator.serve.reading._FORMS_FOR", 2)
        reader = Reader(root, TODAY)
        first, second, third = reader.read(), reader.read(), reader.read()
        assert first.press.scene.forms is not second.press.scene.forms
        assert second.press.scene.forms is third.press.scene.forms
