"""Winning customers: campaigns, leads, opportunities on the board, calls and mails, offers, tickets. Needs the CRM's modules only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from ogniwo.crm.interactions.commands import NewActivity, add_activities, do_activities
from ogniwo.crm.interactions.models import ActivityKind, Direction
from ogniwo.crm.marketing.commands import add_campaigns, add_leads, drop_leads, finish_campaigns, qualify_leads, start_campaigns
from ogniwo.crm.marketing.rules import CampaignCard, NewLead
from ogniwo.crm.marketing.rules.choices import Channel, Source
from ogniwo.crm.offers.commands import accept_offers, decline_offers, send_offers, write_offers
from ogniwo.crm.offers.rules import OfferInput
from ogniwo.crm.pipeline.commands import add_opportunities, lose_opportunities, move_opportunities
from ogniwo.crm.pipeline.rules import NewOpportunity
from ogniwo.crm.servicedesk.commands import answer_tickets, close_tickets, open_tickets, solve_tickets
from ogniwo.crm.servicedesk.rules import NewTicket
from ogniwo.demo.people import main_scheme, tax_number
from ogniwo.demo.stage import TODAY, Partner, Stage, working
from ogniwo.masterdata.parties.commands import add_addresses, add_identifiers, change_parties
from ogniwo.masterdata.parties.rules.inputs import Address, Identifier, PartyChange
from ogniwo.masterdata.trade.rules import HeaderInput, LineInput

CAMPAIGNS = (
    ("Targi Meble Polska Poznań", date(2026, 9, 8), date(2026, 9, 11), Channel.FAIR, "38000", 12, "220000"),
    ("Newsletter: jesienne wnętrza", date(2026, 9, 21), date(2026, 10, 9), Channel.EMAIL, "3200", 8, "60000"),
    ("Hotele i pensjonaty 2026", date(2026, 10, 5), date(2026, 12, 18), Channel.PHONE, "9500", 15, "300000"),
    ("Biuro po remoncie – reklama w sieci", date(2026, 10, 12), date(2026, 12, 5), Channel.WEB, "14000", 20, "180000"),
    ("Prezent pod choinkę – salon Wrocław", date(2026, 11, 30), date(2026, 12, 23), Channel.SOCIAL, "6000", 10, "90000"),
)  # fmt: skip
LEADS = (
    ("Apartamenty Jezioro sp. z o.o.", "Renata Zięba", "Wyposażenie 12 apartamentów: łóżka, szafki, stoły", 0), ("Gościniec Trzy Świerki", "Adam Jodła", "Krzesła i stoły na 60 osób", 0),
    ("Coworking Strefa sp. z o.o.", "Magda Las", "30 biurek i regały", 0), ("Notariusz Helena Krzyk", "Helena Krzyk", "Gabinet: biurko, regały, komoda", 0),
    ("Szkoła Tańca Obrót", "Bartosz Ruch", "Ławy i pufy do poczekalni", 0), ("Dom Seniora Pogodna Jesień", "Irena Cicha", "Fotele i stoliki do świetlicy", 0),
    ("", "Krzysztof Wierzba", "Stół dębowy do jadalni, rozkładany", 1), ("", "Dorota Kalina", "Komoda jesionowa, inny wymiar", 1), ("Pizzeria Ogień", "Marco Rossi", "Stoły na taras", 1),
    ("Hotel Srebrna Góra sp. z o.o.", "Jerzy Orzeł", "Wymiana mebli w 24 pokojach", 2), ("Pensjonat Halny", "Zofia Góral", "Łóżka i szafki, 10 pokoi", 2), ("Ośrodek Wczasowy Mewa", "Roman Fala", "Krzesła do jadalni, 120 sztuk", 2),
    ("Zajazd u Leona", "Leon Stary", "Stoły i ławy do karczmy", 2), ("Rezydencja Park sp. z o.o.", "Alicja Park", "Recepcja i lobby", 2),
    ("Biuro Rachunkowe Saldo sp. z o.o.", "Wanda Saldo", "8 biurek i regały na akta", 3), ("Software House Pętla sp. z o.o.", "Igor Bit", "40 biurek, sofy, lampy", 3), ("Kancelaria Patentowa Wzór", "Emil Wzór", "Meble do sali konferencyjnej", 3),
    ("Centrum Medyczne Puls sp. z o.o.", "Laura Puls", "Poczekalnia i recepcja", 3), ("Studio Jogi Lotos", "Nina Cisza", "Szafki i pufy", 3), ("Rozgłośnia Radiowa Fala S.A.", "Karol Ton", "Wyposażenie redakcji", 3),
)  # fmt: skip
ADDRESSES = (("ul. Jeziorna 4", "11-500", "Giżycko"), ("ul. Leśna 17", "34-500", "Zakopane"), ("ul. Fabryczna 16", "53-609", "Wrocław"), ("ul. Górska 2", "57-215", "Srebrna Góra"),
             ("ul. Rynek 8", "61-772", "Poznań"), ("ul. Technologiczna 2", "45-839", "Opole"), ("ul. Zdrowa 5", "60-408", "Poznań"), ("ul. Radiowa 1", "50-015", "Wrocław"))  # fmt: skip
CALLS = (
    ("Rozmowa o terminie dostawy", "Klient pyta o dostawę w przyszłym tygodniu, potwierdziłem."), ("Pytanie o próbki drewna", "Wyślę próbki dębu i jesionu kurierem."),
    ("Telefon w sprawie płatności", "Obiecali zapłatę do piątku."), ("Ustalenie pomiaru", "Pomiar w środę rano."), ("Zadowolony z montażu", "Poleci nas znajomym."), ("Rozmowa o rabacie", "Chcą 5 % przy większym zamówieniu."),
)  # fmt: skip
TASKS = ("Zadzwonić w sprawie oferty", "Wysłać katalog 2027", "Umówić wizytę w salonie", "Przypomnieć o zapłacie", "Przygotować wizualizację")
TROUBLES = (
    ("Porysowany blat stołu", "Po rozpakowaniu widać rysę około 10 cm.", "high"), ("Brak śrub w paczce", "W zestawie zabrakło okuć do montażu.", "normal"), ("Skrzypiące krzesło", "Jedno krzesło skrzypi po tygodniu.", "normal"),
    ("Zły odcień frontu", "Front komody jest ciemniejszy niż korpus.", "high"), ("Pęknięte lustro", "Lustro przyszło pęknięte, zdjęcia w załączeniu.", "urgent"), ("Pytanie o pielęgnację", "Czym olejować blat dębowy?", "low"),
    ("Zacinająca się szuflada", "Dolna szuflada nie domyka się.", "normal"), ("Opóźniona dostawa reszty", "Kiedy przyjedzie druga część zamówienia?", "normal"),
)  # fmt: skip
DELIVERED = """SELECT l.line_id FROM documents_document d JOIN trade_tradeline l ON l.document_id = d.id JOIN catalog_productterms p ON p.product_id = l.product_id AND p.stocked
  WHERE d.type = 'sales.delivery' AND d.day BETWEEN %s AND %s ORDER BY d.day, d.id, l.line_id"""
KNOWN = (
    ("Wymiana mebli w sali konferencyjnej", "Nowy salon sprzedaży", "Doposażenie recepcji", "Meble do apartamentów", "Regały do archiwum", "Wiosenna kolekcja 2027"),
    ("Stoły na sezon 2027", "Aranżacja strefy kawy", "Szafki do pokoi", "Krzesła konferencyjne, 40 sztuk", "Meble do mieszkania pokazowego", "Lada recepcyjna"),
    ("Meble do czytelni", "Łóżka do nowego skrzydła", "Stoliki kawowe", "Biurka regulowane", "Ławki do szatni", "Zabudowa zaplecza"),
)
STILL_OPEN = "SELECT d.id FROM offers_offer o JOIN documents_document d ON d.id = o.opportunity_id AND d.state = 'open' WHERE o.document_id = ANY(%s) ORDER BY d.id"
CONSENT = "Zgadzam się na otrzymywanie ofert handlowych drogą elektroniczną."


@dataclass(slots=True)
class Crm:
    """The seller's other desk. ``accepted``: offers to make orders of."""

    stage: Stage
    leads: list[tuple[UUID, int]] = field(default_factory=list)
    open: list[tuple[UUID, UUID, int]] = field(default_factory=list)
    offers: list[tuple[UUID, UUID]] = field(default_factory=list)
    accepted: list[UUID] = field(default_factory=list)
    planned: list[UUID] = field(default_factory=list)
    tickets: list[UUID] = field(default_factory=list)
    rounds: int = 0

    def plan(self, day: date) -> None:
        """Five campaigns are planned."""
        cards = [CampaignCard(name, since, until, channel, Decimal(cost), leads, Decimal(revenue)) for name, since, until, channel, cost, leads, revenue in CAMPAIGNS]
        self.stage.campaigns = add_campaigns(cards, acting=self.stage.by("seller", day))

    def run(self, day: date) -> None:
        """Campaigns begin and end on their days; a campaign that began brings leads a week later."""
        seller = self.stage.by("seller", day)
        for campaign, card in zip(self.stage.campaigns, CAMPAIGNS, strict=True):
            if working(card[1]) == day:
                start_campaigns([campaign], acting=seller)
            if card[2] < TODAY and working(card[2]) == day:
                finish_campaigns([campaign], acting=seller)
        for n, card in enumerate(CAMPAIGNS):
            if working(card[1] + timedelta(days=7)) == day:
                self._bring(n, day)

    def _bring(self, campaign: int, day: date) -> None:
        found = [(n, lead) for n, lead in enumerate(LEADS) if lead[3] == campaign]
        source = (Source.FAIR, Source.MAIL, Source.SEARCH, Source.WEB, Source.OTHER)[campaign]
        made = add_leads([
            NewLead(company=company, name=name, email=f"{''.join(c for c in name.lower() if c.isascii() and c.isalpha())}{n}@poczta.example", phone=f"+48 60{n % 10} 555 {n:03}", source=source,
                    need=need, campaign=self.stage.campaigns[campaign], consent=n % 2 == 0, consent_text=CONSENT if n % 2 == 0 else "")
            for n, (company, name, need, _c) in found
        ], accept_duplicates=True, acting=self.stage.by("seller", day))  # fmt: skip
        self.leads += [(lead, n) for lead, (n, _row) in zip(made, found, strict=True)]

    def judge(self, day: date) -> None:
        """Leads of last week: most are qualified into customers and opportunities, some dropped, some wait."""
        stage = self.stage
        seller = stage.by("seller", day)
        fit, poor = [x for x in self.leads if x[1] % 5 not in {3, 4}], [x for x in self.leads if x[1] % 5 == 4]
        if not fit and not poor:
            return
        self.leads = [x for x in self.leads if x not in fit and x not in poor]
        if poor:
            drop_leads([lead for lead, _n in poor], "Budżet poniżej naszych cen", acting=seller)
        for opportunity, (lead, n) in zip(qualify_leads([lead for lead, _n in fit], None, Decimal(18000), day + timedelta(days=45), acting=seller), fit, strict=True):
            ((party, name),) = stage.rows("SELECT p.subject_id, p.name FROM parties_party p JOIN documents_document d ON d.subject_id = p.subject_id WHERE d.id = %s", lead)
            self._complete(party, name, n, day)
            self.open.append((opportunity, party, n))

    def _complete(self, party: UUID, name: str, n: int, day: date) -> None:
        """What a new customer's card needs before anything is invoiced."""
        seller = self.stage.by("seller", day)
        street, code, city = ADDRESSES[n % len(ADDRESSES)]
        branch = self.stage.branches[1] if city in {"Wrocław", "Opole", "Srebrna Góra"} else self.stage.branches[0]
        add_addresses(party, [Address(street, code, city)], acting=seller)
        if LEADS[n][0]:
            add_identifiers(party, [Identifier(main_scheme(), tax_number(str(900 + n)))], acting=seller)
        change_parties([PartyChange(party, payment_days=14)], acting=seller)
        self.stage.customers.append(Partner(party, name, city, "", branch, "PLN", "late" if n % 4 == 0 else "prompt", days=14))

    def known(self, day: date) -> None:
        """Opportunities with customers we know."""
        rng, stage = self.stage.rng, self.stage
        picked = rng.sample(stage.customers[:36], 6)
        titles = KNOWN[self.rounds]
        self.rounds += 1
        made = add_opportunities([
            NewOpportunity(c.id, title, "Rozmowa przy okazji zamówienia", Decimal(rng.choice((8000, 15000, 26000, 54000))), day + timedelta(days=60)) for c, title in zip(picked, titles, strict=True)
        ], acting=stage.by("seller", day))  # fmt: skip
        self.open += [(pk, c.id, 100 + n) for n, (pk, c) in enumerate(zip(made, picked, strict=True))]

    def work(self, day: date) -> None:
        """A week on the board: new ones get offers, others move on or are lost."""
        stage, rng = self.stage, self.stage.rng
        seller = stage.by("seller", day)
        if not self.open:
            return
        asked = self.open[:3]
        self.open = self.open[3:]
        move_opportunities([pk for pk, _p, _n in asked], "need", acting=seller)
        lost = [pk for pk, _p, n in asked if n % 7 == 6]
        if lost:
            lose_opportunities(lost, "Wybrali tańszą ofertę", acting=seller)
        going = [(pk, party) for pk, party, n in asked if n % 7 != 6 and n % 6 != 1]
        if going:
            by_party = {c.id: c for c in stage.customers}
            inputs = [OfferInput(HeaderInput(party=party, day=day, branch_id=by_party[party].branch, title="Oferta mebli"), self._lines(), day + timedelta(days=21), pk) for pk, party in going]
            made = write_offers(inputs, acting=seller)
            if rng.random() < 0.9:
                send_offers(made, acting=seller)
                self.offers += [(offer, party) for offer, (_pk, party) in zip(made, going, strict=True)]

    def _lines(self) -> tuple[LineInput, ...]:
        rng = self.stage.rng
        picked = rng.sample([i for n, i in enumerate(self.stage.items) if i.group in {"wyroby", "towary"} and n % 2 == 0], rng.choice((2, 3, 4)))
        return tuple(LineInput(product=i.id, quantity=Decimal(rng.choice((1, 2, 3, 4))), discount_percent=Decimal(rng.choice((0, 3, 5)))) for i in picked)

    def answers(self, day: date) -> None:
        """What customers say to offers sent before: two of three take them."""
        seller = self.stage.by("seller", day)
        there, self.offers = self.offers, []
        states = dict(self.stage.rows("SELECT document_id, state FROM offers_offer o JOIN documents_document d ON d.id = o.document_id WHERE d.id = ANY(%s)", [o for o, _p in there]))
        there = [(o, p) for o, p in there if states.get(o) == "sent"]
        if taken := [o for n, (o, _p) in enumerate(there) if n % 3 != 2]:
            accept_offers(taken, "zamawiający", acting=seller)
            self.accepted += taken
        if given := [o for n, (o, _p) in enumerate(there) if n % 3 == 2]:
            decline_offers(given, "Za wysoka cena", acting=seller)
            still = [pk for (pk,) in self.stage.rows(STILL_OPEN, given)]
            move_opportunities(still, "negotiation", acting=seller)

    def talk(self, day: date) -> None:
        """Calls and mails of a week, and what is to be done next."""
        stage, rng = self.stage, self.stage.rng
        seller = stage.by("seller", day)
        if self.planned:
            do_activities(self.planned, "Zrobione", acting=seller)
            self.planned = []
        things = []
        for customer in rng.sample(stage.customers, 4):
            topic, text = rng.choice(CALLS)
            at = datetime.combine(day - timedelta(days=rng.randint(0, 3)), time(9 + rng.randint(0, 6), 15), UTC)
            kind = ActivityKind.CALL if rng.random() < 0.7 else ActivityKind.MAIL
            things.append(NewActivity(customer.id, kind, topic, text, rng.choice((Direction.IN, Direction.OUT)), at=at))
        todo = [NewActivity(c.id, ActivityKind.TASK, rng.choice(TASKS), due=working(day + timedelta(days=rng.randint(2, 9))), planned=True) for c in rng.sample(stage.customers, 2)]
        made = add_activities([*things, *todo], acting=seller)
        if rng.random() < 0.7:
            self.planned = made[len(things):]

    def complain(self, day: date, nth: int) -> None:
        """A customer writes about a delivered piece; earlier tickets are answered, solved, closed."""
        stage = self.stage
        seller = stage.by("seller", day)
        found = stage.rows(DELIVERED, day - timedelta(days=20), day - timedelta(days=2))
        if found:
            topic, text, priority = TROUBLES[nth % len(TROUBLES)]
            self.tickets += open_tickets([NewTicket(topic, text, line=stage.rng.choice(found)[0], quantity=Decimal(1), priority=priority)], acting=seller)
        if len(self.tickets) > 2:
            first = self.tickets.pop(0)
            answer_tickets([first], "Dzień dobry, przepraszamy za kłopot. Serwis przyjedzie w ciągu trzech dni.", letter=False, acting=seller)
            if nth % 3:
                solve_tickets([first], "Wymieniono element na miejscu u klienta", acting=seller)
            if nth % 3 == 2:
                close_tickets([first], acting=seller)
