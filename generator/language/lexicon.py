"""Words of policies that mean the same in several languages, by their beginnings: enough to see likeness.

Each line is one concept: beginnings of words in French, Dutch, English and German, each group in its own column. It
is no dictionary: two passages that share concepts are likely translations of each other, no more.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from generator.language.common_words import COMMON
from generator.language.values import base_language

_COLUMNS = ("fr", "nl", "en", "de")
_CONCEPTS = """
donnée | gegeven | data | daten
traite | verwerk | process | verarbeit
vie·privée confidential privé | privacy levenssfeer vertrouwelijk | privacy confidential | privat datenschutz
utilisa utilise | gebruik | use using usage | nutz verwend benutz
utilisateur | gebruiker | user | nutzer
service prestation | dienst | service | dienst
droit | recht | right law | recht
loi légal législa | wet wettelijk wetgeving | law legal | gesetz
consente | toestemming | consent | einwillig
conserv | bewaar bewar | retain retention keep | aufbewahr speicher
sauvegard stock | opslaan opslag opgeslagen sla | stor | speicher
supprim suppress effac | verwijder wis | delet eras remov | lösch
rectifi correct corrig | verbeter correct rectif | correct rectif | berichtig
accès accéd | toegang | access | zugang zugriff
tiers | derde | third | dritte
transm transf communi | verstrek overdra doorgeven doorgifte meedel | transfer transmit disclos | übermitt weitergab
partag | delen deel gedeeld | shar | teil
adresse | adres | address | adresse
courriel | e-mail mail | e-mail email | e-mail
compte | account rekening | account | konto
mot·de·passe identifiant | wachtwoord gebruikersnaam | password username | passwort
commande | bestel | order | bestell
livr | lever | deliver | liefer
paie paye | betal | pay | zahl
factur | factur | invoice bill | rechnung
produit | product | product | produkt
prix tarif | prijs | price | preis
client | klant | customer | kunde
contrat accord | overeenkomst contract akkoord | contract agreement | vertrag
obligat oblig doit | verplicht moet dient | oblig must | verpflicht
responsab | verantwoordelijk aansprakelijk | responsib liab | verantwort haft
sous-traitant | verwerker | processor | auftragsverarbeit
délégué | functionaris | officer | beauftragt
sécuri | beveilig veilig | secur safe | sicher
mesure | maatregel | measure | maßnahme
durée période délai | duur periode termijn | period duration | dauer zeitraum frist
jour | dag | day | tag
mois | maand | month | monat
ans année | jaar jaren | year | jahr
article section | artikel sectie | article section | artikel abschnitt
site | website site | website site | website
navigat | browser surf naviga | brows navigat | browser
appareil | toestel apparaat | device | gerät
logiciel | software | software | software
image photo | afbeelding foto | image photo picture | bild foto
envoy envoi | zend verzend toezend stuur stur | send sent | senden
reçoi recev reçu | ontvang | receiv | erhalt empfang empfäng
demand | verzoek vraag gevraag | request ask | anfrag verlang
refus | weiger | refus | ablehn verweiger
oppos | bezwaar | object | widerspr
plainte réclam | klacht | complain | beschwerde
tribun juridict | rechtbank rechter | court | gericht
autorité | autoriteit | authorit | behörde
français | frans | french | französ
néerland | nederland | dutch | niederländ
belg | belg | belg | belg
europé | europ | europ | europ
règlement | verordening reglement | regulation | verordnung
modifi chang | wijzig verander | chang modif | änder
publi | publice bekendma | publish | veröffentlich
gratuit | gratis kosteloos | free charge | kostenlos
enfant mineur | kind minderjarig | child minor | kind minderjährig
âge | leeftijd oud | age | alter
nom | naam | name | name
prénom | voornaam | first | vorname
téléphon | telefo | phone | telefon
inscri enregistr | inschrijv registr | regist subscri | registr anmeld
désinscri désabonn | uitschrijv | unsubscri | abmeld
publicit annonc | reclame adverten | advert | werbung anzeige
entreprise société | onderneming vennootschap bedrijf | company business | unternehmen gesellschaft
employé collaborateur préposé | medewerker werknemer aangesteld | employee staff | mitarbeiter
objectif finalité but fins | doel | purpose goal | zweck
base fondement | grond basis | basis ground | grundlage
intérêt | belang | interest | interess
améliore | verbeter | improv | verbesser
question contact | vraag vragen contact | question contact | frage kontakt
exemple | voorbeeld bijvoorbeeld | example | beispiel
information renseign | informatie inlichting | information | information
langue | taal | language | sprache
pays | land | countr | land
monde | wereld | world | welt
personne | persoon person | person | person
public | openbaar publiek | public | öffentlich
contenu | inhoud content | content | inhalt
auteur propriété | auteursrecht eigendom | copyright property | urheberrecht eigentum
dommage préjudice | schade | damage harm | schaden
perte | verlies | loss | verlust
garanti | garandeer garantie waarborg | warrant guarant | gewähr garant
résili | beëindig opzeg | terminat | kündig
abonnement | abonnement | subscription | abonnement
mise·à·jour actualis | bijgewerk bijwerk update | updat | aktualis
protég protection | bescherm | protect | schütz schutz
collect recueill | verzamel | collect gather | sammel erheb
fourni | leverancier verstrek opgeg | provid | anbieter bereit
respect conform | overeenstemming naleef naleven conform | compl conform | einhalt gemäß
exclusi seul uniquement | uitsluitend enkel alleen | exclusiv only sole | ausschließlich nur
version | versie | version | version
conflit litige | tegenstrijdig geschil conflict | conflict dispute | widerspruch streit
lien | link koppeling | link | link
message | bericht | message | nachricht
choix choisi | keuze kies | choice choos | wahl wähl
fonction | functie | function feature | funktion
recherche | zoek | search | such
page | pagina | page | seite
temps moment | tijd ogenblik moment | time moment | zeit
"""


def bare(word: str) -> str:
    """A word in lower case without accents."""
    lowered = word.lower().replace("’", "'")
    if lowered.isascii():
        return lowered
    return "".join(c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c))


@lru_cache(maxsize=8)
def _beginnings(language: str) -> dict[str, str]:
    column = _COLUMNS.index(language)
    found: dict[str, str] = {}
    for number, line in enumerate(_CONCEPTS.strip().splitlines()):
        for word in line.split("|")[column].split():
            found.setdefault(bare(word.partition("·")[0]), f"={number}")
    return found


_LEAST, _MOST = 3, 10
_SOUNDS = str.maketrans({"c": "k", "q": "k", "z": "s", "y": "i", "x": "k"})
COGNATE = 4
"""Letters at the beginning of a longer word that must agree for two words to count as one."""

_WORD = re.compile(r"[^\W\d_]+")
_ELIDED = re.compile(r"^(?:qu|[cdjlmnst])['’]", re.IGNORECASE)


@lru_cache(maxsize=65_536)
def key_of(word: str, language: str) -> str:
    """What a word shares with its translation: a concept, or the sound of its beginning; empty for small words."""
    lowered = word.lower()
    language = base_language(language)
    if lowered in COMMON.get(language, ()):
        lowered_key = _concept(bare(lowered), language)
        return lowered_key if len(lowered) > COGNATE else ""
    plain = bare(lowered)
    return _concept(plain, language) or _sound(plain)


def _concept(plain: str, language: str) -> str:
    if language not in _COLUMNS:
        return ""
    beginnings = _beginnings(language)
    sizes = range(min(len(plain), _MOST), _LEAST - 1, -1)
    return next((found for size in sizes if (found := beginnings.get(plain[:size], ""))), "")


def _sound(plain: str) -> str:
    if len(plain) <= COGNATE:
        return ""
    return plain.replace("ph", "f").replace("th", "t").translate(_SOUNDS)[:COGNATE]


@lru_cache(maxsize=16_384)
def keys_of(text: str, language: str) -> tuple[str, ...]:
    """The keys of a text's words, in order, small words left out."""
    found = (key_of(word, language) for word in _WORD.findall(text))
    return tuple(key for key in found if key)
