"""A real browser on the shop: looks (axe, CSP, width) and flows, by keys and clicks only."""
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
AXE = Path(__file__).resolve().parents[1] / "front" / "node_modules" / "axe-core" / "axe.min.js"
RULES = "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
WATCH = "window.violations = []; document.addEventListener('securitypolicyviolation', e => violations.push(e.violatedDirective + ' ' + e.blockedURI))"


@pytest.fixture
def page(shop, chromium, request):
    more = getattr(request, "param", {})
    context = chromium.new_context(viewport={"width": more.get("width", 1440), "height": 900}, base_url=shop)
    context.add_cookies([{"name": n, "value": v, "url": shop} for n, v in {"theme": more.get("theme", "light"), "language": more.get("language", "en")}.items()])
    context.set_default_timeout(6000)
    tab = context.new_page()
    tab.add_init_script(WATCH)
    tab.problems = []
    tab.on("pageerror", lambda error: tab.problems.append(str(error)))
    yield tab
    assert tab.problems == []
    assert tab.evaluate("window.violations") == []
    context.close()


def first_draft(page):
    page.goto("/s/shop.orders/?view=drafts")
    return page.eval_on_selector("tbody a.row", "a => a.getAttribute('href')")


LOOKS = [{"theme": theme, "width": width} for theme in ("light", "dark") for width in (1440, 390)]


@pytest.mark.parametrize("page", LOOKS, indirect=True, ids=lambda look: f"{look['theme']}-{look['width']}")
def test_every_kind_of_screen_is_clean(page):
    draft = first_draft(page)
    page.goto("/s/shop.orders/?view=paid")
    paid = page.eval_on_selector("tbody a.row", "a => a.getAttribute('href')")
    for url in ("/s/home/", "/s/shop.orders/", draft, paid, "/do/shop.write_order", "/s/shop.board/", "/s/shop.by_month/", "/import/shop.parties/"):
        page.goto(url)
        page.wait_for_timeout(150)
        page.evaluate(AXE.read_text())
        found = page.evaluate(f"{RULES}.then(r => r.violations.map(v => [v.id, v.nodes[0].html]))")
        assert found == [], url
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, url


def test_an_order_is_written_by_keys_with_totals_from_the_server(page):
    page.goto("/do/shop.write_order")
    page.locator("#f-party").press_sequentially("odra pó", delay=20)
    page.get_by_role("option", name="Odra Północ").wait_for()
    page.keyboard.press("Enter")
    page.locator("#f-reference").fill("REF-7")
    page.locator("table.grid tbody tr:first-child [data-suggest]").press_sequentially("bl", delay=20)
    page.get_by_role("option", name="BL-372").wait_for()
    page.keyboard.press("Enter")
    page.keyboard.type("2")
    page.locator("dl.totals .sum dd", has_text="3,650.10").wait_for()
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/s/shop.order/**")
    assert page.locator("#f-reference").input_value() == "REF-7"
    assert page.locator("#f-party").input_value() == "Odra Północ S.A."


def test_rows_pasted_from_a_spreadsheet_keep_their_order(page):
    page.goto("/do/shop.write_order")
    cell = page.locator("table.grid tbody tr:first-child [data-suggest]")
    cell.focus()
    text = "KR-100\tChair\t2\t10,50\nSR-226\tBolt\t100\t1,25\nBL-372\tTop\t1\t99"
    cell.evaluate("(el, text) => { const d = new DataTransfer(); d.setData('text/plain', text); el.dispatchEvent(new ClipboardEvent('paste', {clipboardData: d, bubbles: true, cancelable: true})) }", text)
    page.locator("dl.totals .sum dd", has_text="301.35").wait_for()
    assert page.locator("table.grid tbody tr input[name$=-text]:not([data-suggest])").evaluate_all("all => all.map(i => i.value)")[:4] == ["Chair", "Bolt", "Top", ""]


def test_errors_stand_by_the_field_and_in_the_cell(page):
    page.goto("/do/shop.write_order")
    page.locator("table.grid tbody tr:first-child [name$=-quantity]").fill("dwa")
    page.locator("[data-save]").click()
    page.locator(".errors").wait_for()
    assert page.locator(".errors").evaluate("e => e === document.activeElement")
    assert page.locator("#f-party").get_attribute("aria-invalid") == "true"
    cell = page.locator("table.grid tbody tr:first-child [name$=-quantity]")
    assert cell.input_value() == "dwa" and "number" in cell.get_attribute("title")


def test_a_preview_shows_the_ledger_and_saves_nothing(page):
    url = first_draft(page)
    page.goto(url)
    page.locator("#f-reference").fill("not kept")
    page.locator("[name=preview]").click()
    page.locator(".effects td", has_text="702").wait_for()
    page.goto(url)
    assert page.locator("#f-reference").input_value() != "not kept"


def test_a_party_added_in_the_drawer_comes_back_into_the_field(page):
    page.goto("/do/shop.write_order")
    page.locator("#f-reference").fill("stays")
    page.locator("a[data-returns=party]").click()
    page.locator("up-drawer [name=name]").fill("Nowa Firma")
    page.locator("up-drawer [data-save]").click()
    page.locator("up-drawer").wait_for(state="detached")
    assert page.locator("#f-party").input_value() == "Nowa Firma"
    assert re.fullmatch(r"[0-9a-f-]{36}", page.locator("input[type=hidden][name=party]").input_value())
    assert page.locator("#f-reference").input_value() == "stays"


def test_a_bulk_action_has_a_result_for_each_row(page):
    page.goto("/s/shop.orders/?order=number")
    page.goto("/s/shop.orders/?view=drafts")
    boxes = page.locator("tbody input[name=id]")
    boxes.nth(5).check()
    boxes.nth(6).check()
    page.evaluate("async () => { const id = document.querySelectorAll('tbody input[name=id]')[6].value;"
                  " await fetch('/do/shop.confirm_orders', {method: 'POST', body: new URLSearchParams({id}),"
                  " headers: {'X-CSRFToken': document.querySelector('meta[name=csrf-token]').content}}) }")
    page.locator(".bulk button", has_text="Confirm orders").click()
    results = page.locator("up-drawer .results li")
    results.first.wait_for()
    assert results.count() == 2
    assert "Done: 1. Refused: 1." in page.locator("up-drawer .note").inner_text()
    assert "already confirmed" in results.first.inner_text()


def test_a_refused_move_on_the_board_goes_back_with_the_reason(page):
    page.goto("/s/shop.board/")
    card = page.locator("section[data-stage=confirmed] li").first
    name = card.locator("a").inner_text()
    card.locator("a").focus()
    page.keyboard.press("Shift+ArrowLeft")
    page.locator("section[data-stage=draft] li:not(.pending) a", has_text=name).wait_for()
    page.locator("section[data-stage=draft] li", has_text=name).locator("[data-move]").click()
    page.get_by_role("menuitem", name="Paid").click()
    page.locator(".toast[data-tone=bad]", has_text="already confirmed").wait_for()
    assert page.locator("section[data-stage=draft] li a", has_text=name).count() == 1


def test_palette_and_keys(page):
    page.goto("/s/home/")
    page.keyboard.press("Control+k")
    page.locator("#pal-q").press_sequentially("sales ord", delay=20)
    page.get_by_role("option", name="Sales orders").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/s/shop.orders/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    href = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{href}")
    page.go_back()
    page.wait_for_url("**/s/shop.orders/")
    page.keyboard.press("?")
    assert page.locator("#keys dt").count() >= 10


def test_pages_detached_are_let_go(page):
    page.goto("/s/shop.orders/")
    before = page.evaluate("Object.keys(document.upEventListeners || {}).length")
    for _round in range(30):
        page.evaluate("document.querySelector('.side a[href*=\"shop.board\"]').click()")
        page.wait_for_function("() => !!document.querySelector('board-view')")
        page.evaluate("document.querySelector('.side a[href*=\"shop.orders\"]').click()")
        page.wait_for_function("() => !!document.querySelector('table[data-list]')")
    tools = page.context.new_cdp_session(page)
    tools.send("HeapProfiler.collectGarbage")
    assert tools.send("Memory.getDOMCounters")["nodes"] < 40_000
    assert page.evaluate("Object.keys(document.upEventListeners || {}).length") <= before + 2
