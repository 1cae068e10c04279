"""The day that "today" means: given, else SOURCE_DATE_EPOCH, else the clock; always in the site's time zone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from generator.errors import ConfigurationError, Location, Problem

EPOCH_VARIABLE = "SOURCE_DATE_EPOCH"


def today(as_of: date | None, environment: Mapping[str, str], zone: str) -> date:
    """The day for which statuses are told."""
    if as_of is not None:
        return as_of
    epoch = environment.get(EPOCH_VARIABLE)
    moment = datetime.now(UTC) if epoch is None else _moment(epoch)
    return moment.astimezone(ZoneInfo(zone)).date()


def _moment(epoch: str) -> datetime:
    """The moment of a number of seconds since 1970, as reproducible-builds.org specifies the variable."""
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        message = f"{EPOCH_VARIABLE}={epoch[:40]!r} is not a number of seconds since 1970"
        raise ConfigurationError(Problem(Location(""), message, "Set it to a whole number, or unset it.")) from None
