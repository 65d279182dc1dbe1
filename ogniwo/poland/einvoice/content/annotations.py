"""Annotations of the invoice (Adnotacje): who accounts the tax, exemptions, vehicles, margin. Art. 106e uVAT."""

from dataclasses import dataclass
from datetime import date

from ogniwo.poland.einvoice.content.codes import YES_NO
from ogniwo.poland.einvoice.content.declare import many, mark, may, need, yes_no


@dataclass(frozen=True, kw_only=True)
class Exemption:
    """Exempt sale with one legal basis, or ``none``."""

    exempt: bool = mark("P_19", "Exempt from tax", "Zwolnienie od podatku")
    basis_act: str | None = may("P_19A", "Basis: the act", "Podstawa: przepis ustawy lub aktu")
    basis_directive: str | None = may("P_19B", "Basis: the directive", "Podstawa: przepis dyrektywy 2006/112/WE")
    basis_other: str | None = may("P_19C", "Basis: other", "Podstawa: inna")
    none: bool = mark("P_19N", "No exempt sale", "Brak sprzedaży zwolnionej")


@dataclass(frozen=True, kw_only=True)
class NewVehicle:
    first_use_day: date = need("P_22A", "First use", "Data dopuszczenia do użytku")
    line: int = need("P_NrWierszaNST", "Invoice line", "Numer wiersza faktury")
    make: str | None = may("P_22BMK", "Make", "Marka")
    model: str | None = may("P_22BMD", "Model", "Model")
    colour: str | None = may("P_22BK", "Colour", "Kolor")
    plate: str | None = may("P_22BNR", "Registration number", "Numer rejestracyjny")
    year: str | None = may("P_22BRP", "Year made", "Rok produkcji")
    land_mileage: str | None = may("P_22B", "Mileage", "Przebieg pojazdu")
    vin: str | None = may("P_22B1", "VIN", "Numer VIN")
    body_number: str | None = may("P_22B2", "Body number", "Numer nadwozia")
    chassis_number: str | None = may("P_22B3", "Chassis number", "Numer podwozia")
    frame_number: str | None = may("P_22B4", "Frame number", "Numer ramy")
    vehicle_type: str | None = may("P_22BT", "Type", "Typ pojazdu")
    vessel_hours: str | None = may("P_22C", "Hours of the vessel", "Liczba godzin jednostki pływającej")
    vessel_hull: str | None = may("P_22C1", "Hull number", "Numer kadłuba")
    aircraft_hours: str | None = may("P_22D", "Hours of the aircraft", "Liczba godzin statku powietrznego")
    aircraft_number: str | None = may("P_22D1", "Aircraft number", "Numer fabryczny statku powietrznego")


@dataclass(frozen=True, kw_only=True)
class NewVehicles:
    supplied: bool = mark("P_22", "New means of transport", "Wewnątrzwspólnotowa dostawa nowych środków transportu")
    duty_42_5: str | None = may("P_42_5", "Duty of art. 42(5)", "Obowiązek z art. 42 ust. 5", codes=YES_NO)
    vehicles: tuple[NewVehicle, ...] = many("NowySrodekTransportu", "Vehicle", "Nowy środek transportu")
    none: bool = mark("P_22N", "No new means of transport", "Brak dostawy nowych środków transportu")


@dataclass(frozen=True, kw_only=True)
class Margin:
    margin: bool = mark("P_PMarzy", "Margin scheme", "Procedura marży")
    travel: bool = mark("P_PMarzy_2", "Margin: travel agents", "Marża: biura podróży")
    used_goods: bool = mark("P_PMarzy_3_1", "Margin: used goods", "Marża: towary używane")
    art: bool = mark("P_PMarzy_3_2", "Margin: works of art", "Marża: dzieła sztuki")
    antiques: bool = mark("P_PMarzy_3_3", "Margin: antiques", "Marża: przedmioty kolekcjonerskie i antyki")
    none: bool = mark("P_PMarzyN", "No margin scheme", "Brak procedury marży")


@dataclass(frozen=True, kw_only=True)
class Annotations:
    cash_method: bool = yes_no("P_16", "Cash method", "Metoda kasowa")
    self_billing: bool = yes_no("P_17", "Self-billing", "Samofakturowanie")
    reverse_charge: bool = yes_no("P_18", "Reverse charge", "Odwrotne obciążenie")
    split_payment: bool = yes_no("P_18A", "Split payment", "Mechanizm podzielonej płatności")
    exemption: Exemption = need("Zwolnienie", "Exemption", "Zwolnienie", default=Exemption(none=True))
    new_vehicles: NewVehicles = need("NoweSrodkiTransportu", "New means of transport", "Nowe środki transportu", default=NewVehicles(none=True))
    triangular: bool = yes_no("P_23", "Triangular transaction, second taxpayer", "Procedura uproszczona (trójstronna)")
    margin: Margin = need("PMarzy", "Margin", "Procedura marży", default=Margin(none=True))
