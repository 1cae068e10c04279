"""What a script may say when the day of an announced revision has come and nobody built the site anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.model import Revision
from generator.render.scene import Subject
from generator.render.version import version_name


@dataclass(frozen=True, slots=True)
class ComingBanner:
    """A banner that is true from the day `first` on, an ISO date; without words it only ends the one before."""

    first: str
    text: str
    href: str
    link: str


@dataclass(frozen=True, slots=True)
class Coming:
    """The banners, in the order in which they take each other's place, and the site's time zone."""

    zone: str
    banners: tuple[ComingBanner, ...]


def coming(subject: Subject) -> Coming | None:
    """The banners for a page that shows a text; None where no revision is announced."""
    banners = tuple(sorted(_banners(subject), key=lambda banner: banner.first))
    return Coming(subject.scene.site.time_zone, banners) if any(banner.text for banner in banners) else None


def _banners(subject: Subject) -> Iterator[ComingBanner]:
    for interval in subject.scene.intervals(subject.document):
        revision, first = interval.revision, interval.first
        if revision and first and first > subject.scene.today:
            is_own = revision.id == subject.revision.id
            yield ComingBanner(first.isoformat(), "", "", "") if is_own else _banner(subject, revision, first)


def _banner(subject: Subject, revision: Revision, first: date) -> ComingBanner:
    interface = subject.interface
    since, version = interface.date(first), version_name(revision, interface)
    if subject.scene.is_copy:
        words = interface.t(
            "By its own words the version of {version} applies since {date}.", version=version, date=since
        )
    else:
        words = interface.t("Since {date} the version of {version} applies.", version=version, date=since)
    target = subject.link(subject.version_folder(revision))
    return ComingBanner(first.isoformat(), words, target, interface.t("Read the new version"))
