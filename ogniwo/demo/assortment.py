"""What the demo company makes, buys and sells: 150 products in five classes, as data."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

WOODS = (("dąb", "oak", 100), ("buk", "beech", 88), ("jesion", "ash", 94), ("orzech", "walnut", 125), ("sosna", "pine", 72), ("wiąz", "elm", 97), ("olcha", "alder", 80))


class Kind(NamedTuple):
    """A kind of product in variants: its code, words, unit, cost of one, ``margin`` of price over cost in percent."""

    code: str
    pl: str
    en: str
    cost: int
    unit: str = "szt"
    margin: int = 55


OWN = (
    Kind("KRZ", "Krzesło Lira", "Lira chair", 172, margin=62), Kind("STO", "Stół Gniezno", "Gniezno table", 690, margin=58), Kind("BIU", "Biurko Kancelista", "Kancelista desk", 520),
    Kind("REG", "Regał Skryba", "Skryba bookcase", 410, margin=60), Kind("KOM", "Komoda Warta", "Warta chest of drawers", 585), Kind("LOZ", "Łóżko Sen", "Sen bed", 890, margin=52),
    Kind("LAW", "Ława Noteć", "Noteć coffee table", 248, margin=65), Kind("SZN", "Szafka nocna Cis", "Cis bedside table", 176, margin=64),
)  # fmt: skip
COLOURS = (("biała", "white"), ("czarna", "black"), ("szara", "grey"), ("zielona", "green"), ("miodowa", "honey"))
GOODS = (
    Kind("LAM", "Lampa stojąca Brzask", "Brzask floor lamp", 146, margin=48), Kind("LWI", "Lampa wisząca Kropla", "Kropla pendant lamp", 98, margin=52),
    Kind("LUS", "Rama z lustrem Jezioro", "Jezioro framed mirror", 132, margin=50), Kind("SOF", "Sofa Polana", "Polana sofa", 1240, margin=42),
    Kind("KRO", "Kanapa dziecięca Mak", "Mak children's sofa", 610, margin=44), Kind("PUF", "Pufa Szyszka", "Szyszka pouf", 118, margin=55),
    Kind("KAN", "Zasłona Mgła", "Mgła curtain", 64, margin=60), Kind("WYK", "Wykładzina Łąka", "Łąka rug", 205, margin=50),
)  # fmt: skip
ACCESSORIES = (
    ("Uchwyt meblowy 96 mm", "Furniture handle 96 mm", "9.40", "szt"), ("Uchwyt meblowy 128 mm", "Furniture handle 128 mm", "11.20", "szt"), ("Gałka drewniana", "Wooden knob", "6.10", "szt"),
    ("Olej do blatów 0,5 l", "Worktop oil 0.5 l", "21.50", "szt"), ("Wosk do mebli 250 ml", "Furniture wax 250 ml", "16.80", "szt"), ("Pasta pielęgnacyjna", "Care paste", "13.90", "szt"),
    ("Podkładki filcowe, komplet", "Felt pads, set", "4.20", "kpl"), ("Nogi stalowe, komplet", "Steel legs, set", "88.00", "kpl"), ("Kółka meblowe, komplet", "Castors, set", "24.00", "kpl"),
    ("Poduszka na krzesło", "Chair cushion", "27.30", "szt"), ("Pled wełniany", "Woollen throw", "72.00", "szt"), ("Wieszak ścienny", "Wall rack", "33.50", "szt"),
    ("Półka ścienna 60 cm", "Wall shelf 60 cm", "29.00", "szt"), ("Półka ścienna 90 cm", "Wall shelf 90 cm", "38.00", "szt"), ("Organizer do szuflady", "Drawer organiser", "18.40", "szt"),
    ("Oświetlenie LED szafki", "Cabinet LED light", "41.00", "szt"), ("Zawias cichy domyk", "Soft-close hinge", "7.80", "szt"), ("Prowadnica 45 cm", "Drawer runner 45 cm", "19.60", "kpl"),
    ("Zestaw naprawczy do drewna", "Wood repair kit", "22.70", "kpl"), ("Szkło hartowane na blat", "Tempered table glass", "94.00", "szt"),
)  # fmt: skip
MATERIALS = (
    ("Tarcica dębowa 25 mm", "Oak boards 25 mm", "148.00", "m2"), ("Tarcica bukowa 25 mm", "Beech boards 25 mm", "112.00", "m2"), ("Tarcica jesionowa 25 mm", "Ash boards 25 mm", "126.00", "m2"),
    ("Tarcica sosnowa 20 mm", "Pine boards 20 mm", "62.00", "m2"), ("Sklejka brzozowa 12 mm", "Birch plywood 12 mm", "74.00", "m2"), ("Płyta MDF 16 mm", "MDF board 16 mm", "38.50", "m2"),
    ("Fornir orzechowy", "Walnut veneer", "54.00", "m2"), ("Lakier poliuretanowy", "Polyurethane varnish", "46.00", "l"), ("Bejca wodna orzech", "Walnut water stain", "39.00", "l"),
    ("Olej twardy", "Hard oil", "58.00", "l"), ("Klej stolarski D3", "Wood glue D3", "21.00", "kg"), ("Papier ścierny, rolka", "Sandpaper roll", "34.00", "szt"),
    ("Wkręty 4x40", "Screws 4x40", "19.00", "kg"), ("Konfirmaty 7x50", "Confirmat screws 7x50", "23.00", "kg"), ("Tkanina tapicerska szara", "Upholstery fabric grey", "43.00", "m2"),
    ("Tkanina tapicerska zielona", "Upholstery fabric green", "45.00", "m2"), ("Pianka tapicerska T25", "Upholstery foam T25", "36.00", "m2"), ("Karton pakowy 120x80", "Carton 120x80", "8.90", "szt"),
    ("Folia bąbelkowa", "Bubble wrap", "1.90", "m2"), ("Kołki bukowe", "Beech dowels", "14.00", "kg"), ("Okleina krawędziowa dąb", "Oak edge band", "2.40", "mb"), ("Gwoździe tapicerskie", "Upholstery nails", "28.00", "kg"),
)  # fmt: skip
SERVICES = (
    ("Dostawa do 50 km", "Delivery up to 50 km", 180, "szt"), ("Dostawa do 300 km", "Delivery up to 300 km", 420, "szt"), ("Wniesienie i rozstawienie", "Carrying in and setting up", 240, "szt"),
    ("Montaż mebli", "Furniture assembly", 95, "godz"), ("Projekt wnętrza", "Interior design", 190, "godz"), ("Pomiar u klienta", "Measuring on site", 150, "szt"),
    ("Renowacja blatu", "Worktop renovation", 320, "szt"), ("Tapicerowanie krzesła", "Chair upholstering", 140, "szt"), ("Magazynowanie, tydzień", "Storage, a week", 90, "szt"),
    ("Utylizacja starych mebli", "Disposal of old furniture", 110, "szt"), ("Próbki drewna i tkanin", "Wood and fabric samples", 35, "kpl"), ("Przegląd po roku", "Yearly inspection", 130, "szt"),
)  # fmt: skip
BY_LOT = {"Lakier poliuretanowy", "Bejca wodna orzech", "Olej twardy", "Klej stolarski D3", "Olej do blatów 0,5 l", "Wosk do mebli 250 ml"}


class Row(NamedTuple):
    """A product to be, with its class and its default supplier (empty: made by the company, or a service)."""

    code: str
    pl: str
    en: str
    group: str
    unit: str
    cost: Decimal
    price: Decimal
    supplier: str = ""


def rows() -> Iterator[Row]:
    """All 150 products: 56 own, 40 goods, 20 accessories, 22 materials, 12 services."""
    for kind in OWN:
        for n, (pl, en, percent) in enumerate(WOODS, 1):
            cost = Decimal(kind.cost * percent) / 100
            yield Row(f"{kind.code}-{n:02}", f"{kind.pl}, {pl}", f"{kind.en}, {en}", "wyroby", kind.unit, cost, tens(cost * (100 + kind.margin) / 100))
    for at, kind in enumerate(GOODS):
        for n, (pl, en) in enumerate(COLOURS, 1):
            cost = Decimal(kind.cost * (97 + n))/ 100
            yield Row(f"{kind.code}-{n:02}", f"{kind.pl} {pl}", f"{kind.en}, {en}", "towary", kind.unit, cost, tens(cost * (100 + kind.margin) / 100), ("LUMEN", "LUMEN", "SZKLO", "TAPIS", "TAPIS", "TAPIS", "TEKST", "TEKST")[at])
    for n, (pl, en, amount, unit) in enumerate(ACCESSORIES, 1):
        cost = Decimal(amount)
        yield Row(f"AKC-{n:02}", pl, en, "akcesoria", unit, cost, (cost * Decimal("1.62")).quantize(Decimal("0.1")), ("OKUCIA", "CHEMIA")[pl in BY_LOT])
    for n, (pl, en, amount, unit) in enumerate(MATERIALS, 1):
        cost = Decimal(amount)
        supplier = "TARTAK" if n <= 4 else "PLYTY" if n <= 7 else "CHEMIA" if pl in BY_LOT else "TEKST" if 15 <= n <= 17 else "OPAKOW" if n in {18, 19} else "OKUCIA"
        yield Row(f"MAT-{n:02}", pl, en, "materialy", unit, cost, (cost * Decimal("1.25")).quantize(Decimal("0.1")), supplier)
    for n, (pl, en, price, unit) in enumerate(SERVICES, 1):
        yield Row(f"USL-{n:02}", pl, en, "uslugi", unit, Decimal(0), Decimal(price))


def tens(price: Decimal) -> Decimal:
    """A price as a shop writes it: a whole amount ending in nine or four."""
    return (price / 5).quantize(Decimal(1)) * 5 - 1
