"""Every day belongs to one interval, and each interval tells what the document itself tells on its days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise, product

import pytest

from generator.model import Document, Revision
from generator.render.intervals import Interval, State, intervals, without_days
from tests.unit.render.samples import TODAY, document, facts


def held(revision_id: str, effective: str = "", withdrawn: str = "") -> Revision:
    return Revision(
        revision_id,
        date.fromisoformat(revision_id[:10]),
        date.fromisoformat(effective) if effective else None,
        (),
        facts(),
        withdrawn=date.fromisoformat(withdrawn) if withdrawn else None,
    )


def told(owner: Document, today: date = TODAY) -> list[tuple[str, str, str]]:
    """First day, end, and the version or what there was instead."""
    return [
        (str(one.first or ""), str(one.end or ""), one.revision.id if one.revision else one.state.value)
        for one in intervals(owner, today)
    ]


class TestIntervals:
    def test_one_version_that_states_no_day(self) -> None:
        assert told(document(held("2023-12-18"))) == [("", "2023-12-18", "before"), ("2023-12-18", "", "2023-12-18")]

    def test_the_end_of_one_is_the_first_day_of_the_next(self) -> None:
        owner = document(held("2020-01-01", "2020-02-01"), held("2021-01-01", "2021-02-01"))
        assert told(owner) == [
            ("", "2020-01-01", "before"),
            ("2020-01-01", "2020-02-01", "none"),
            ("2020-02-01", "2021-02-01", "2020-01-01"),
            ("2021-02-01", "", "2021-01-01"),
        ]
        assert [one.last for one in intervals(owner, TODAY)][2:] == [date(2021, 1, 31), None]

    def test_before_the_first_of_an_incomplete_history_nothing_is_known_until_it_begins(self) -> None:
        owner = replace(document(held("2020-01-01", "2020-02-01")), history_complete=False)
        assert told(owner) == [("", "2020-02-01", "before"), ("2020-02-01", "", "2020-01-01")]

    def test_a_version_cannot_have_days_before_it_was_published(self) -> None:
        owner = document(held("2020-01-01"), held("2021-03-10", "2021-03-01"))
        assert told(owner)[1:] == [("2020-01-01", "2021-03-10", "2020-01-01"), ("2021-03-10", "", "2021-03-10")]

    def test_the_second_of_one_day_has_it(self) -> None:
        owner = document(held("2020-01-01"), held("2020-01-01.2"))
        assert told(owner)[1:] == [("2020-01-01", "", "2020-01-01.2")]
        assert [one.id for one in without_days(owner, TODAY, intervals(owner, TODAY))] == ["2020-01-01"]

    def test_an_announced_one_has_days_to_come(self) -> None:
        owner = document(held("2020-01-01"), held("2026-11-01", "2027-01-01"))
        assert told(owner)[1:] == [("2020-01-01", "2027-01-01", "2020-01-01"), ("2027-01-01", "", "2026-11-01")]

    def test_an_announced_one_that_is_overtaken_has_none(self) -> None:
        owner = document(held("2020-01-01"), held("2026-11-01", "2027-01-01"), held("2026-11-20", "2027-01-01"))
        assert told(owner)[1:] == [("2020-01-01", "2027-01-01", "2020-01-01"), ("2027-01-01", "", "2026-11-20")]
        assert [one.id for one in without_days(owner, TODAY, intervals(owner, TODAY))] == ["2026-11-01"]

    def test_an_earlier_announcement_still_takes_its_place_after_a_faster_one(self) -> None:
        owner = document(held("2026-11-01", "2027-01-01"), held("2026-11-20", "2026-12-01"))
        assert told(owner)[2:] == [("2026-12-01", "2027-01-01", "2026-11-20"), ("2027-01-01", "", "2026-11-01")]

    def test_a_withdrawn_one_gives_its_place_back(self) -> None:
        owner = document(held("2020-01-01"), held("2021-01-01", withdrawn="2021-06-01"))
        assert told(owner)[1:] == [
            ("2020-01-01", "2021-01-01", "2020-01-01"),
            ("2021-01-01", "2021-06-01", "2021-01-01"),
            ("2021-06-01", "", "2020-01-01"),
        ]

    def test_where_the_only_one_is_withdrawn_there_is_none(self) -> None:
        owner = document(held("2020-01-01", withdrawn="2021-06-01"))
        assert told(owner)[1:] == [("2020-01-01", "2021-06-01", "2020-01-01"), ("2021-06-01", "", "none")]

    def test_one_that_is_withdrawn_before_its_day_has_none(self) -> None:
        owner = document(held("2020-01-01"), held("2021-01-01", "2021-03-01", "2021-02-01"))
        assert told(owner)[1:] == [("2020-01-01", "", "2020-01-01")]
        assert [one.id for one in without_days(owner, TODAY, intervals(owner, TODAY))] == ["2021-01-01"]

    def test_an_end_ends_it(self) -> None:
        owner = replace(document(held("2020-01-01"), held("2020-06-01")), ended=date(2020, 9, 1))
        assert told(owner)[2:] == [("2020-06-01", "2020-09-01", "2020-06-01"), ("2020-09-01", "", "ended")]

    def test_what_is_still_to_come_and_not_public_has_no_interval(self) -> None:
        hidden = held("2027-01-01")
        owner = document(held("2020-01-01", withdrawn="2030-01-01"), hidden)
        told_today = intervals(replace(owner, ended=date(2031, 1, 1)), TODAY)
        assert told_today == (
            Interval(None, date(2020, 1, 1), State.BEFORE),
            Interval(date(2020, 1, 1), None, State.VERSION, owner.revisions[0]),
        )

    def test_where_nothing_is_public_there_are_none(self) -> None:
        assert intervals(document(held("2027-01-01")), TODAY) == ()
        assert intervals(replace(document(held("2027-01-01")), ended=date(2020, 1, 1)), TODAY) == ()


DAYS = ("", "2020-01-02", "2020-01-04", "2020-01-06")


@pytest.mark.parametrize("effective", DAYS)
@pytest.mark.parametrize("withdrawn", DAYS[:3])
def test_each_day_is_told_once_and_as_the_document_tells_it(effective: str, withdrawn: str) -> None:
    for other, other_withdrawn, ended in product(DAYS, DAYS[1:3], (None, date(2020, 1, 5))):
        revisions = (
            held("2020-01-01", effective, withdrawn),
            held("2020-01-03", other),
            held("2020-01-03.2", other, other_withdrawn),
        )
        owner = replace(document(*revisions), ended=ended)
        found = intervals(owner, TODAY)
        assert found[0].first is None
        assert found[-1].end is None
        assert all(one.end == other.first for one, other in pairwise(found))
        assert all((one.state, one.revision) != (two.state, two.revision) for one, two in pairwise(found))
        for day in (date(2019, 12, 31) + timedelta(days=number) for number in range(9)):
            [one] = [interval for interval in found if interval.holds(day)]
            expected = None if ended and ended <= day else owner.applicable(day)
            assert one.revision is expected, (day, revisions)
