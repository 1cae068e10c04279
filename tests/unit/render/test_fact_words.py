"""Changes of the facts as sentences, for every action and every kind of value."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.compare import compare_revisions
from generator.compare.changeset import Nature, RecordAction, RecordChange
from generator.compare.comparisons import Comparison
from generator.model import BasisUse, Document, Duration, Purpose, Revision, Undecided
from generator.render import default_theme
from generator.render.compared import Compared
from generator.render.fact_words import fact_sentences, parse_period
from generator.render.formats import load_interface
from generator.render.forms import FormCache
from generator.render.scene import Scene, timeline
from tests.unit.render.samples import TODAY, corpus, document, facts, revision

ADDED, REMOVED, CHANGED, MOVED = RecordAction.ADDED, RecordAction.REMOVED, RecordAction.CHANGED, RecordAction.MOVED


def compared(*records: RecordChange, new: Revision | None = None, language: str = "fr") -> Compared:
    old, newer = revision("2020-01-01"), new or revision("2021-01-01")
    changeset = compare_revisions(old, newer)
    if records:
        changeset = replace(changeset, records=records)
    shown: Document = document(old, newer)
    site = corpus(shown)
    interfaces = {name: load_interface(name, (default_theme(),)) for name in ("fr", "nl")}
    scene = Scene(site, TODAY, interfaces, FormCache(), {shown.id: timeline(shown, site.site, TODAY)})
    return Compared(scene, shown, Comparison("2020-01-01..2021-01-01", old, newer, changeset), language)


def record(kind: str, place: str, action: RecordAction, old: object, new: object) -> RecordChange:
    name, _, path = place.partition(" ")
    return RecordChange(kind, name, path, action, old, new, Nature.SCOPE)


CASES = [
    (record("categories", "no-account", ADDED, None, {}), "Catégorie, ajout\u00a0: Sans compte"),
    (record("categories", "no-account", REMOVED, {}, None), "Catégorie, suppression\u00a0: Sans compte"),
    (record("purposes", "security", MOVED, 1, 2), "Finalité, autre place dans l'ordre\u00a0: sécurité"),
    (record("strange", "x", CHANGED, "a", "b"), "Strange\u00a0: a → b"),
    (
        record("categories", "no-account retention/always/duration", CHANGED, "P24M", "P2Y"),
        "Sans compte\u00a0: conservation de 24\u00a0mois à 2 ans",
    ),
    (
        record("categories", "no-account retention/always/rule", CHANGED, "minimum", "maximum"),
        "Sans compte\u00a0: conservation de au moins à au plus",
    ),
    (
        record("categories", "no-account retention/always/start", ADDED, None, "order"),
        "Sans compte\u00a0: conservation, à compter de, ajout\u00a0: commande",
    ),
    (
        record(
            "categories",
            "no-account retention/always",
            ADDED,
            None,
            {"rule": "minimum", "duration": "P1W", "start": "order"},
        ),
        "Sans compte\u00a0: conservation, ajout\u00a0: au moins 1\u00a0semaine, commande",
    ),
    (
        record("categories", "no-account retention/always", REMOVED, {"rule": "see-section", "section": "law"}, None),
        "Sans compte\u00a0: conservation, suppression\u00a0: précisée ailleurs, Article 2 – Droit applicable",
    ),
    (
        record("categories", "no-account items/ip-address", REMOVED, {}, None),
        "Sans compte\u00a0: données, suppression\u00a0: adresse IP",
    ),
    (
        record("categories", "no-account items/unknown", ADDED, None, {}),
        "Sans compte\u00a0: données, ajout\u00a0: unknown",
    ),
    (record("categories", "no-account items/ip-address", MOVED, 1, 2), "Sans compte\u00a0: données, autre ordre"),
    (
        record("categories", "no-account kind", CHANGED, "data", "means"),
        "Sans compte\u00a0: nature de données conservées à moyen de collecte",
    ),
    (
        record("categories", "photos purposes", ADDED, None, {"undecided": "photos-purpose"}),
        "photos\u00a0: finalités, question ouverte\u00a0: Quelle est la finalité?",
    ),
    (
        record("jurisdiction", "jurisdiction undecided", ADDED, None, "which"),
        "Droit applicable\u00a0: règles applicables, question ouverte\u00a0: which",
    ),
    (
        record("jurisdiction", "jurisdiction law", CHANGED, "BE", "FR"),
        "Droit applicable\u00a0: droit de Belgique à France",
    ),
    (
        record("controller", "controller name", CHANGED, None, "Exemple"),
        "Responsable du traitement\u00a0: nom de non indiqué à Exemple",
    ),
    (
        record("recipients", "partners listed", CHANGED, "on-request", "elsewhere"),
        "partenaires\u00a0: qui ils sont de liste sur demande à elsewhere",
    ),
    (record("recipients", "partners strange", ADDED, None, 3), "partenaires\u00a0: strange, ajout\u00a0: 3"),
    (
        record("purposes", "security bases/interest", ADDED, None, {"condition": "if-necessary"}),
        "sécurité\u00a0: bases légales, ajout\u00a0: intérêts légitimes, si nécessaire",
    ),
]


@pytest.mark.parametrize(("change", "sentence"), CASES, ids=[case[1] for case in CASES])
def test_each_change_is_a_sentence(change: RecordChange, sentence: str) -> None:
    assert fact_sentences(compared(change)) == (sentence,)


def test_dutch_has_its_own_words() -> None:
    change = record("categories", "no-account retention/always/duration", CHANGED, "P24M", "P36M")
    assert fact_sentences(compared(change, language="nl")) == ("Sans compte: bewaring van 24 maanden naar 36 maanden",)


def test_every_change_of_real_facts_has_a_sentence() -> None:
    own = facts()
    first, second = own.categories
    retention = (
        (replace(first.retention[0], duration=Duration("P3Y", years=3)), *first.retention[2:])
        if isinstance(first.retention, tuple)
        else ()
    )
    new = replace(
        own,
        items=("photos", "ip-address"),
        purposes=(Purpose("security", (BasisUse("consent"),)), Purpose("new", Undecided("photos-purpose"))),
        categories=(second, replace(first, retention=retention)),
        recipients=own.recipients[:1],
    )
    shown = compared(new=replace(revision("2021-01-01"), facts=new))
    sentences = fact_sentences(shown)
    assert len(sentences) == len(shown.comparison.changeset.records) > 6
    assert not [sentence for sentence in sentences if "{" in sentence or "None" in sentence]


@pytest.mark.parametrize(
    ("iso", "found"), [("P1Y2M3W4D", True), ("P", False), ("P24M", True), ("Photos", False), ("", False)]
)
def test_periods(iso: str, found: bool) -> None:
    assert (parse_period(iso) is not None) is found


def test_a_text_that_is_not_held_has_no_subject() -> None:
    shown = compared(language="de")
    with pytest.raises(LookupError, match="isn't held in de"):
        shown.subject(shown.comparison.old)
