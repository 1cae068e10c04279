from datetime import date
from pathlib import Path

import pytest

from generator.model import Authority, Corpus, Document, Facts, Prevailing, Revision, Site, Status, status_of
from generator.source import load_site
from generator.status import statuses

MINIMAL = Path(__file__).parents[1] / "sites" / "minimal"


def revision(name: str, effective: str = "", withdrawn: str = "") -> Revision:
    return Revision(
        name,
        date.fromisoformat(name[:10]),
        date.fromisoformat(effective) if effective else None,
        (),
        Facts(),
        withdrawn=date.fromisoformat(withdrawn) if withdrawn else None,
    )


FIRST = revision("2020-01-01")
SECOND = revision("2021-01-01", effective="2021-03-01")
GONE = revision("2022-01-01", withdrawn="2022-02-01")
DRAFT = Revision("draft", None, None, (), Facts())


def document(*revisions: Revision, ended: str = "") -> Document:
    return Document(
        "terms", "BE", Prevailing("nl"), revisions, None, ended=date.fromisoformat(ended) if ended else None
    )


def site(authority: Authority = Authority.PUBLISHER) -> Site:
    return Site("https://a.example/", "UTC", authority, {}, {}, ("nl",))


@pytest.mark.parametrize(
    ("wanted", "day", "expected"),
    [
        (FIRST, "2020-01-01", Status.APPLICABLE),
        (FIRST, "2019-12-31", Status.ANNOUNCED),
        (SECOND, "2021-02-28", Status.ANNOUNCED),
        (FIRST, "2021-02-28", Status.APPLICABLE),
        (SECOND, "2021-03-01", Status.APPLICABLE),
        (FIRST, "2021-03-01", Status.SUPERSEDED),
        (GONE, "2022-01-31", Status.APPLICABLE),
        (GONE, "2022-02-01", Status.WITHDRAWN),
        (SECOND, "2022-02-01", Status.APPLICABLE),
        (DRAFT, "2022-02-01", Status.DRAFT),
    ],
)
def test_a_status_follows_from_the_dates(wanted: Revision, day: str, expected: Status) -> None:
    assert status_of(document(FIRST, SECOND, GONE), wanted, site(), date.fromisoformat(day)) is expected


def test_a_document_ends_and_a_copy_knows_no_validity() -> None:
    ended = document(FIRST, ended="2023-01-01")
    assert status_of(ended, FIRST, site(), date(2022, 12, 31)) is Status.APPLICABLE
    assert status_of(ended, FIRST, site(), date(2023, 1, 1)) is Status.ENDED
    assert status_of(document(FIRST), FIRST, site(Authority.COPY), date(2023, 1, 1)) is Status.UNKNOWN


def test_what_is_not_published_is_not_public() -> None:
    assert document(FIRST, SECOND).public_revisions(date(2020, 12, 31)) == (FIRST,)
    assert document(FIRST).applicable(date(2019, 1, 1)) is None


def test_statuses_of_a_site() -> None:
    corpus: Corpus = load_site(MINIMAL).corpus
    (terms,) = statuses(corpus, date(2025, 3, 15))
    shown = [(r.revision, r.status.value, r.is_public, r.origins) for r in terms.revisions]
    official = {"nl": "official", "fr": "official"}
    assert shown == [
        ("2024-01-15", "applicable", True, official),
        ("2025-03-01", "announced", True, official),
        ("draft", "draft", False, {"nl": "draft", "fr": "draft"}),
    ]
    assert terms.as_data()["prevailing"] == "nl"
