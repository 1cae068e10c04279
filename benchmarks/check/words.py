"""What the benchmark plants: sentences in other languages, odd values, and a bilingual stock of clauses."""

from __future__ import annotations

FOREIGN: dict[str, tuple[str, ...]] = {
    "en": (
        "We keep the photos that you upload for as long as your account exists.",
        "You may withdraw your consent at any time by writing to us.",
        "This information is shared with our partners only where it is necessary.",
        "Please contact our customer service if you have any questions about this notice.",
        "Your payment details are processed by a provider that we have chosen with care.",
        "We do not sell your personal data to third parties.",
        "Images that you send to us are deleted after the order has been delivered.",
        "If you do not agree with these terms, you should not use our services.",
    ),
    "de": (
        "Wir speichern die Bilder, die Sie hochladen, solange Ihr Konto besteht.",
        "Sie können Ihre Einwilligung jederzeit widerrufen, indem Sie uns schreiben.",
        "Diese Informationen werden nur an unsere Partner weitergegeben, wenn es notwendig ist.",
        "Bitte wenden Sie sich an unseren Kundendienst, wenn Sie Fragen zu dieser Erklärung haben.",
        "Ihre Zahlungsdaten werden von einem Anbieter verarbeitet, den wir sorgfältig ausgewählt haben.",
        "Wir verkaufen Ihre personenbezogenen Daten nicht an Dritte.",
        "Die Bilder, die Sie uns senden, werden nach der Lieferung der Bestellung gelöscht.",
        "Wenn Sie mit diesen Bedingungen nicht einverstanden sind, dürfen Sie unsere Dienste nicht nutzen.",
    ),
}

TITLES: tuple[tuple[str, str], ...] = (
    ("Durée de conservation", "Bewaartermijn"),
    ("Vos droits", "Uw rechten"),
    ("Sécurité des données", "Beveiliging van de gegevens"),
    ("Cookies et mesures d’audience", "Cookies en publieksmeting"),
    ("Commandes et paiement", "Bestellingen en betaling"),
    ("Transmission à des tiers", "Verstrekking aan derden"),
    ("Nous contacter", "Contact opnemen"),
    ("Modification de ce texte", "Wijziging van deze tekst"),
    ("Lettre d’information", "Nieuwsbrief"),
    ("Droit applicable", "Toepasselijk recht"),
)

CLAUSES: tuple[tuple[str, str], ...] = (
    (
        "Nous conservons les photos {months} mois après la dernière commande.",
        "Wij bewaren de foto’s {months} maanden na de laatste bestelling.",
    ),
    (
        "Les factures sont conservées pendant {years} ans, comme la loi l’exige.",
        "De facturen worden {years} jaar bewaard, zoals de wet het vereist.",
    ),
    (
        "Nous répondons à votre demande dans un délai de {days} jours.",
        "Wij beantwoorden uw verzoek binnen een termijn van {days} dagen.",
    ),
    (
        "Vous pouvez demander la suppression de votre compte à l’adresse <{mail}>.",
        "U kunt de verwijdering van uw account vragen op het adres <{mail}>.",
    ),
    (
        "Les règles sur les cookies se trouvent sur [notre page](https://{host}/fr/cookies).",
        "De regels over cookies vindt u op [onze pagina](https://{host}/nl/cookies).",
    ),
    (
        "Voir l’article {article} pour les exceptions.",
        "Zie artikel {article} voor de uitzonderingen.",
    ),
    (
        "Les frais s’élèvent à {amount} € par envoi.",
        "De kosten bedragen {amount} euro per zending.",
    ),
    (
        "Cette version s’applique depuis le {day}/{month:02d}/20{year}.",
        "Deze versie is van toepassing sinds {day}/{month:02d}/20{year}.",
    ),
    (
        "Notre service client répond au +32 9 {phone} pendant les heures de bureau.",
        "Onze klantendienst antwoordt op 09 {phone} tijdens de kantooruren.",
    ),
    (
        "La société est inscrite sous le numéro 0{company}.",
        "De vennootschap is ingeschreven onder het nummer 0{company}.",
    ),
    (
        "Nous posons {count} questions lors de l’inscription.",
        "Wij stellen {count} vragen bij de inschrijving.",
    ),
    (
        "Nous ne vendons pas vos données à d’autres entreprises.",
        "Wij verkopen uw gegevens niet aan andere ondernemingen.",
    ),
    (
        "Nos collaborateurs n’accèdent à votre dossier que si c’est nécessaire.",
        "Onze medewerkers hebben uitsluitend toegang tot uw dossier als dat nodig is.",
    ),
    (
        "Les paiements sont traités par **Banque Exemple**, établie à Bruxelles.",
        "De betalingen worden verwerkt door **Banque Exemple**, gevestigd in Brussel.",
    ),
    (
        "Environ {percent} % des visiteurs refusent les statistiques.",
        "Ongeveer {percent} procent van de bezoekers weigert de statistieken.",
    ),
    (
        "Vous avez le droit de consulter, de corriger et de transférer vos données.",
        "U hebt het recht om uw gegevens in te zien, te verbeteren en over te dragen.",
    ),
    (
        "Le responsable du traitement tient un registre de toutes les demandes.",
        "De verwerkingsverantwoordelijke houdt een register van alle verzoeken bij.",
    ),
    (
        "Si vous publiez une évaluation sur Facebook, nos partenaires peuvent la lire.",
        "Als u een beoordeling op Facebook publiceert, kunnen onze partners ze lezen.",
    ),
    (
        "Nous protégeons les serveurs par des mesures techniques et organisationnelles.",
        "Wij beschermen de servers met technische en organisatorische maatregelen.",
    ),
)

CELLS: tuple[tuple[tuple[str, str], ...], ...] = (
    (("Adresse e-mail", "E-mailadres"), ("envoi de la lettre d’information", "toezending van de nieuwsbrief")),
    (("Adresse postale", "Postadres"), ("livraison des produits commandés", "levering van de bestelde producten")),
    (("Données de paiement", "Betalingsgegevens"), ("facturation par la banque", "facturatie door de bank")),
    (("Adresse IP", "IP-adres"), ("sécurité du site internet", "beveiliging van de website")),
    (("Photos", "Foto’s"), ("impression de l’album commandé", "afdruk van het bestelde album")),
)
