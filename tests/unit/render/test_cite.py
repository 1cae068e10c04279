"""The links beside a section and its citation, without any script."""

from __future__ import annotations

import re
from dataclasses import replace

from tests.unit.render.changed import changed_pages
from tests.unit.render.samples import BASE, copied, corpus, document, pages, revision, section, text
from tests.unit.render.sealed import corrected


def tools(page: str, name: str) -> str:
    own = page.partition(f'<section id="{name}" class=')[2].partition("</section>")[0]
    return own.partition('<p class="section-links">')[2].partition("</p>")[0]


def panel(page: str, name: str) -> str:
    return page.partition(f'id="{name}--cite" popover')[2].partition("</div>")[0]


class TestTools:
    def test_the_other_language_both_and_what_changed_are_one_action_away(self) -> None:
        links = re.findall(r'href="([^"]+)"', tools(changed_pages()["fr/privacy/2025-01-01/index.html"], "same"))
        assert links == ["#same", "../../../nl/privacy/2025-01-01/#same", "nl/#same", "../changes/"]

    def test_a_section_with_more_wordings_leads_to_its_history(self) -> None:
        page = changed_pages()["fr/privacy/2023-12-18/index.html"]
        own = page.partition('<section id="value" class=')[2].partition("</section>")[0]
        assert 'href="../history/value/"' in own
        assert 'href="../changes/"' not in own

    def test_a_page_of_another_version_leads_to_the_one_that_applies(self) -> None:
        made = changed_pages()
        assert 'href="../#same" aria-label="Version applicable: ' in tools(
            made["fr/privacy/2026-11-01/index.html"], "same"
        )
        assert "Version applicable" not in tools(made["fr/privacy/index.html"], "same")

    def test_on_a_copy_it_is_the_latest_version(self) -> None:
        assert ">Dernière version</a>" in tools(pages(copied())["fr/privacy/draft/index.html"], "law")

    def test_a_section_that_the_other_text_lacks_is_led_to_beside_it_only(self) -> None:
        short = replace(text("nl"), sections=tuple(part for part in text("nl").sections if part.id != "law"))
        page = pages(corpus(document(revision(texts=(short, text("fr"))))))["fr/privacy/2023-12-18/index.html"]
        assert re.findall(r'href="([^"]+)"', tools(page, "law")) == ["#law", "nl/#law"]

    def test_names_are_escaped(self) -> None:
        held = replace(text("fr"), sections=(section("law", (1,), "Article 1 –", 'Le "droit" & <loi>'),))
        page = pages(corpus(document(revision(texts=(held,)))))["fr/privacy/index.html"]
        assert 'aria-label="Citer: Article 1 – Le &quot;droit&quot; &amp; &lt;loi&gt;"' in page


class TestCitation:
    def test_it_holds_title_label_version_lasting_address_and_digest(self) -> None:
        page = pages(copied())["fr/privacy/index.html"]
        shown = panel(page, "law")
        digest = re.search(r'<p class="digest">[^<]*<code>([0-9a-f]{64})', page)
        assert digest
        words = re.sub(r"<[^>]+>", "", shown.partition('class="citation">')[2].partition("</p>")[0])
        assert words == (
            "Déclaration de confidentialité, art. 2, version du 18 décembre 2023, "
            f"{BASE}fr/privacy/2023-12-18/#law. SHA-256 {digest.group(1)}."
        )

    def test_it_leads_to_every_passage(self) -> None:
        shown = panel(pages(copied())["nl/privacy/2023-12-18/index.html"], "general-words")
        assert '<li><a href="#general-words-p2">artikel 1.1, tweede lid</a></li>' in shown

    def test_the_button_needs_no_script(self) -> None:
        page = pages(copied())["fr/privacy/index.html"]
        assert page.count("popovertarget=") == page.count('<div class="cite" id=') == len(text("fr").sections)

    def test_a_draft_has_no_digest_and_says_what_it_is(self) -> None:
        shown = panel(pages(copied())["fr/privacy/draft/index.html"], "law")
        assert "projet, non publié" in shown
        assert "SHA-256" not in shown

    def test_the_wording_before_a_correction_is_cited_as_such(self) -> None:
        page = pages(corpus(document(corrected())))["fr/privacy/2025-01-01/as-published/index.html"]
        assert "version du 1er janvier 2025, telle que publiée" in panel(page, "law")
        assert f"{BASE}fr/privacy/2025-01-01/as-published/#law" in panel(page, "law")
        assert "FR\u00a0|\u00a0NL" not in tools(page, "law")
        assert "Version applicable" in tools(page, "law")
