"""Customers and suppliers of the demo: fictional firms with right check digits, Polish names and addresses."""

from __future__ import annotations

from typing import NamedTuple

from ogniwo.demo.people import main_scheme, tax_number
from ogniwo.demo.stage import FIRST, Partner, Stage
from ogniwo.masterdata.parties.commands import add_parties
from ogniwo.masterdata.parties.rules.inputs import Account, Address, Identifier, NewContact, NewParty, Point, Terms

CUSTOMERS = """Hotel Pod Lipami sp. z o.o.|Toruń|87-100|ul. Bulwarowa 8|late|monthly
Meble Wielkopolska Nowak i Synowie sp.j.|Poznań|61-131|ul. Zamenhofa 133|prompt|
Studio Wnętrz Kamila Wrona|Wrocław|50-079|ul. Ruska 41|prompt|
Salon Meblowy Cztery Kąty sp. z o.o.|Wrocław|53-333|ul. Powstańców Śląskich 95|parts|monthly
Biurowce Odra sp. z o.o.|Wrocław|50-541|al. Armii Krajowej 61|late|
Kancelaria Radców Prawnych Sowa i Partnerzy|Warszawa|00-113|ul. Emilii Plater 53|prompt|
Przedszkole Leśna Polana|Opole|45-064|ul. Damrota 10|prompt|
Restauracja Stary Młyn Piotr Gajda|Kalisz|62-800|ul. Babina 6|slow|
Pensjonat Widok na Śnieżkę|Karpacz|58-540|ul. Konstytucji 3 Maja 22|late|
Dom i Drewno Kowalczyk sp.k.|Legnica|59-220|ul. Złotoryjska 74|prompt|monthly
Galeria Mebli Arkadia sp. z o.o.|Łódź|91-065|ul. Drewnowska 58|parts|monthly
Architekci Trzy Linie sp. z o.o.|Kraków|31-019|ul. Floriańska 34|prompt|
Hotel Biały Żagiel S.A.|Gdynia|81-374|al. Jana Pawła II 11|late|monthly
Uczelnia Techniczna im. Czochralskiego|Bydgoszcz|85-796|al. Kaliskiego 7|prompt|
Mieszkania na Start sp. z o.o.|Poznań|60-688|os. Jana III Sobieskiego 110|parts|
Agencja Reklamowa Echo Zofia Lis|Katowice|40-014|ul. Mariacka 19|prompt|
Meblonet sp. z o.o.|Swarzędz|62-020|ul. Kórnicka 3|prompt|monthly
Biblioteka Miejska w Lesznie|Leszno|64-100|ul. Bolesława Chrobrego 3|prompt|
Kawiarnia Ziarno Maja Kos|Wrocław|50-136|ul. Wita Stwosza 15|slow|
Przychodnia Zdrowy Dom sp. z o.o.|Zielona Góra|65-046|ul. Boh. Westerplatte 11|prompt|
Dwór Zalesie Agroturystyka|Zalesie Śląskie|47-150|ul. Biskupa Nankera 2|late|
Komfort Biuro sp. z o.o.|Szczecin|70-419|pl. Rodła 8|prompt|monthly
Fundacja Nowe Progi|Lublin|20-002|ul. Krakowskie Przedmieście 56|slow|
Wnętrza Pałuki Jan Grzelak|Żnin|88-400|ul. Śniadeckich 19|prompt|
Serwis Domowy Złota Rączka sp. z o.o.|Gniezno|62-200|ul. Chrobrego 40|prompt|
Hostel Nadodrze sp. z o.o.|Wrocław|50-236|ul. Roosevelta 5|late|
Meble Kresowe Bielecki sp.j.|Białystok|15-092|ul. Sienkiewicza 49|parts|
Drukarnia Kleks sp. z o.o.|Rzeszów|35-065|ul. Grunwaldzka 22|prompt|
Spółdzielnia Mieszkaniowa Jutrzenka|Konin|62-510|ul. Dworcowa 6|prompt|
Klinika Uśmiechu Beata Zych|Wrocław|51-627|ul. Wróblewskiego 27|prompt|
Gabinet Psychologiczny Przystań|Poznań|61-806|ul. Święty Marcin 29|prompt|
Ranczo pod Dębem Adam Czyż|Milicz|56-300|ul. Krotoszyńska 51|slow|
Winnica Adoria sp. z o.o.|Zachowice|55-050|ul. Lipowa 1|prompt|
Księgarnia Karta sp. z o.o.|Ostrów Wielkopolski|63-400|ul. Raszkowska 30|prompt|
Kursy Językowe Lingua sp. z o.o.|Jelenia Góra|58-500|ul. Długa 18|late|
Sala Weselna Bursztyn Nowicka i Wspólnicy sp.j.|Września|62-300|ul. Gnieźnieńska 23|parts|"""
FOREIGN = """Eichenhaus Möbel GmbH|DE|10243|Berlin|Karl-Marx-Allee 90|late
Nordisk Bolig ApS|DK|2100|København|Østerbrogade 62|prompt
Atelier Chêne SARL|FR|67000|Strasbourg|12 rue du Dôme|prompt"""
SUPPLIERS = """TARTAK|Tartak Puszcza Zielonka sp. z o.o.|Murowana Goślina|62-095|ul. Poznańska 70|14
PLYTY|Płyty i Forniry Wolsztyn S.A.|Wolsztyn|64-200|ul. Przemysłowa 2|21
OKUCIA|Okucia Meblowe Zatrzask sp. z o.o.|Żywiec|34-300|ul. Stolarska 15|14
CHEMIA|Lakiery i Kleje Polimer sp. z o.o.|Brzeg Dolny|56-120|ul. Sienkiewicza 4|21
TEKST|Tkalnia Andrychów sp. z o.o.|Andrychów|34-120|ul. Krakowska 83|30
OPAKOW|Opakowania Karton-Pol sp.j.|Września|62-300|ul. Objazdowa 9|14
LUMEN|Lumen Oświetlenie sp. z o.o.|Pabianice|95-200|ul. Piłsudskiego 19|21
SZKLO|Huta Szkła i Luster Krosno sp. z o.o.|Krosno|38-400|ul. Tysiąclecia 13|14
TAPIS|Meble Tapicerowane Kępno S.A.|Kępno|63-600|ul. Przemysłowa 10|30
ENERGIA|Energetyka Warta S.A.|Poznań|61-248|ul. Panny Marii 2|14
TELEKOM|Łącza Zachód sp. z o.o.|Poznań|60-801|ul. Marcelińska 90|14
SPEDYC|Spedycja Szybki Bieg sp. z o.o.|Komorniki|62-052|ul. Magazynowa 5|14
REKLAMA|Agencja Złoty Klin sp. z o.o.|Poznań|61-737|ul. 27 Grudnia 9|14"""
PEOPLE = ("Anna Wilk", "Jan Bąk", "Maria Sikora", "Paweł Dudek", "Katarzyna Pająk", "Tomasz Żak", "Ewa Kruk", "Michał Rak", "Agnieszka Mazur", "Marcin Sroka", "Joanna Czapla", "Łukasz Bielik")
PLAIN = str.maketrans("ąćęłńóśźżöøêéĄĆĘŁŃÓŚŹŻÖØ", "acelnoszzooeeACELNOSZZOO")
SHORT_DAYS, LONG_DAYS = 14, 30


class Firm(NamedTuple):
    """A firm as written above."""

    name: str
    city: str
    code: str
    street: str
    country: str = "PL"


def bank_account(n: int) -> str:
    """A fictional account number with right check digits; 9990 is the number of no bank."""
    plain = f"99900009{n:016}"
    return f"PL{98 - int(plain + '252100') % 97:02}{plain}"


def domain(name: str) -> str:
    """A domain nobody can have (RFC 2606)."""
    words = [word for word in name.translate(PLAIN).lower().replace(".", " ").split() if word.isalpha() and len(word) > 2]
    return "-".join(words[:2]) + ".example"


def add_all(stage: Stage) -> None:
    """All parties of the first day: the buyer adds suppliers, the seller customers."""
    _suppliers(stage)
    customers = [line.split("|") for line in CUSTOMERS.splitlines()]
    foreign = [line.split("|") for line in FOREIGN.splitlines()]
    cards, partners = [], []
    for n, (name, city, code, street, habit, monthly) in enumerate(customers, 1):
        days = LONG_DAYS if monthly or n % 4 == 0 else SHORT_DAYS
        branch = stage.branches[1] if city in {"Wrocław", "Opole", "Karpacz", "Legnica", "Zalesie Śląskie", "Milicz", "Zachowice", "Jelenia Góra", "Katowice", "Kraków"} else stage.branches[0]
        terms = Terms(customer=True, party_class="partner" if monthly else "", payment_days=days, credit_limit=_limit(n), owner_id=stage.people["seller"].user_id, branch_id=branch)
        cards.append(card(n, Firm(name, city, code, street), terms, n + 100))
        partners.append(Partner(stage.people["seller"].directory_id, name, city, bank_account(n + 100), branch, "PLN", habit, bool(monthly), days))  # type: ignore[arg-type]
    for n, (name, country, code, city, street, habit) in enumerate(foreign, len(customers) + 1):
        terms = Terms(customer=True, party_class="foreign", payment_days=LONG_DAYS, currency="EUR", tax_class="0WDT", owner_id=stage.people["seller"].user_id, branch_id=stage.branches[0])
        cards.append(card(n, Firm(name, city, code, street, country), terms, n + 100))
        partners.append(Partner(stage.people["seller"].directory_id, name, city, "", stage.branches[0], "EUR", habit, days=LONG_DAYS))  # type: ignore[arg-type]
    for partner, pk in zip(partners, add_parties(cards, acting=stage.by("seller", FIRST)), strict=True):
        partner.id = pk
    stage.customers = partners


def _limit(n: int) -> int | None:
    return None if n % 3 else 60000 if n % 2 else 150000  # type: ignore[return-value]


def _suppliers(stage: Stage) -> None:
    found = [line.split("|") for line in SUPPLIERS.splitlines()]
    cards = [card(n, Firm(name, city, code, street), Terms(supplier=True, payment_days=int(days)), n + 500) for n, (_key, name, city, code, street, days) in enumerate(found, 1)]
    ids = add_parties(cards, acting=stage.by("buyer", FIRST))
    for n, (pk, (key, name, city, _code, _street, days)) in enumerate(zip(ids, found, strict=True), 1):
        stage.suppliers[key] = Partner(pk, name, city, bank_account(n + 500), days=int(days), prefix=key[:3])


def card(n: int, firm: Firm, terms: Terms, seed: int) -> NewParty:
    """A party's whole card. Union numbers are of the form of their country, Polish ones have right check digits."""
    mail, person = domain(firm.name), PEOPLE[n % len(PEOPLE)]
    home = firm.country == "PL"
    number = Identifier(main_scheme(), tax_number(str(seed))) if home else Identifier("VAT-EU", {"DE": "DE999999999", "DK": "DK99999999", "FR": "FRXX999999999"}[firm.country])
    local = person.split()[0].translate(PLAIN).lower()
    return NewParty(
        name=firm.name, country=firm.country, language="pl" if home else "en", identifiers=(number,), terms=terms,
        addresses=(Address(firm.street, firm.code, firm.city, firm.country),), points=(Point("email", f"biuro@{mail}"), Point("phone", f"+48 22 555 {n:04}")),
        contacts=(NewContact(person, "zakupy" if terms.customer else "sprzedaż", (Point("email", f"{local}@{mail}"),)),),
        accounts=(Account(bank_account(seed)),) if home else (),
    )  # fmt: skip
