from datetime import UTC, date, datetime

import pytest

from generator import clock
from generator.errors import ConfigurationError


def test_a_given_day_wins() -> None:
    assert clock.today(date(2020, 2, 2), {"SOURCE_DATE_EPOCH": "0"}, "UTC") == date(2020, 2, 2)


@pytest.mark.parametrize(
    ("zone", "expected"),
    [("UTC", date(2023, 12, 18)), ("Europe/Brussels", date(2023, 12, 19)), ("America/New_York", date(2023, 12, 18))],
)
def test_the_epoch_is_a_day_in_the_zone_of_the_site(zone: str, expected: date) -> None:
    moment = int(datetime(2023, 12, 18, 23, 30, tzinfo=UTC).timestamp())
    assert clock.today(None, {"SOURCE_DATE_EPOCH": str(moment)}, zone) == expected


def test_the_clock_is_the_last_resort() -> None:
    assert abs((clock.today(None, {}, "UTC") - datetime.now(UTC).date()).days) <= 1


@pytest.mark.parametrize("epoch", ["", "soon", "1e400", "9" * 40])
def test_an_epoch_that_is_none(epoch: str) -> None:
    with pytest.raises(ConfigurationError, match="is not a number of seconds"):
        clock.today(None, {"SOURCE_DATE_EPOCH": epoch}, "UTC")
