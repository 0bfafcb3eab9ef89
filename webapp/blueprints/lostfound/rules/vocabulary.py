"""Words people use for things and places: what says nothing, what means the same, what is a kind of what."""

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
