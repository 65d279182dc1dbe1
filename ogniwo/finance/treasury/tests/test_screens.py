"""The treasury over HTTP: every screen opens in Polish and in English; the desk from the file to the posted line."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ogniwo.finance.ledger.tests.books import dec
from ogniwo.finance.treasury.commands import accept_matches, post_statements, propose_payments
from ogniwo.finance.treasury.tests.desk import THEIRS, open_desk
from ogniwo.kernel.access import commands as access
from ogniwo.kernel.access.models import User
from ogniwo.kernel.access.queries import context

LISTS = ("treasury.desk", "treasury.bank_accounts", "treasury.statements", "treasury.payments", "treasury.payment_runs", "treasury.aging")
FORMS = (
    "treasury.add_bank_accounts", "treasury.propose_payments", "treasury.settle_items", "treasury.write_off", "treasury.post_statements", "treasury.export_payments",
)  # fmt: skip


def browser(desk, role, language):
    company = desk.acting.company_id
    with context({"ogniwo.company": company}):
        access.ship_roles(company)
    user = access.create_user(email=f"{role}.{language}@example.com", name=f"{role} {language}", password=None, language=language)
    with context({"ogniwo.company": company}):
        access.join(User.objects.get(pk=user.pk), company, role)
    client = Client(raise_request_exception=True)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_screen_opens(db_clone, language):
    desk = open_desk()
    _item, number = desk.invoice("50.00")
    statement = desk.read(("50.00", number, "Customer <A>"), ("7.00", "?"))
    held = desk.read(("9.00", "x"), closing="1.00")
    desk.party_account(desk.books.alfa, THEIRS)
    desk.invoice("9.00", sale=False)
    desk.invoice("-4.00", sale=False)
    paid = desk.read(("50.00", number, "Customer A"))
    accept_matches(desk.lines(paid), acting=desk.acting)
    (payment,) = post_statements([paid], acting=desk.acting)
    run = propose_payments(date(2026, 3, 31), acting=desk.acting)
    client = browser(desk, "accountant", language)
    records = [f"/s/treasury.statement/{statement}/", f"/s/treasury.statement/{held}/", f"/s/treasury.payment_run/{run}/", f"/do/treasury.change_transfers?id={run}", f"/s/treasury.payment/{payment}/",
               f"/do/treasury.take_back_payments?id={payment}", f"/s/parties.party/{desk.books.alfa}/"]
    for address in (*(f"/s/{name}/" for name in LISTS), *records, *(f"/do/{name}" for name in FORMS)):
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code, answer.content[-600:])
        assert b"<A>" not in answer.content
    shown = client.get(f"/s/treasury.payment_run/{run}/", follow=True).content.decode()
    assert ("Pomniejszenie o korekty" if language == "pl" else "Less credits") in shown and ("4,00" if language == "pl" else "4.00") in shown
    assert ("Wycofaj zapłatę" if language == "pl" else "Take the payment back") in client.get(f"/s/treasury.payment/{payment}/", follow=True).content.decode()
    seller = browser(desk, "seller", language)
    assert seller.get("/s/treasury.desk/").status_code == 403
    assert seller.post("/s/treasury.desk/", {"act": "post_lines"}).status_code == 403


@pytest.mark.parametrize(("language", "told"), [("pl", "Zapłata częściowa: 1 000,00 z 1 234,50."), ("en", "Part payment: 1,000.00 of 1,234.50.")])
def test_reasons_say_amounts_as_the_language_does(db_clone, language, told):
    desk = open_desk()
    _item, number = desk.invoice("1234.50")
    desk.read(("1000.00", number, "Customer A"))
    html = browser(desk, "accountant", language).get("/s/treasury.desk/").content.decode()
    assert told in html.replace("\xa0", " ").replace("\u202f", " ")


def test_the_desk_from_the_file_to_the_posted_line(db_clone):
    desk = open_desk()
    item, number = desk.invoice("50.00")
    other, _number = desk.invoice("80.00", party=desk.books.beta)
    client = browser(desk, "accountant", "pl")
    file = desk.file(("50.00", number, "Customer A"), ("81.50", "?"), ("-3.00", "oplata"))

    def do(act, **more):
        return client.post("/s/treasury.desk/", {"act": act, **more})

    def upload():
        return do("import_statements", files=SimpleUploadedFile("bank.xml", file.content))

    assert upload().status_code == 303
    again = upload()
    assert again.status_code == 422
    assert "już są" in again.content.decode()
    shown = client.get("/s/treasury.desk/").content.decode()
    assert f"Numer {number} jest w tytule płatności." in shown
    lines = [row[0] for row in desk.rows("SELECT line_id FROM treasury_statementline ORDER BY line_id")]
    assert do("accept_matches", line=lines[0]).status_code == 303
    wrong = do("match_line", line=lines[1], item=other, **{f"amount-{other}": "90,00"})
    assert wrong.status_code == 422
    assert do("match_line", line=lines[1], item=other, **{f"amount-{other}": "tyle"}).status_code == 422
    assert do("match_line", line=lines[1], item=other, **{f"amount-{other}": "80,00"}).status_code == 303
    assert do("match_line", line=lines[2], account="402", text="Opłata bankowa").status_code == 303
    assert do("post_lines").status_code == 303
    assert desk.open(item)[0] == desk.open(other)[0] == 0
    assert desk.balance("201") == dec("-1.50")
    assert desk.rows("SELECT count(*) FROM documents_document WHERE type = 'treasury.statement' AND state = 'posted'") == [(1,)]
    assert "Nic do uzgodnienia" in client.get("/s/treasury.desk/").content.decode()
