from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.errors import ConfigurationError, InputError
from generator.start.options import StartOptions, check_options, check_time_zone
from tests.unit.start.starting import OPTIONS, with_languages

FAULTS = [
    (with_languages("nl", "pl"), "there is no starter text in 'pl'", "Start with de, en, fr, nl"),
    (with_languages("nl", "nl"), "the language 'nl' is named twice", "once"),
    (with_languages("nl", "Dutch!"), "'Dutch!' is not a language tag", "nl-BE"),
    (replace(OPTIONS, languages=()), "a site needs a language", "--languages"),
    (replace(OPTIONS, prevailing="en"), "the prevailing language 'en' is none of the site's", "nl"),
    (replace(OPTIONS, publisher="A *bold* name"), "the publisher's name holds '*'", "Leave the sign out."),
    (replace(OPTIONS, publisher="1. FC"), "the publisher's name holds '1.'", "Leave the sign out."),
    (replace(OPTIONS, publisher="A &copy; B"), "the publisher's name holds '&'", "Leave the sign out."),
    (replace(OPTIONS, publisher="A\nB"), "the publisher's name isn't words on one line", "one line"),
    (replace(OPTIONS, publisher="A\u200bB"), "the publisher's name can't be kept: the character U+200B", "Delete"),
    (replace(OPTIONS, titles={"nl": "  "}), "the title in 'nl' isn't words on one line", "one line"),
    (replace(OPTIONS, titles={"en": "Privacy"}), "a title is given in 'en'", "Known here: nl, fr"),
    (replace(OPTIONS, document="data"), "a document can't be called 'data'", "The site uses that name itself."),
    (replace(OPTIONS, document="../x"), "'../x' can't be an id", ""),
    (replace(OPTIONS, base_url="policies.example"), "an address", "with a final slash"),
    (replace(OPTIONS, time_zone="Mars"), "'Mars' is not a time zone", "Europe/Brussels"),
    (replace(OPTIONS, edition="for everybody"), "an edition", "a country's"),
    (replace(OPTIONS, today=date(1, 1, 1)), "no site can start on 0001-01-01", "1900"),
]


@pytest.mark.parametrize(("options", "message", "remedy"), FAULTS, ids=[message for _, message, _ in FAULTS])
def test_what_cannot_be_is_refused_with_a_remedy(options: StartOptions, message: str, remedy: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        check_options(options)
    (problem,) = caught.value.problems
    assert message in problem.message
    assert remedy in problem.remedy


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(ConfigurationError) as caught:
        check_options(replace(OPTIONS, document="data", edition="", publisher="#1"))
    assert len(caught.value.problems) == 3


def test_what_can_be_is_not_refused() -> None:
    check_options(OPTIONS)
    check_options(with_languages("nl-BE", "fr-BE", "de-AT"))
    check_options(replace(OPTIONS, publisher="Jansen & Söhne, Inc.", titles={"fr": "Vie privée", "nl": "Privacy"}))


def test_the_time_zone_is_known_before_the_day_is() -> None:
    assert check_time_zone("America/New_York") == "America/New_York"
    with pytest.raises(InputError, match="not a time zone"):
        check_time_zone("Mars/Olympus")


def test_one_language_has_none_to_prevail_over() -> None:
    assert OPTIONS.is_multilingual
    assert not with_languages("de").is_multilingual
