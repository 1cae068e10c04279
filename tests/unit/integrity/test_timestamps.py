"""Time stamps of RFC 3161, made once with openssl by a test authority over the digest aaaa…a."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from generator.errors import ConfigurationError
from generator.integrity import timestamps
from generator.integrity.timestamps import Stamp, stamp_problems, stamps_of
from generator.integrity.verify import Sealed
from generator.model import Seal
from generator.source.revisions import RevisionEntry, RevisionList

DATA = Path(__file__).parents[2] / "data" / "timestamps"
STAMPED = "a" * 64


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with the stamp of link 1 and the certificate of its authority."""
    folder = tmp_path / "content" / "timestamps" / "terms"
    folder.mkdir(parents=True)
    shutil.copy(DATA / "aaaa.tsr", folder / "1.tsr")
    shutil.copy(DATA / "roots.pem", folder.parent / "roots.pem")
    return tmp_path


def sealed(digest: str) -> Sealed:
    day = dt.date(2026, 1, 1)
    entry = RevisionEntry("2026-01-01", day, None, {}, seal=Seal(1, {}, {}, "", digest))
    return Sealed("terms", RevisionList((entry,)))


def told(stamps: tuple[Stamp, ...]) -> list[str]:
    return [str(problem) for problem in stamp_problems(stamps)]


def test_a_stamp_over_the_digest_of_its_link_shows_its_moment(site: Path) -> None:
    (stamp,) = stamps_of(site, sealed(STAMPED))
    assert stamp == Stamp("terms", 1, dt.datetime(2026, 11, 24, 14, 8, 2, tzinfo=dt.UTC))
    assert told((stamp,)) == []


def test_a_stamp_over_another_digest_is_a_problem(site: Path) -> None:
    (problem,) = told(stamps_of(site, sealed("b" * 64)))
    assert problem.startswith("content/timestamps/terms/1.tsr: this time stamp doesn't prove link 1 of the chain: ")
    assert "it is over another digest" in problem


def test_a_stamp_of_an_authority_that_is_not_trusted_is_a_problem(site: Path) -> None:
    shutil.copy(DATA / "other-roots.pem", site / "content/timestamps/roots.pem")
    (problem,) = told(stamps_of(site, sealed(STAMPED)))
    assert "doesn't prove link 1" in problem


@pytest.mark.parametrize("content", [b"", b"no stamp at all", b"\x30\x82"])
def test_a_file_that_is_no_stamp_is_a_problem(site: Path, content: bytes) -> None:
    (site / "content/timestamps/terms/1.tsr").write_bytes(content)
    assert len(told(stamps_of(site, sealed(STAMPED)))) == 1


def test_one_changed_bit_of_a_stamp_is_found(site: Path) -> None:
    path = site / "content/timestamps/terms/1.tsr"
    original = path.read_bytes()
    for position in range(len(original) - 40, len(original), 7):  # the signature stands last
        path.write_bytes(original[:position] + bytes([original[position] ^ 1]) + original[position + 1 :])
        assert len(told(stamps_of(site, sealed(STAMPED)))) == 1, position


def test_a_stamp_of_a_link_that_is_gone_is_a_problem(site: Path) -> None:
    path = site / "content/timestamps/terms/1.tsr"
    path.rename(path.with_name("2.tsr"))
    (problem,) = told(stamps_of(site, sealed(STAMPED)))
    assert "the chain has no link 2 any more" in problem


@pytest.mark.parametrize("roots", [None, b"", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
def test_without_readable_roots_nothing_can_be_said(site: Path, roots: bytes | None) -> None:
    path = site / "content/timestamps/roots.pem"
    path.unlink()
    if roots is not None:
        path.write_bytes(roots)
    with pytest.raises(ConfigurationError, match="must hold the certificates"):
        stamps_of(site, sealed(STAMPED))


def test_without_the_extra_package_stamps_are_named_and_not_judged(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timestamps, "find_spec", lambda _: None)
    assert stamps_of(site, sealed("b" * 64)) == (Stamp("terms", 1),)


def test_without_stamps_no_package_and_no_roots_are_needed(tmp_path: Path) -> None:
    assert stamps_of(tmp_path, sealed(STAMPED)) == ()
