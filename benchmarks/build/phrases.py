"""The words that the measured texts are made of: pairs of French and Dutch, written for this purpose.

Every subject is in the third person singular and every verb takes an object, so that any of them go together.
`{n}` is a number.
"""

from __future__ import annotations

Pair = tuple[str, str]
"""The same in French and in Dutch."""

SUBJECTS: tuple[Pair, ...] = (
    ("le prestataire", "de dienstverlener"),
    ("le client", "de klant"),
    ("le service juridique", "de juridische dienst"),
    ("le responsable du dossier", "de dossierbeheerder"),
    ("la personne de contact", "de contactpersoon"),
    ("l’administration", "de administratie"),
    ("le fournisseur", "de leverancier"),
    ("la direction", "de directie"),
    ("le service des archives", "de archiefdienst"),
    ("l’organisation", "de organisatie"),
    ("l’assureur", "de verzekeraar"),
    ("le comptable", "de boekhouder"),
    ("l’exploitant", "de exploitant"),
    ("le transporteur", "de vervoerder"),
    ("l’auditeur externe", "de externe auditor"),
    ("le service client", "de klantendienst"),
    ("le conseil de surveillance", "de raad van toezicht"),
    ("l’éditeur du site", "de uitgever van de site"),
    ("la société de maintenance", "de onderhoudsfirma"),
    ("le gestionnaire du réseau", "de netbeheerder"),
)

VERBS: tuple[Pair, ...] = (
    ("conserve", "bewaart"),
    ("vérifie", "controleert"),
    ("consulte", "raadpleegt"),
    ("envoie", "verstuurt"),
    ("publie", "publiceert"),
    ("corrige", "verbetert"),
    ("enregistre", "registreert"),
    ("protège", "beschermt"),
    ("examine", "onderzoekt"),
    ("classe", "rangschikt"),
    ("utilise", "gebruikt"),
    ("annonce", "meldt"),
    ("signe", "ondertekent"),
    ("demande", "vraagt"),
    ("reçoit", "ontvangt"),
    ("détruit", "vernietigt"),
    ("copie", "kopieert"),
    ("décrit", "beschrijft"),
    ("explique", "verklaart"),
    ("confirme", "bevestigt"),
    ("limite", "beperkt"),
    ("évalue", "beoordeelt"),
    ("remplace", "vervangt"),
    ("organise", "organiseert"),
    ("finance", "financiert"),
    ("refuse", "weigert"),
)

OBJECTS: tuple[Pair, ...] = (
    ("les factures", "de facturen"),
    ("les plaintes", "de klachten"),
    ("la liste des commandes", "de lijst van bestellingen"),
    ("les préférences", "de voorkeuren"),
    ("les messages", "de berichten"),
    ("le contrat", "de overeenkomst"),
    ("la copie signée", "het ondertekende afschrift"),
    ("les mesures de sécurité", "de veiligheidsmaatregelen"),
    ("le registre", "het register"),
    ("les journaux techniques", "de technische logboeken"),
    ("la demande écrite", "het schriftelijke verzoek"),
    ("les paiements", "de betalingen"),
    ("le rapport annuel", "het jaarverslag"),
    ("les adresses de livraison", "de leveringsadressen"),
    ("la preuve d’achat", "het aankoopbewijs"),
    ("les images", "de beelden"),
    ("le mot de passe", "het wachtwoord"),
    ("les statistiques", "de statistieken"),
    ("la carte d’accès", "de toegangskaart"),
    ("les coordonnées", "de contactgegevens"),
    ("les copies de sauvegarde", "de reservekopieën"),
    ("le calendrier des contrôles", "de controlekalender"),
    ("la grille des tarifs", "het tariefoverzicht"),
    ("les conditions de garantie", "de garantievoorwaarden"),
)

COMPLEMENTS: tuple[Pair, ...] = (
    ("du membre", "van het lid"),
    ("de l’année en cours", "van het lopende jaar"),
    ("de chaque agence", "van elk kantoor"),
    ("du compte fermé", "van de gesloten rekening"),
    ("de la personne concernée", "van de betrokkene"),
    ("du magasin en ligne", "van de webwinkel"),
    ("de l’abonné", "van de abonnee"),
    ("du candidat", "van de kandidaat"),
    ("de la filiale", "van het filiaal"),
    ("du visiteur", "van de bezoeker"),
    ("de l’ancien fournisseur", "van de vroegere leverancier"),
    ("du projet commun", "van het gezamenlijke project"),
    ("de la période précédente", "van de vorige periode"),
    ("du bâtiment principal", "van het hoofdgebouw"),
)

CIRCUMSTANCES: tuple[Pair, ...] = (
    ("pendant {n} mois après la fin du contrat", "gedurende {n} maanden na het einde van de overeenkomst"),
    ("dans un délai de {n} jours ouvrables", "binnen een termijn van {n} werkdagen"),
    ("au moins {n} fois par an", "minstens {n} keer per jaar"),
    ("pour un montant de {n} euros au plus", "voor een bedrag van ten hoogste {n} euro"),
    ("avec {n} collaborateurs au maximum", "met maximaal {n} medewerkers"),
    ("pendant les {n} premiers jours du mois", "tijdens de eerste {n} dagen van de maand"),
    ("sans frais supplémentaires", "zonder extra kosten"),
    ("par écrit et en deux exemplaires", "schriftelijk en in twee exemplaren"),
    ("avec le soin nécessaire", "met de nodige zorg"),
    ("dans chaque pays de l’Union", "in elk land van de Unie"),
    ("selon les règles de la profession", "volgens de regels van het beroep"),
    ("au nom de toutes les parties", "in naam van alle partijen"),
    ("à la fin de chaque trimestre", "aan het einde van elk kwartaal"),
    ("par un canal sécurisé", "via een beveiligd kanaal"),
    ("en présence d’un témoin", "in aanwezigheid van een getuige"),
    ("à la première demande", "op eerste verzoek"),
)

CONDITIONS: tuple[Pair, ...] = (
    ("Si la loi l’exige,", "Indien de wet het vereist,"),
    ("Lorsque le compte est fermé,", "Wanneer de rekening gesloten is,"),
    ("Après chaque commande,", "Na elke bestelling"),
    ("Si une plainte est ouverte,", "Indien een klacht lopende is,"),
    ("Avant la fin de la période d’essai,", "Voor het einde van de proefperiode"),
    ("Dès que le paiement est reçu,", "Zodra de betaling ontvangen is,"),
    ("En cas de doute sérieux,", "In geval van ernstige twijfel"),
    ("Sur demande motivée,", "Op gemotiveerd verzoek"),
    ("Lorsque la sécurité est en jeu,", "Wanneer de veiligheid in het geding is,"),
    ("Tant que le contrat est en vigueur,", "Zolang de overeenkomst van kracht is,"),
)

TITLES: tuple[tuple[str, str, str], ...] = (
    ("definitions", "Définitions", "Begrippen"),
    ("scope", "Champ d’application", "Toepassingsgebied"),
    ("access", "Accès au service", "Toegang tot de dienst"),
    ("account", "Compte et mot de passe", "Account en wachtwoord"),
    ("orders", "Commandes", "Bestellingen"),
    ("prices", "Prix et taxes", "Prijzen en belastingen"),
    ("payment", "Paiement", "Betaling"),
    ("delivery", "Livraison", "Levering"),
    ("returns", "Retours", "Terugzendingen"),
    ("warranty", "Garantie", "Waarborg"),
    ("complaints", "Plaintes", "Klachten"),
    ("liability", "Responsabilité", "Aansprakelijkheid"),
    ("security", "Sécurité", "Beveiliging"),
    ("archives", "Archives", "Archief"),
    ("partners", "Partenaires", "Partners"),
    ("audits", "Contrôles", "Controles"),
    ("suspension", "Suspension", "Opschorting"),
    ("termination", "Fin du contrat", "Einde van de overeenkomst"),
    ("changes", "Modifications", "Wijzigingen"),
    ("disputes", "Litiges", "Geschillen"),
    ("transfer", "Cession", "Overdracht"),
)
"""Id, French and Dutch title of the sections that hold sentences."""

ITEMS: tuple[tuple[str, str, str], ...] = (
    ("email-address", "adresse e-mail", "e-mailadres"),
    ("phone-number", "numéro de téléphone", "telefoonnummer"),
    ("invoices", "factures", "facturen"),
    ("messages", "messages", "berichten"),
    ("log-lines", "lignes de journal", "logregels"),
)
"""Id and words of the data items; each is a category of the same name with `-kept` behind it."""

PURPOSES: tuple[tuple[str, str, str], ...] = (
    ("manage-account", "gestion du compte", "accountbeheer"),
    ("answer-questions", "réponse aux questions", "beantwoording van vragen"),
    ("keep-accounts", "tenue de la comptabilité", "boekhouding"),
)
