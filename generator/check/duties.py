"""Information duties of regulation (EU) 2016/679: hints at what a text doesn't seem to tell. Never advice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.check.finding import Spot
from generator.check.pointers import section_of
from generator.check.records import periods_left_out
from generator.check.rule import Found
from generator.check.subject import TextSubject
from generator.errors import Location


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty: its article, what must be told, words that tell it, and words of the section where it belongs.

    `told` is a pattern that ignores case; `lowered` is the same for words in lower case, which is found much faster.
    """

    article: str
    what: str
    told: str
    lowered: re.Pattern[str]
    home: re.Pattern[str]


def _duty(article: str, what: str, told: str, home: str) -> Duty:
    return Duty(article, what, told, re.compile(told.lower()), re.compile(home, re.IGNORECASE))


_PURPOSES = r"objectifs généraux|algemene doelstellingen|finalités|doeleinden|purposes|zwecke"
_DISCLOSURE = r"transmission|verstrekking|disclosure|tiers|derden|weitergabe"

DUTIES: tuple[Duty, ...] = (
    _duty(
        "13(1)(a)",
        "who the controller is",
        r"responsable du traitement|verwerkingsverantwoordelijke|controller|verantwortliche",
        r".",
    ),
    _duty(
        "13(1)(b)", "how to reach the data protection officer", r"\bDPO\b|délégué à la|functionaris voor|officer", r"."
    ),
    _duty(
        "13(1)(f)",
        "whether data goes to a third country, and with what safeguards",
        r"pays tiers|hors de l[’'](?:union|espace|ue)|derde land|buiten de (?:europese|eu|eer)|third countr|drittland|"
        r"clauses contractuelles types|standaardcontractbepalingen|adequaatheidsbesluit|décision d[’']adéquation",
        _DISCLOSURE,
    ),
    _duty(
        "13(2)(a)",
        "how long data is kept",
        r"conserv\w+ .{0,80}(?:mois|ans?|jours)|"
        r"bewaar\w* .{0,80}(?:maanden|maand|jaar|dagen)|(?:maanden|jaar) .{0,80}bewaa?r|"
        r"bewaartermijn|retention|"
        r"durée de (?:la )?conservation",
        r"durée|duur|retention|dauer",
    ),
    _duty(
        "13(2)(b)",
        "the right of access",
        r"droit d[’']accès|accès et|recht van toegang|recht van inzage|recht op inzage|right of access|auskunft",
        r"droits|rechten|rights|rechte",
    ),
    _duty(
        "13(2)(c)",
        "the right to withdraw consent",
        r"retir\w+ .{0,40}consentement|retrait du consentement|toestemming .{0,60}in ?(?:te )?trek|intrekking van|"
        r"withdraw",
        r"droits|rechten|rights|rechte",
    ),
    _duty(
        "13(2)(d)",
        "the supervisory authority that takes complaints, by its name",
        r"plainte .{0,60}(?:CNIL|Autorité de protection des données)|klacht .{0,60}(?:Gegevensbeschermingsautoriteit|"
        r"Autoriteit Persoonsgegevens)|complaint .{0,60}(?:ICO|Data Protection (?:Commission|Authority))",
        r"plainte|klacht|complaint|beschwerde",
    ),
    _duty(
        "13(2)(f)",
        "whether decisions are automated, profiling included",
        r"décision\w* (?:individuelle )?automatisée|prise de décision automatisée|profilage|geautomatiseerde "
        r"(?:individuele )?besluit|profilering|automated (?:individual )?decision|profiling",
        _PURPOSES,
    ),
    _duty(
        "14",
        "from which sources data comes that readers did not give",
        r"sources? (?:des|de ces|accessibles)|auprès d[’']autres|bronnen? van (?:de|deze) gegevens|"
        r"afkomstig van derden|"
        r"obtained from (?:other|third)",
        r"de différentes façons|op verschillende manieren|sources|quellen|collect|verzamel",
    ),
    _duty(
        "21(4)",
        "the right to object, clearly and apart from other information",
        r"opposition .{0,120}(?:séparément|distincte)|bezwaar .{0,120}(?:afzonderlijk|gescheiden)",
        r"opposition|bezwaar|objection|widerspruch",
    ),
    _duty(
        "26(2)",
        "the essence of an arrangement between joint controllers",
        r"responsables conjoints|gezamenlijke verwerkingsverantwoordelijken|joint controllers|gemeinsam verantwortlich",
        _DISCLOSURE,
    ),
    _duty(
        "8",
        "how children consent",
        r"mineurs?\b|moins de 1[3-8] ans|enfants|minderjarig|jonger dan 1[3-8]|kinderen|children|under 1[3-8]|kinder\b",
        _PURPOSES,
    ),
)
"""The duties that a text is searched for, in the regulation's order."""

_IS_PRIVACY = re.compile(
    r"données (?:à caractère )?personnel|persoonsgegevens|personal data|personenbezogen", re.IGNORECASE
)


def information_duty(subject: TextSubject) -> Iterator[Found]:
    """The text doesn't seem to tell something that the regulation asks for. A hint; a lawyer decides.

    Only texts that speak of personal data are looked into. Of a category it is also told which data it uses for a
    purpose while its period, which names other data, leaves them out.

    Bad:
        fr: Nous traitons vos données à caractère personnel.

    Good:
        fr: Nos conditions de vente.
    """
    yield from periods_left_out(subject)
    words = "\n".join(node.text.replace("\n", " ") for _, node in subject.leaves)
    if not _IS_PRIVACY.search(words):
        return
    lowered = words.lower()
    for duty in DUTIES:
        if not (duty.lowered.search(lowered) or re.search(duty.told, words, re.IGNORECASE)):
            section = section_of(subject, duty.home)
            spot = (
                subject.section_spot(section) if section else Spot(subject.language, Location(subject.text.path, 1, 1))
            )
            message = f"the text doesn't seem to tell {duty.what} (article {duty.article} of regulation 2016/679)"
            remedy = "Tell it, or note why it doesn't apply. This is a hint, no legal advice."
            yield Found(section.id if section else "", spot, message, remedy, subject=duty.article)


def company_number(subject: TextSubject) -> Iterator[Found]:
    """A Belgian company number fails its check digits.

    The last two digits are 97 less the remainder of the others divided by 97.

    Bad:
        fr: Inscrite sous le numéro 0405.706.756.

    Good:
        fr: Inscrite sous le numéro 0405.706.755.
    """
    for section, node in subject.leaves:
        for match in _BELGIAN.finditer(node.text):
            digits = re.sub(r"\D", "", match.group())
            if int(digits[:8]) % 97 + int(digits[8:]) != _MODULUS:
                spot = subject.spot(node, match.group(), match.start())
                message = f"the company number {match.group()} fails its check digits"
                yield Found(section.id, spot, message, "Look it up in the register.")


_MODULUS = 97
_BELGIAN = re.compile(r"(?<![\d.])[01]\d{3}\.\d{3}\.\d{3}(?![\d.]\d|\d)")
