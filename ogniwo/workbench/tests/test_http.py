"""The engine over HTTP: filters, order, pages, sensitivity, exports, refusals, one effect of a double click."""
import re
from io import BytesIO

import httpx
import pytest
from python_calamine import CalamineWorkbook


@pytest.fixture
def web(shop):
    with httpx.Client(base_url=shop, cookies={"language": "en"}) as client:
        client.get("/s/home/")
        yield client


@pytest.fixture
def seller(shop):
    with httpx.Client(base_url=shop, cookies={"language": "en", "person": "seller"}) as client:
        yield client


def post(web, url, data):
    page = web.get("/do/shop.write_order").text
    token = re.search(r'name="csrf-token" content="([^"]+)"', page)[1]
    return web.post(url, data={**data, "csrfmiddlewaretoken": token})


def numbers(html):
    return re.findall(r'class="row">([^<]*)</a>', html)


def test_pages_follow_by_key_without_gap_or_double(web):
    url, seen = "/s/shop.orders/?order=-net", []
    while url:
        html = web.get(url).text
        seen += numbers(html)
        found = re.search(r'href="([^"]+)" data-next', html)
        url = "/s/shop.orders/" + found[1].replace("&amp;", "&") if found else ""
    assert len(seen) == len(set(seen)) == int(re.search(r"<small>(\d+)</small>", html)[1])


def test_filters_search_and_views_narrow(web):
    assert len(numbers(web.get("/s/shop.orders/?q=ZK/2026/0200").text)) == 1
    assert "Confirmed" not in re.sub(r"<option.*?</option>|<nav.*?</nav>", "", web.get("/s/shop.orders/?state=paid").text, flags=re.S)
    assert numbers(web.get("/s/shop.orders/?day=2020").text) == []
    assert numbers(web.get("/s/shop.orders/?day=rubbish").text) == []


def test_a_sensitive_column_is_absent_everywhere(seller, web):
    assert "Margin" in web.get("/s/shop.orders/").text
    plain = seller.get("/s/shop.orders/").text
    assert "Margin" not in plain
    assert numbers(seller.get("/s/shop.orders/?order=margin").text) == numbers(plain)
    assert "Margin" not in seller.get("/s/shop.orders/?export=csv").text


def test_a_screen_needs_its_query(seller):
    assert seller.get("/s/shop.by_month/").status_code == 403
    assert seller.get("/do/shop.confirm_orders").status_code == 403
    assert "shop.by_month" not in seller.get("/s/shop.orders/").text
    assert "confirm_orders" not in seller.get("/s/shop.orders/").text
    assert seller.get("/s/nowhere/").status_code == 404
    assert seller.get("/s/shop.order/not-a-key/").status_code == 404


def test_exports_are_what_is_shown(web):
    text = web.get("/s/shop.orders/?view=drafts&export=csv").text
    assert text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}Number,Customer") and "'=1+1" in text
    book = CalamineWorkbook.from_filelike(BytesIO(web.get("/s/shop.orders/?view=drafts&export=xlsx").content)).get_sheet_by_index(0).to_python()
    listed = int(re.search(r"<small>(\d+)</small>", web.get("/s/shop.orders/?view=drafts").text)[1])
    assert len(book) == listed + 1 == len(text.strip().splitlines())
    assert "=1+1" in [row[0] for row in book] and all(isinstance(row[5], (int, float)) for row in book[1:])


def test_a_double_click_has_one_effect(web):
    party = web.get("/suggest/shop.parties?q=odra").json()[0]["id"]
    before = len(numbers(web.get("/s/shop.orders/?q=twice").text))
    data = {"_key": "one-key", "party": party, "day": "7.12", "reference": "twice", "line": "a", "a-product": "11111111-0000-0000-0000-000000000000",
            "a-quantity": "2", "a-price": "10"}
    first, second = post(web, "/do/shop.write_order", data), post(web, "/do/shop.write_order", data)
    assert first.status_code == second.status_code == 303
    assert first.headers["location"] == second.headers["location"]
    assert before == 0


def test_a_stale_write_shows_both_versions(web):
    key = re.search(r"/s/shop.order/([0-9a-f-]{36})/", web.get("/s/shop.orders/?view=drafts&order=net").text)[1]
    party = web.get("/suggest/shop.parties?q=odra").json()[0]["id"]
    data = {"id": key, "order": key, "version": "999", "party": party, "day": "7.12", "reference": "mine", "line": "a",
            "a-product": "11111111-0000-0000-0000-000000000000", "a-quantity": "2", "a-price": "10"}
    answer = post(web, "/do/shop.write_order", data)
    assert answer.status_code == 409 and "Two versions" in answer.text
    assert re.search(r'name="version" value="[12]"', answer.text)


def test_an_error_of_a_line_stands_in_its_row(web):
    party = web.get("/suggest/shop.parties?q=odra").json()[0]["id"]
    data = {"party": party, "day": "7.12", "line": ["a", "b"], **{f"{k}-{n}": v for k, q in (("a", "1"), ("b", "0")) for n, v in
            (("product", "11111111-0000-0000-0000-000000000000"), ("quantity", q), ("price", "1"))}}
    answer = post(web, "/do/shop.write_order", data)
    assert answer.status_code == 422
    assert re.search(r'name="b-quantity"[^>]*aria-invalid="true" title="The quantity must be over zero', answer.text)
    assert not re.search(r'name="a-quantity"[^>]*aria-invalid', answer.text)


def test_an_import_is_tried_before_it_is_kept(web):
    text = "name\tlimit\nZakład A\t1 000,50\nZakład B\tdwa\n"
    tried = post(web, "/import/shop.parties/", {"text": text, "step": "try"})
    assert tried.status_code == 422 and "<td data-right>2</td>" in tried.text
    right = text.replace("dwa", "2")
    assert "Nothing is saved yet" in post(web, "/import/shop.parties/", {"text": right, "step": "try", "map-name": "0", "map-limit": "1"}).text
    assert web.get("/suggest/shop.parties?q=Zakład").json() == []
    assert post(web, "/import/shop.parties/", {"text": right, "step": "run", "map-name": "0", "map-limit": "1", "_key": "k1"}).status_code == 303
    assert len(web.get("/suggest/shop.parties?q=Zakład").json()) == 2


@pytest.mark.parametrize("text", ["", "only a head", "a\0b\nc"])
def test_a_wrong_file_is_refused_in_words(web, text):
    assert post(web, "/import/shop.parties/", {"text": text, "step": "try"}).status_code == 422
