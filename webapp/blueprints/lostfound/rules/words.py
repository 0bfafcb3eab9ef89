"""German words about things, reduced to what they mean: spelling, endings, compounds and synonyms stand aside."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

HEAD, MODIFIER = 1.0, 0.5  # a Fahrradhelm is a helmet first, and has to do with bicycles
SHORTEST_HEAD = 3  # as folded: "ur" of Uhr ends too many other words
SHORTEST_MODIFIER = 3
SHORTEST_GUESS = 7  # one wrong letter in a shorter word makes another word: Hose, Hase; Leder, Lieder
MOST_KEPT = 20_000  # single words, so that 5,000 finds are read in half a second
WORD = re.compile(r"[^\W\d_]+|\d+")
SOUNDS = (
    (r"(?<![aeq])ue|(?<=g)ue", "u"),  # Schluessel; but blaue, neue, quer
    (r"ae", "a"),
    (r"oe", "o"),
    (r"ph", "f"),
    (r"c?k|c(?!h)", "k"),
    (r"t?z", "z"),
    (r"dt|th", "t"),
    (r"y", "i"),
    (r"(?<=i)e(?!u)", ""),  # Spiegel, Spigel
    (r"(?<=[aeiou])h(?![aeiou])", ""),  # Fahrrad, Farad
    (r"([a-z])\1+", r"\1"),  # Schlüsel
)
ENDINGS = re.compile(r"(?<=...)(?:e[nmrs]|[ens])$")
SMALL = re.compile(r"(?<=...)(?:chen|lein)$")  # Mützchen; but Drachen
JOINTS = re.compile(r"(?<=...)(?:e?n|e?s)$")  # Blume-n-muster, Damen-rad, Verein-s-band

STOP = """
aber alt alte als am an auch auf aus bei beim bzw da dabei dahinter daran darauf darin das dem den der des die drauf
drin ein eine einem einen einer eines er es etwa etwas fast für ganz gefunden gegen gerade gibt habe hat hatte hinter
hinterm hängt ich ihr im in innen ins ist kann kein leider lag liegt man mein meine meinem meinen mit nach neben nebenan
nicht noch nur ob oder ohne paar sehr sein seit sich sie sind so stand stück trägt um und unser unsere unter verloren
vermisse vermisst vermutlich von vom vor vorne war waren weiter wer wie wir wird wo wurde zu zum zur zwischen über
farbe farbig größe gr marke nr nummer richtung nähe höhe ecke linie gegenüber bereich
"""
# The first word stands for all of its line; what ends with one of them is one of them (Herrenfahrrad).
SYNONYMS = """
fahrrad rad räder velo drahtesel bike zweirad
pedelec ebike elektrofahrrad elektrorad
faltrad klapprad
roller tretroller scooter cityroller kickboard
anhänger hänger
kind kinder baby junge jungen mädchen jugend kids
kita kindergarten kindertagesstätte
dame damen frau frauen
herr herren mann männer
schlüssel schlüsselbund bund schlüsselring schlüsseletui schlüsselmappe
auto pkw wagen fahrzeug kfz
handy smartphone mobiltelefon smartfon händy telefon mobilfunkgerät
tablet tabletpc
laptop notebook computer
uhr armbanduhr herrenuhr damenuhr kinderuhr sportuhr
geldbörse portemonnaie portmonnaie portmonee portemonee brieftasche geldbeutel börse geldtasche geldmappe
brustbeutel umhängebeutel
kartenetui kartenhalter kartenmäppchen kreditkartenetui
geld bargeld geldschein geldscheine banknote banknoten münzen kleingeld
tasche beutel handtasche
rucksack ranzen schulranzen tornister
koffer trolley reisekoffer
hülle schutzhülle case bumper schale
display glas scheibe bildschirm
etui mäppchen futteral
dose schachtel
jacke anorak parka weste blouson janker
mantel trenchcoat
pullover pulli sweatshirt hoodie kapuzenpulli sweatjacke
mütze cap kappe schirmmütze baseballcap basecap
hut strohhut
schal halstuch tuch schultertuch
handschuh handschuhe fäustling fäustlinge
schuh schuhe stiefel sandale sandalen turnschuhe sneaker
hose jeans shorts
kleid kleider
krawatte schlips
ring ringe ehering trauring fingerring
kette halskette collier kettchen
armband armreif armspange armkette
ohrring ohrringe ohrstecker creole creolen
brosche anstecknadel nadel anstecker
gravur graviert eingraviert gravierung
brille brillengestell brillen
gestell rahmen fassung
hörgerät hörgeräte hörapparat hörhilfe
rollator gehhilfe gehwagen
gehstock spazierstock krückstock stock stöcke
krücken gehstützen unterarmgehstützen gehstütze krücke
schirm regenschirm knirps stockschirm taschenschirm
personalausweis ausweis perso
führerschein fahrerlaubnis
reisepass pass paß
fahrzeugschein zulassungsbescheinigung zulassung
kennzeichen nummernschild autokennzeichen
karte ausweiskarte chipkarte
bankkarte eckarte girokarte kreditkarte
gesundheitskarte krankenkassenkarte versichertenkarte krankenkarte
papiere unterlagen dokumente akten
ordner aktenordner
kopfhörer ohrhörer earbuds headset
kamera fotoapparat digitalkamera fotokamera
lautsprecher box musikbox
akku powerbank zusatzakku
navi navigationsgerät
stick usb speicherstick
fernglas feldstecher
kuscheltier stofftier plüschtier plüsch teddy teddybär schmusetier
hase häschen kaninchen
schwein schweinchen
fisch haifisch hai haie
schaf schäfchen
hund hündin welpe
katze kater kätzchen
vogel
geige violine
flöte blockflöte
bohrschrauber akkuschrauber bohrmaschine
säge motorsäge kettensäge
kasten kiste kassette werkzeugkasten
spanngurt zurrgurt gurt gurte
zollstock gliedermaßstab metermaß
kinderwagen buggy sportwagen
kanne thermoskanne isolierkanne
flasche trinkflasche
aufkleber sticker emblem logo
motiv muster aufdruck bild aufschrift
fahne fähnchen wimpel flagge
kaputt beschädigt verbogen defekt gebrochen gesprungen zerbrochen zerkratzt kratzer gerissen eingerissen zerschlissen
reißverschluss zipper
leder kunstleder ledern
holz hölzern
gestreift streifen
gepunktet punkte punkten tupfen
kariert karo karos
geblümt blumen blume blüte blüten
umschlag briefumschlag kuvert
schlitten rodel
schläger racket
angel angelrute
fußball ball
skateboard skatebord
krokodil kroko
fahrradhelm helm radhelm
schloss zahlenschloss fahrradschloss kettenschloss
straße str strasse weg gasse allee
platz
markt marktplatz wochenmarkt dorfplatz
bahnhof bahnsteig gleis bahnhofsvorplatz
zug bahn regionalbahn rb re
bus linienbus
haltestelle bushaltestelle wartehäuschen bushäuschen
freibad schwimmbad hallenbad strandbad
see badesee weiher teich stausee
ufer strand
wald forst waldrand
turnhalle sporthalle halle
sportplatz sportheim bolzplatz sportanlage
schule grundschule schulhof pausenhof gymnasium
kirche pfarrkirche gottesdienst
friedhof friedhofskapelle
rathaus bürgerbüro gemeindeverwaltung gemeindeamt
bücherei bibliothek stadtbücherei stadtbibliothek
jugendzentrum jugendtreff jugendhaus
krankenhaus klinik
arzt arztpraxis praxis wartezimmer ärztehaus kinderarzt
gasthaus gasthof gaststätte restaurant wirtshaus
café cafe eiscafé eisdiele
geschäft laden supermarkt
tankstelle tanke
friseur friseursalon frisör
festplatz festwiese festzelt schützenfest kirmes kirmesplatz
park kurpark
kanal fluss bach
zeltplatz campingplatz campingwiese
tierpark zoo
altenheim seniorenheim pflegeheim
feuerwehrhaus gerätehaus feuerwehrgerätehaus
skatepark skaterbahn
wertstoffhof recyclinghof
kreisel kreisverkehr
vhs volkshochschule
"""
# The first word is what the others are kinds of: they mean both, themselves and it.
SORTS = """
fahrrad pedelec bmx tandem einrad mountainbike
handy iphone
tablet ipad
laptop macbook
uhr taschenuhr smartwatch
kopfhörer airpods
hund dackel labrador mischling schäferhund pudel terrier beagle mops
vogel sittich wellensittich nymphensittich papagei kanarienvogel
"""
COLOUR_WORDS = {
    "schwarz": "schwarz dunkel anthrazit",
    "grau": "grau silber silbern silberfarben anthrazit metall chrom alu aluminium stahl",
    "weiß": "weiß creme cremeweiß natur perlmutt hell",
    "braun": "braun beige camel cognac sand natur honig bronze khaki creme",
    "rot": "rot weinrot bordeaux ziegel",
    "rosa": "rosa pink magenta rosé",
    "lila": "lila violett flieder purpur",
    "blau": "blau marine türkis petrol jeans",
    "grün": "grün oliv mint türkis petrol khaki tarn camouflage",
    "gelb": "gelb gold golden goldfarben neon",
    "orange": "orange apricot",
    "bunt": "bunt mehrfarbig",
}


@lru_cache(maxsize=MOST_KEPT)
def fold(word: str) -> str:
    """The word as it sounds: one case, no accents, no doubled or silent letters."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    folded = "".join(one for one in plain if not unicodedata.combining(one))
    for pattern, sound in SOUNDS:
        folded = re.sub(pattern, sound, folded)
    return folded


def split(text: str) -> list[str]:
    """The words and numbers of a text, in small letters."""
    return WORD.findall(unicodedata.normalize("NFC", text).casefold())


@lru_cache(maxsize=MOST_KEPT)
def meaning(word: str) -> Mapping[str, float]:
    """What a word means, and how much each part of it counts; nothing for words that say nothing."""
    folded = fold(word)
    if folded in STOPPED or (len(folded) < len("xy") and not folded.isdecimal()):
        return {}
    forms = (folded, ENDINGS.sub("", folded), SMALL.sub("", folded))
    known = next((KNOWN[one] for one in forms if one in KNOWN), None)
    if known:
        return {known: HEAD} | ({KINDS[known]: HEAD} if known in KINDS else {})
    return next((parts for one in forms if (parts := _compound(one))), {_guessed(folded) or forms[1]: HEAD})


def meanings(text: str) -> dict[str, tuple[float, str]]:
    """What a text speaks of: meaning → (how much it counts, the word that said it)."""
    found: dict[str, tuple[float, str]] = {}
    for word in split(text):
        for one, weight in meaning(word).items():
            if weight > found.get(one, (0.0, ""))[0]:
                found[one] = (weight, word)
    return found


def colours(text: str) -> frozenset[str]:
    """The families of colour a text names: dunkelblau is blue, türkis is blue and green."""
    return frozenset(family for word in split(text) for family in _families(word))


@lru_cache(maxsize=MOST_KEPT)
def _families(word: str) -> frozenset[str]:
    return frozenset(family for name, family in COLOURS if fold(word).endswith(name))


@lru_cache(maxsize=MOST_KEPT)
def twisted(word: str) -> frozenset[str]:
    """The word and all it becomes without one letter, but for the first, which people get right.

    Two words that share one of them are one slip of the pen apart: a letter wrong, missing, too much, or in the wrong
    order. It finds what ``difflib`` finds at a hundredth of the time (measured by ``make bench``).
    """
    return frozenset({word, *(word[:at] + word[at + 1 :] for at in range(1, len(word)))})


def _compound(word: str) -> dict[str, float]:
    """Herrenfahrrad is a Fahrrad for Herren: the longest known end counts most."""
    for at in range(SHORTEST_MODIFIER, len(word) - SHORTEST_HEAD + 1):
        if head := KNOWN.get(word[at:]):
            rest = word[:at]
            before = KNOWN.get(rest) or KNOWN.get(JOINTS.sub("", rest)) or ENDINGS.sub("", JOINTS.sub("", rest))
            return {before: MODIFIER, head: HEAD}
    return {}


def _guessed(word: str) -> str | None:
    """The known word somebody meant who wrote one letter wrong."""
    if len(word) < SHORTEST_GUESS:
        return None
    return next((SLIPS[one] for one in sorted(twisted(word)) if one in SLIPS), None)


def _known() -> dict[str, str]:
    """Every word of the synonyms, as it sounds, with what it stands for; the first line that has it counts."""
    known: dict[str, str] = {}
    for line in SYNONYMS.strip().splitlines():
        words = [fold(word) for word in line.split()]
        for word in words:
            known.setdefault(word, words[0])
            known.setdefault(ENDINGS.sub("", word), words[0])
    return known


def _kinds() -> dict[str, str]:
    """What a word is a kind of: Dackel, Hund."""
    lines = [[fold(word) for word in line.split()] for line in SORTS.strip().splitlines()]
    return {kind: whole for whole, *kinds in lines for kind in kinds}


STOPPED = frozenset(fold(word) for word in STOP.split())
KINDS = _kinds()
KNOWN = _known() | {kind: kind for kind in KINDS}
SLIPS = {slip: meant for word, meant in KNOWN.items() if len(word) > SHORTEST_GUESS for slip in twisted(word)}
COLOURS = tuple((fold(word), family) for family, words in COLOUR_WORDS.items() for word in words.split())
