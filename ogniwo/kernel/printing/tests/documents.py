"""Documents to print in tests, with Polish letters, long names and payloads."""

import io
from typing import Any

import segno
from pypdf import PdfReader


def code(text: str) -> str:
    """A QR code as SVG."""
    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind="svg", border=0, dark="#1a2229")
    return out.getvalue().decode()


def words_of(pdf: bytes) -> str:
    """The words of a PDF as they lie on its pages, with plain spaces."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return "\n".join(page.extract_text(extraction_mode="layout") for page in pages).replace("\N{NO-BREAK SPACE}", " ")


def invoice(lines: int = 4) -> dict[str, Any]:
    """A Polish invoice."""
    goods = ["Biurko dębowe 160×80, olejowane", "Krzesło obrotowe „Żuraw”", "Szafa aktowa z żaluzją, zamek, kolor jasny dąb, wysokość 1850 mm",
             "Montaż i wniesienie"]
    rows = [
        {"cells": [str(place), goods[(place - 1) % 4], "szt.", "2", "1 250,00", "2 500,00", "23%", "575,00", "3 075,00"],
         **({"note": "indeks B-160 · WZ/2026/11/0003"} if place == 1 else {})}
        for place in range(1, lines + 1)
    ]
    right = {"align": "right", "width": "auto"}
    return {
        "language": "pl", "title": "Faktura", "number": "FV/2026/11/0007", "issuer": "Meble Dębowe sp. z o.o.",
        "issuer_lines": ["ul. Stolarska 12, 00-001 Warszawa", "biuro@meble-debowe.example · +48 22 100 20 30"],
        "labels": {"page": "strona", "payment": "Płatność", "notes": "Uwagi"},
        "facts": [
            {"label": "Data wystawienia", "value": "23.11.2026", "strong": True}, {"label": "Data dostawy", "value": "20.11.2026"},
            {"label": "Termin płatności", "value": "07.12.2026", "strong": True}, {"label": "Miejsce wystawienia", "value": "Warszawa"},
        ],
        "parties": [
            {"label": "Sprzedawca", "name": "Meble Dębowe sp. z o.o.", "lines": ["ul. Stolarska 12", "00-001 Warszawa"],
             "identifiers": [{"label": "NIP", "value": "526-025-02-74"}]},
            {"label": "Nabywca", "name": "Żółty Łoś Spółka Akcyjna", "lines": ["ul. Świętej Jadwigi 7/3", "31-000 Kraków"],
             "identifiers": [{"label": "NIP", "value": "774-000-14-54"}]},
        ],
        "tables": [{
            "columns": [
                {"label": "Lp.", "width": "auto", "align": "right"}, {"label": "Nazwa towaru lub usługi", "width": 1}, {"label": "J.m."},
                {"label": "Ilość", **right}, {"label": "Cena netto", **right}, {"label": "Netto", **right},
                {"label": "VAT", **right}, {"label": "Kwota VAT", **right}, {"label": "Brutto", **right},
            ],
            "rows": rows,
        }],
        "totals": {
            "summary": {
                "columns": [{"label": "Stawka", "width": 1}, {"label": "Netto", **right}, {"label": "VAT", **right}, {"label": "Brutto", **right}],
                "rows": [["23%", "10 000,00", "2 300,00", "12 300,00"], ["zw", "350,00", "–", "350,00"],
                         {"cells": ["Razem", "10 350,00", "2 300,00", "12 650,00"], "strong": True}],
            },
            "parts": [{"label": "Netto", "value": "10 350,00"}, {"label": "VAT", "value": "2 300,00"}],
            "total": {"label": "Do zapłaty", "value": "12 650,00 zł"},
        },
        "payment": [
            {"label": "Forma", "value": "przelew"}, {"label": "Termin", "value": "07.12.2026 (14 dni)"},
            {"label": "Rachunek", "value": "61 1090 1014 0000 0712 1981 2874", "strong": True}, {"label": "Tytuł", "value": "FV/2026/11/0007"},
        ],
        "notes": [{"text": "Mechanizm podzielonej płatności", "strong": True},
                  {"text": "Zwolnienie z podatku: art. 43 ust. 1 pkt 26 ustawy o VAT (pozycja 4)."}],
        "codes": [{"svg": code("https://qr.example/invoice/5260250274/23-11-2026/UtQp9Gpc51y"), "label": "OFFLINE"}],
        "footer": ["KRS 0000123456", "Kapitał zakładowy 50 000 zł", "BDO 000012345"],
    }


def correction() -> dict[str, Any]:
    """A correction with the state before and after."""
    made = invoice(1)
    columns = made["tables"][0]["columns"]
    before = ["1", "Biurko dębowe 160×80, olejowane", "szt.", "2", "1 250,00", "2 500,00", "23%", "575,00", "3 075,00"]
    after = ["1", "Biurko dębowe 160×80, olejowane", "szt.", "1", "1 250,00", "1 250,00", "23%", "287,50", "1 537,50"]
    made |= {
        "title": "Faktura korygująca", "number": "FK/2026/11/0001", "subtitle": "do faktury FV/2026/11/0007 z 23.11.2026",
        "tables": [
            {"title": "Przed korektą", "columns": columns, "rows": [{"cells": before, "quiet": True}]},
            {"title": "Po korekcie", "columns": columns, "rows": [after]},
        ],
        "notes": [{"text": "Przyczyna korekty: zwrot towaru."}], "codes": [],
    }
    made["totals"]["total"] = {"label": "Do zwrotu", "value": "1 537,50 zł"}
    made["totals"]["parts"] = []
    made["totals"]["summary"]["rows"] = [["23%", "−1 250,00", "−287,50", "−1 537,50"]]
    return made


def offer() -> dict[str, Any]:
    """An English offer."""
    made = invoice(3)
    return made | {
        "language": "en", "title": "Offer", "number": "OF/2026/0042", "labels": {"page": "page", "terms": "Terms", "notes": "Notes"},
        "facts": [{"label": "Date", "value": "23 November 2026"}, {"label": "Valid until", "value": "7 December 2026", "strong": True}],
        "opening": ["Thank you for your inquiry. We are pleased to offer the following furniture for your Kraków office."],
        "terms": [{"label": "Delivery", "value": "within 14 days of the order, DAP Kraków"}, {"label": "Payment", "value": "transfer, 14 days"}],
        "closing": ["We look forward to your order."], "notes": [],
    }


def delivery() -> dict[str, Any]:
    """A Polish delivery note."""
    made = invoice(3)
    return made | {
        "title": "Wydanie zewnętrzne WZ", "number": "WZ/2026/11/0003",
        "facts": [{"label": "Data wydania", "value": "20.11.2026", "strong": True}, {"label": "Zamówienie", "value": "ZK/2026/11/0010"},
                  {"label": "Magazyn", "value": "Warszawa, główny"}],
        "tables": [{
            "columns": [{"label": "Lp.", "align": "right"}, {"label": "Nazwa", "width": 1}, {"label": "Indeks"}, {"label": "J.m."},
                        {"label": "Ilość", "align": "right"}],
            "rows": [["1", "Biurko dębowe 160×80", "B-160", "szt.", "2"], ["2", "Krzesło obrotowe „Żuraw”", "K-07", "szt.", "6"]],
        }],
        "sums": [{"label": "Razem sztuk", "value": "8"}],
        "signatures": [{"label": "wydał"}, {"label": "odebrał"}],
    }
