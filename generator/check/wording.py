"""Wording of one text: spelling, agreement, variants of one word, names and laws that have been superseded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from generator.align import Node
from generator.check.rule import Found
from generator.check.subject import TextSubject
from generator.model import Section
from generator.source.terms import Standing, TermMatch

# ---------------------------------------------------------------- spelling and agreement

_SPELLING: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "fr": (
        (re.compile(r"\bet/ ou\b|\bet /ou\b|\bet / ou\b"), "et/ou"),
        (re.compile(r"(?:(?<=^)|(?<=[.;!?:] ))A (?=[a-zà-ÿ])"), "À "),
        (
            re.compile(r"(?<![\w.@/-])(?:language|addresse|example|traffic)s?(?![\w.@/-])"),
            "langage, adresse, exemple, trafic",
        ),
    ),
    "nl": (
        (re.compile(r"\ben/ of\b|\ben /of\b|\ben / of\b"), "en/of"),
        (re.compile(r"\bpersoongegevens\b", re.IGNORECASE), "persoonsgegevens"),
        (re.compile(r"\be-?mail adres\b", re.IGNORECASE), "e-mailadres"),
        (re.compile(r"\bprivacy (?:verklaring|beleid)\b", re.IGNORECASE), "privacyverklaring, privacybeleid"),
        (re.compile(r"\bupgedate\b"), "geüpdatet"),
    ),
}
_VARIANTS: dict[str, tuple[tuple[str, str], ...]] = {
    "fr": (("évènement", "événement"), ("clé", "clef"), ("réglementation", "règlementation")),
    "nl": (("cookiebeleid", "cookie-beleid"), ("website", "web-site"), ("online", "on-line")),
}


def spelling(subject: TextSubject) -> Iterator[Found]:
    """A word is misspelt, or spelt in two ways in one text.

    A short list of slips that policies are known for; it is no spell checker.

    Bad:
        fr: Vos nom et/ ou prénom. A chaque commande, ils servent.

    Good:
        fr: Vos nom et/ou prénom. À chaque commande, ils servent.
    """
    for section, node in subject.leaves:
        for pattern, right in _SPELLING.get(_base(subject), ()):
            for match in pattern.finditer(node.text):
                words = _whole(node.text, match)
                spot = subject.spot(node, words, match.start())
                yield Found(section.id, spot, f"“{words}” is misspelt", f"Write “{right.strip()}”.")
    yield from _two_spellings(subject)


def _two_spellings(subject: TextSubject) -> Iterator[Found]:
    for one, other in _VARIANTS.get(_base(subject), ()):
        places = {form: list(_places(subject, rf"\b{form}\w*")) for form in (one, other)}
        if all(places.values()):
            rarer = min((one, other), key=lambda form: (len(places[form]), form))
            common = other if rarer == one else one
            for section, node, match in places[rarer]:
                spot = subject.spot(node, match.group(), match.start())
                yield Found(section.id, spot, f"“{match.group()}” is spelt “{common}…” elsewhere", "Spell it one way.")


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SINGULAR = _listed(
    "accès alias avis cas choix temps pays mois fois processus corps prix refus recours cours procès succès sens "
    "permis colis devis tiers concours parcours discours surplus abus bus virus campus os gros bas propos progrès "
    "remords repas relais souris voix croix noix paix toux taux faux heureux nombreux",
)
_SLIPS = re.compile(
    r"\b(?P<plural>vos|nos|mes|tes|ses|leurs|ces) (?P<one>[a-zà-ÿ-]{3,}[^sxz\W])(?![\w’'-])(?!,| et\b| ou\b| /|/)"
    r"|\b(?P<singular>votre|notre|cette|chaque) (?P<many>[a-zà-ÿ-]{3,}s)\b"
    r"|\b(?:que|si|lorsque|quand|où|ce que) vous (?P<verb>[a-zà-ÿ]+(?:ées?|és))\b",
)


def agreement(subject: TextSubject) -> Iterator[Found]:
    """In French, a determiner and its noun don't agree, or a participle stands for a verb.

    Bad:
        fr: Nous conservons vos adresse courriel et les détails de votre commandes que vous téléchargées.

    Good:
        fr: Nous conservons vos nom, prénom et adresse, et les détails de votre commande que vous téléchargez.
    """
    if _base(subject) != "fr":
        return
    for section, node, match in _places(subject, _SLIPS):
        if match.group("many") in _SINGULAR or (match.group("one") or "") in _NO_NOUNS:
            continue
        spot = subject.spot(node, match.group(), match.start())
        yield Found(section.id, spot, f"“{match.group()}” doesn't agree", "Correct the ending.")


_NO_NOUNS = _listed("deux trois quatre cinq sept huit neuf autre propre même")

# ---------------------------------------------------------------- one thing, several words

_SYNONYMS: dict[str, tuple[dict[str, str], ...]] = {
    "fr": (
        {
            "courriel": r"\bcourriels?\b",
            "e-mail": r"\be-mails?\b",
            "email": r"\bemails?\b",
            "mail": r"(?<![\w-])mails?\b",
        },
    ),
    "nl": ({"e-mail": r"\be-mail\w*", "email": r"\bemail\w*", "mail": r"(?<![\w-])mails?\b"},),
    "en": ({"e-mail": r"\be-mails?\b", "email": r"\bemails?\b"},),
    "de": ({"E-Mail": r"\bE-Mails?\b", "Email": r"\bEmails?\b", "Mail": r"(?<![\w-])Mails?\b"},),
}


def synonyms(subject: TextSubject) -> Iterator[Found]:
    """One thing has two names in a text, such as courriel and e-mail.

    Bad:
        fr: Votre courriel nous sert. Écrivez un courriel. La liste vous parvient par email.

    Good:
        fr: Votre courriel nous sert. La liste vous parvient par courriel.
    """
    for group in _SYNONYMS.get(_base(subject), ()):
        places = {name: list(_places(subject, form)) for name, form in group.items()}
        held = {name: found for name, found in places.items() if found}
        main = max(held, key=lambda name: len(held[name]), default="")
        for name in sorted(held.keys() - {main}):
            for section, node, match in held[name]:
                spot = subject.spot(node, match.group(), match.start())
                message = f"“{match.group()}” is “{main}” elsewhere in this text ({len(held[main])} times)"
                yield Found(section.id, spot, message, f"Write “{main}” everywhere.")


def term_variants(subject: TextSubject) -> Iterator[Found]:
    """A concept of the term base has several names in one text, so that readers look for a difference.

    Told once for each concept, at the section that defines it or the first that holds a variant.

    Bad:
        fr: Nous protégeons vos Données à caractère personnel. Vos données personnelles sont à vous.

    Good:
        fr: Nous protégeons vos données à caractère personnel. Vos données à caractère personnel sont à vous.
    """
    held: dict[str, list[tuple[Section, Node, TermMatch]]] = {}
    for section, node in subject.leaves:
        for match in subject.context.terms.matches(node.text, subject.language):
            held.setdefault(match.term.id, []).append((section, node, match))
    for name, places in sorted(held.items()):
        variants = [place for place in places if place[2].standing is Standing.ALLOWED]
        if variants and len({match.text.lower() for _, _, match in places}) > 1:
            yield _variants(subject, name, places, variants[0])


def _variants(
    subject: TextSubject,
    name: str,
    places: list[tuple[Section, Node, TermMatch]],
    first: tuple[Section, Node, TermMatch],
) -> Found:
    section, node, match = first
    counted = Counter(" ".join(m.text.split()) for _, _, m in places)
    listed = ", ".join(f"“{form}” ({count})" for form, count in counted.most_common())
    home = match.term.defined_in
    where = home if any(s.id == home for s, _ in subject.nodes) else section.id
    spot = subject.spot(node, match.text, match.start)
    return Found(where, spot, f"one concept, several names: {listed}", "Keep one of them.", subject=name)


_ABBREVIATED = re.compile(r"(?P<long>(?:[\w’'-]+[ \u00a0]){2,8})\((?P<short>[A-Z]{2,6})\)")
_SHORT = re.compile(r"\([A-Z]{2,6}\)")


def abbreviation_twice(subject: TextSubject) -> Iterator[Found]:
    """An abbreviation is explained for the second time.

    Bad:
        fr: Le règlement général (RGPD) vaut. Le règlement général (RGPD) protège.

    Good:
        fr: Le règlement général (RGPD) vaut. Le RGPD protège.
    """
    seen: set[str] = set()
    leaves = [(section, node) for section, node in subject.leaves if _SHORT.search(node.text)]
    for section, node, match in ((s, n, m) for s, n in leaves for m in _ABBREVIATED.finditer(n.text)):
        short = match.group("short")
        if short in seen:
            spot = subject.spot(node, f"({short})", match.start("short") - 1)
            message = f"{short} is explained here for the second time"
            yield Found(section.id, spot, message, f"Write {short} alone.", subject=short)
        seen.add(short)


# ---------------------------------------------------------------- superseded

_AUTHORITIES: dict[str, tuple[tuple[str, str], ...]] = {
    "fr": (
        (r"Commission (?:de la|pour la) protection de la vie privée", "l’Autorité de protection des données (2018)"),
        (r"directive 95/46(?:/CE)?", "le règlement (UE) 2016/679 (2018)"),
        (r"loi du 8 décembre 1992", "la loi du 30 juillet 2018"),
    ),
    "nl": (
        (
            r"Commissie voor de bescherming van de (?:persoonlijke levenssfeer|privacy)|Privacycommissie",
            "de Gegevensbeschermingsautoriteit (2018)",
        ),
        (r"College bescherming persoonsgegevens", "de Autoriteit Persoonsgegevens (2016)"),
        (r"richtlijn 95/46(?:/EG)?", "verordening (EU) 2016/679 (2018)"),
        (r"wet van 8 december 1992|Wet bescherming persoonsgegevens", "de wet van 30 juli 2018"),
    ),
    "en": (
        (r"Directive 95/46(?:/EC)?", "Regulation (EU) 2016/679 (2018)"),
        (r"Privacy Shield", "the Data Privacy Framework"),
    ),
    "de": ((r"Richtlinie 95/46(?:/EG)?", "Verordnung (EU) 2016/679 (2018)"),),
}


def superseded_authority(subject: TextSubject) -> Iterator[Found]:
    """An authority or a law is named that has since been replaced.

    Bad:
        fr: Une déclaration a été faite auprès de la Commission de la protection de la vie privée.

    Good:
        fr: Une déclaration a été faite auprès de l'Autorité de protection des données.
    """
    for pattern, successor in _AUTHORITIES.get(_base(subject), ()):
        for section, node, match in _places(subject, re.compile(pattern, re.IGNORECASE)):
            spot = subject.spot(node, match.group(), match.start())
            message = f"“{match.group()}” has been succeeded by {successor}"
            yield Found(section.id, spot, message, "Name the successor, or say that this is history.")


_OLD_WORDING: dict[str, str] = {
    "fr": r"raisons (?:sérieuses et légitimes|légitimes et sérieuses)|motifs sérieux et légitimes",
    "nl": r"zwaarwegende en gerechtvaardigde redenen|ernstige en gerechtvaardigde redenen",
}


def superseded_wording(subject: TextSubject) -> Iterator[Found]:
    """Words of the law before 25 May 2018 describe a right that the regulation words otherwise.

    Bad:
        fr: Vous pouvez vous opposer pour des raisons sérieuses et légitimes.

    Good:
        fr: Vous pouvez vous opposer pour des raisons tenant à votre situation particulière.
    """
    pattern = _OLD_WORDING.get(_base(subject))
    for section, node, match in _places(subject, re.compile(pattern, re.IGNORECASE)) if pattern else ():
        spot = subject.spot(node, match.group(), match.start())
        message = f"“{match.group()}” is the old law's wording; article 21(1) of regulation 2016/679 has another"
        yield Found(section.id, spot, message, "Settle which condition holds.")


# ---------------------------------------------------------------- helpers


def _base(subject: TextSubject) -> str:
    return subject.language.partition("-")[0]


def _whole(text: str, match: re.Match[str]) -> str:
    """A match with the rest of its last word and the next one, so that its place can be found."""
    if not match.group().endswith(" "):
        return match.group()
    return match.group() + text[match.end() :].partition(" ")[0]


def _places(subject: TextSubject, pattern: str | re.Pattern[str]) -> Iterator[tuple[Section, Node, re.Match[str]]]:
    compiled = re.compile(pattern, re.IGNORECASE) if isinstance(pattern, str) else pattern
    for section, node in subject.leaves:
        for match in compiled.finditer(node.text):
            yield section, node, match
