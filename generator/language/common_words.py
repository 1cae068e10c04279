"""The commonest words of a few languages, as they stand in policies; plain data."""

from __future__ import annotations


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


COMMON: dict[str, frozenset[str]] = {
    "fr": _words(
        "le la les l' pourquoi quand comment combien un une des du de d' au aux à et ou mais donc or ni car que qui "
        "quoi dont où ce cet cette ces celui celle ceux celles il ils elle elles on nous vous je tu me te se lui "
        "leur leurs y en mon ma mes ton ta tes son sa ses notre nos votre vos est sont être été était étaient sera "
        "seront serez serait a ai as ont avez avons avoir avait eu fait faire peut peuvent pouvez pouvons pouvoir "
        "pourra pourrait doit doivent devez devons ne pas plus jamais sans avec dans par pour sur sous entre chez "
        "vers depuis pendant avant après lors lorsque si comme ainsi aussi très tout toute tous toutes même autre "
        "autres afin selon contre cela ceci données traitement services site utilisation utilisez utiliser "
        "utilisons informations compte droit droits notamment cas fins avez êtes conformément moins plusieurs "
        "certains certaines chaque aucun aucune quel quelle quels quelles via personnelles personnel caractère vie "
        "privée nouveau ici content contents voir veuillez version française néerlandaise belge",
    ),
    "nl": _words(
        "de het een der den en of maar want dus dat die dit deze wie wat waar wanneer hoe als dan toen ik jij je u "
        "hij zij ze wij we jullie hun haar hem ons onze uw mijn zijn is was waren ben bent wordt worden werd werden "
        "heeft hebben hebt had kan kunnen kunt kon mag mogen moet moeten zal zullen zult zou zouden wil willen niet "
        "geen wel ook nog al er hier daar van in voor met op aan bij uit naar door over om onder tussen tegen "
        "zonder te tot na sinds tijdens volgens vanaf alle elke elk ieder iedere andere ander meer minder zoals "
        "indien tenzij omdat zodat zodra waarvan waarin waarop hierin daarvan daarbij hiervoor gegevens verwerking "
        "diensten gebruik gebruiken gebruikt informatie recht rechten persoonsgegevens persoonlijke website wij "
        "bepaalde toestemming zie versie nederlandse franse belgische eigen via account welke dergelijke hiervan "
        "zich zelf bewaard verwerkt kunt heeft eerste nieuwe",
    ),
    "de": _words(
        "der die das den dem des ein eine einer eines einem einen und oder aber denn dass weil wenn als ob wie was "
        "wer wo ich du er sie es wir ihr mich dich sich uns euch ihnen ihm ihn mein dein sein unser unsere unserer "
        "unseren ihre ihrer ihren ihrem ist sind war waren bin wird werden wurde wurden worden hat haben hatte kann "
        "können könnte darf dürfen muss müssen soll sollen sollte will wollen nicht kein keine keinen auch noch nur "
        "schon sehr mehr von vom für mit auf an am bei beim aus nach durch über um unter zwischen gegen ohne zu zum "
        "zur bis seit während vor im ins in diese dieser dieses diesen diesem alle allen jede jeder jedes andere "
        "anderen daten verarbeitung dienste nutzung nutzen informationen recht rechte personenbezogene "
        "personenbezogenen website einwilligung gemäß sowie bzw falls damit dazu hierzu gespeichert verarbeitet "
        "verwenden",
    ),
    "en": _words(
        "the a an and or but nor so that which who whom whose what where when why how if then than as because while "
        "i you he she it we they me him her us them my your his its our their this these those is are was were be "
        "been being am has have had having do does did can could may might must shall should will would not no any "
        "all each every some other such only own same very also of to in on at by for with from into about between "
        "against without within under over after before during until through up out off there here you're we're "
        "data processing use used using information right rights personal consent please see more collect collected "
        "store stored share shared provide provided including website terms policy product products security make "
        "makes upload accordance necessary by",
    ),
}
