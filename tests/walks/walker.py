"""A person before a real browser: clicks and keys only; what every page must keep (no script error, no breach of policy, no overflow) is asked at each look.

Words of the screens are given as ``English|Polish`` (one word alone is the same in both); the walker reads those of its language.
"""

from __future__ import annotations

import os
import re
import time
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import polib
from playwright.sync_api import Error
from pypdf import PdfReader

PASSWORD = "a Very-long passw0rd"
WATCH = "window.violations = []; document.addEventListener('securitypolicyviolation', e => violations.push(e.violatedDirective + ' ' + e.blockedURI))"
BUSY = """window.asked = 0; const counted = [XMLHttpRequest.prototype.send, window.fetch];
XMLHttpRequest.prototype.send = function (...given) { window.asked++; this.addEventListener('loadend', () => setTimeout(() => window.asked--)); return counted[0].apply(this, given); };
window.fetch = (...given) => { window.asked++; return counted[1].apply(window, given).finally(() => setTimeout(() => window.asked--)); };
new MutationObserver(changes => { for (const change of changes) for (const node of change.addedNodes) if (node.nodeType === 1)
  for (const box of [node, ...node.querySelectorAll('.toast')]) if (box.matches('.toast')) window.told(box.dataset.tone + ': ' + box.textContent.trim()); }).observe(document, {childList: true, subtree: true});"""
QUIET = "() => new Promise(done => { let still = 0; const look = () => { still = window.asked ? 0 : still + 1; if (still > 2) done(true); else requestAnimationFrame(look); }; look(); })"
PATIENCE = 15_000  # milliseconds; the machine may be loaded
WIDE = """[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && ![...ancestors(e)].some(a => getComputedStyle(a).overflowX !== 'visible'))
  .map(e => e.outerHTML.slice(0, 120)).slice(0, 3); function* ancestors(e) { while ((e = e.parentElement)) if (e !== document.body && e !== document.documentElement) yield e; }"""
PICTURES = os.environ.get("OGNIWO_PICTURES", "")
WIDTHS = ((1440, 900), (390, 844))
RAW = re.compile(r"\b[a-z]+\.[a-z]+_[a-z_]+\b|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}|\bNone\b|\{[a-z_]+\}")
LABELS = "h1, h2, th, dt, .btn, .lab, .badge, .side a, legend, summary, #main .menu a, #main .menu button, .tabs a"


@cache
def foreign(language: str) -> frozenset[str]:
    """What a screen in ``language`` must not say: the program's words of the other one that are not words of both."""
    entries = [entry for path in Path("ogniwo").glob("**/locale/pl.po") for entry in polib.pofile(str(path))]
    english, polish = {entry.msgid for entry in entries}, {entry.msgstr for entry in entries}
    return frozenset((english - polish if language == "pl" else polish - english) - {""})


@dataclass
class Walker:
    """One person's tab. ``faults``: what was wrong on the pages passed, asked at the end."""

    browser: Any
    base: str
    language: str = "pl"
    width: int = 1440
    faults: list[Any] = field(default_factory=list)
    page: Any = None
    seen: int = 0
    told: list[str] = field(default_factory=list)
    marked: int = 0

    def __post_init__(self) -> None:
        context = self.browser.new_context(viewport={"width": self.width, "height": 844 if self.width < 700 else 900}, base_url=self.base,
                                           accept_downloads=True, reduced_motion="reduce", has_touch=self.width < 700)  # fmt: skip
        context.set_default_timeout(PATIENCE)
        self.page = context.new_page()
        self.page.expose_function("told", lambda text: self.told.append(text))
        self.page.add_init_script(f"{WATCH}; {BUSY}")
        self.page.on("pageerror", lambda error: None if str(error).startswith("Aborted request") else self.faults.append(("script", self.page.url, str(error))))
        self.page.on("request", lambda r: None if r.url.startswith((self.base, "data:", "blob:")) else self.faults.append(("left for", r.url)))

    def sign_in(self, email: str) -> Walker:
        self.page.goto("/sign-in")
        self.page.fill("[name=email]", email)
        self.page.fill("[name=password]", PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**/s/**")
        return self

    def say(self, words: str) -> str:
        """The words of the walker's language."""
        english, _bar, polish = words.partition("|")
        return polish or english if self.language == "pl" else english

    def amount(self, figure: str) -> str:
        """``1234.50`` as the screens write it."""
        written = f"{Decimal(figure):,.2f}"
        return written.replace(",", " ").replace(".", ",") if self.language == "pl" else written

    def typed(self, figure: str) -> str:
        """``1234.50`` as one types it."""
        return figure.replace(".", ",") if self.language == "pl" else figure

    def settle(self) -> None:
        """Until the page asks for nothing any more, whatever it was asking for."""
        for _attempt in range(20):
            try:
                self.page.wait_for_load_state()
                self.page.evaluate(QUIET)
            except Error as gone:  # the page went while it was asked
                if "context was destroyed" not in str(gone) and "navigat" not in str(gone):
                    raise
            else:
                return

    def mark(self) -> None:
        """What was told until now is no answer to what comes next."""
        self.settle()
        self.marked = len(self.told)

    def go(self, url: str) -> None:
        """A page known from before, once all that was clicked is done."""
        self.settle()
        self.page.goto(url)

    def press(self, keys: str) -> None:
        """A key that does something, when nothing else is being done."""
        self.mark()
        self.page.keyboard.press(keys)

    def become(self, name: str) -> None:
        """Another demo user, by the menu of one's own picture."""
        self.settle()
        self.page.click(".avatar")
        self.page.locator("#me button", has_text=name).click()
        self.page.wait_for_load_state()
        self.page.locator(".who", has_text=name).wait_for(state="attached")

    def menu(self, words: str) -> None:
        """A screen by the side menu."""
        words = self.say(words)
        self.settle()
        if self.width < 700:
            self.page.click("#navtoggle")
        self.page.locator(".side a", has=self.page.get_by_text(words, exact=True)).first.click()
        self.page.locator("h1", has_text=words).wait_for()
        self.settle()

    @property
    def top(self) -> Any:
        """Where the person works: the drawer when one is open."""
        drawer = self.page.locator("up-drawer")
        return drawer.last if drawer.count() else self.page.locator("#main")

    def act(self, words: str) -> None:
        """An action of the page: a button in sight, or one in its menu."""
        self.mark()
        words = self.say(words)
        head = self.page.locator("#main .head .acts")
        found = head.locator("> a.btn:visible, > button.btn:visible, > form .btn:visible").filter(has=self.page.get_by_text(words, exact=True))
        if not found.count():
            head.locator("[popovertarget=more-acts]").click()
            found = self.page.locator("#more-acts").locator("a:visible, button:visible").filter(has_text=re.compile(rf"^\s*{re.escape(words)}\s*$"))
        found.first.click()

    def drawer(self, words: str) -> Any:
        """An action whose form opens at the side."""
        self.act(words)
        box = self.page.locator("up-drawer")
        box.locator("form.recform").wait_for()
        self.look(words)
        return box

    def fill(self, name: str, text: str) -> None:
        self.top.locator(f"[name='{name}']").fill(text)

    def choose(self, name: str, words: str, option: str = "") -> None:
        """A record in a field that suggests: type, wait for the offer, Enter."""
        field_ = self.top.locator(f"[name='{name}-text'], [name='{name}'][role=combobox]")
        self._pick(field_, self.say(words), self.say(option or words))

    def cell(self, row: int, name: str) -> Any:
        return self.top.locator("table.grid tbody tr").nth(row).locator(f"[name$='-{name}']:not([type=hidden])")

    def pick(self, row: int, name: str, words: str, option: str = "") -> None:
        """A record in a cell of the grid."""
        cell = self.top.locator("table.grid tbody tr").nth(row).locator(f"[name$='-{name}-text'], [name$='-{name}'][role=combobox]")
        self._pick(cell, self.say(words), self.say(option or words))

    def _pick(self, field_: Any, words: str, option: str) -> None:
        field_.click()
        field_.fill("")
        field_.press_sequentially(words, delay=5)
        self.page.locator(".options [role=option]:visible").filter(has_text=option).first.wait_for()
        self.page.keyboard.press("Enter")

    def save(self, *, until: str = "") -> None:
        """The form's main button, by its key. In a drawer: until it has closed."""
        in_drawer = self.page.locator("up-drawer").count() > 0
        self.press("Control+Enter")
        if until:
            self.page.wait_for_url(f"**{until}**")
        elif in_drawer:
            self.page.locator("up-drawer").wait_for(state="detached")
        self.settle()

    def wait(self, words: str, where: str = "#main") -> None:
        self.page.locator(where).get_by_text(self.say(words)).first.wait_for()

    def done(self, words: str) -> None:
        """The message that the last act was done: none of before it counts, and one that is gone already does."""
        until, words = time.monotonic() + PATIENCE / 1000, self.say(words)
        while not any(text.startswith("good: ") and words in text for text in self.told[self.marked:]):
            if time.monotonic() > until:
                raise AssertionError(f"{words!r} was not said: {self.told[self.marked:]}; {self.text('body')[:2000]}")
            self.page.wait_for_timeout(20)
        self.settle()

    def upload(self, where: str, name: str, content: bytes, kind: str = "text/xml") -> None:
        self.page.set_input_files(where, [{"name": name, "mimeType": kind, "buffer": content}])

    def download(self, words: str) -> bytes:
        """The file behind a link, kept where the browser keeps files."""
        self.settle()
        with self.page.expect_download() as download:
            self.page.locator("#main a", has_text=words).first.click()
        return bytes(download.value.path().read_bytes())

    def paper(self, words: str) -> str:
        """The words of the print that an act shows in a window of its own."""
        with self.page.expect_popup() as popup:
            self.act(words)
        window = popup.value
        window.wait_for_load_state()
        content = self.page.context.request.get(window.url).body()
        window.close()
        pages = PdfReader(BytesIO(content)).pages
        return " ".join(" ".join(page.extract_text() for page in pages).replace("\u00a0", " ").replace("\u202f", " ").split())

    def open(self, words: str = "", where: str = "table[data-list]") -> None:
        """A row of the list in sight: the one with the words, else the first."""
        self.settle()
        rows = self.page.locator(f"{where} tbody tr")
        (rows.filter(has_text=self.say(words)) if words else rows).first.locator("a.row").click()
        self.page.wait_for_url("**/s/**/**")
        self.page.locator("#main.record").wait_for()
        self.settle()

    def rows(self, where: str = "#main table.rep tbody tr") -> list[list[str]]:
        """The cells of a table in sight, as they are read."""
        self.settle()
        return [[" ".join(cell.replace("\u2212", "-").split()) for cell in row.locator("td, th").all_inner_texts()] for row in self.page.locator(where).all()]

    def ask(self, **values: str) -> None:
        """A report with other parameters."""
        for name, value in values.items():
            field_ = self.page.locator(f"form.params [name='{name}']")
            if field_.evaluate("e => e.tagName") == "SELECT":
                field_.select_option(value)
            else:
                field_.fill(value)
                field_.press("Enter")
            self.settle()

    def state(self, words: str) -> None:
        """The record stands in a state."""
        self.page.locator("#main h1 .badge", has_text=self.say(words)).wait_for()

    def text(self, where: str = "#main") -> str:
        """The words on the page, with plain spaces."""
        return str(self.page.locator(where).last.inner_text()).replace("\u00a0", " ").replace("\u202f", " ")

    def look(self, name: str) -> None:
        """What must hold on every screen; with OGNIWO_PICTURES a picture at both widths, light and dark."""
        page = self.page
        self.seen += 1
        self.faults += [("policy", name, v) for v in page.evaluate("window.violations")]
        if page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0:
            self.faults.append(("wider than the window", name, page.url, page.evaluate(WIDE)))
        if (spoken := page.evaluate("document.documentElement.lang")) != self.language:
            self.faults.append(("language of the page", name, spoken))
        said = self.text("up-drawer" if page.locator("up-drawer").count() else "#main")
        self.faults += [("raw", name, found) for found in set(RAW.findall(said))]
        labels = {" ".join(text.split()) for text in page.locator(LABELS).all_inner_texts()}
        self.faults += [("another language", name, text) for text in labels & foreign(self.language)]
        dead = page.evaluate("[...document.querySelectorAll(\"combo-box[url=''], input[data-suggest='']\")].map(e => e.outerHTML.slice(0, 200))")
        self.faults += [("suggests nothing", name, d) for d in dead]
        if PICTURES:
            self._picture(name)

    def _picture(self, name: str) -> None:
        page, before = self.page, self.page.viewport_size
        stem = re.sub(r"\W+", "-", name).strip("-").lower()
        for width, height in WIDTHS:
            page.set_viewport_size({"width": width, "height": height})
            if page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0:
                self.faults.append(("wider than the window", width, name, page.url, page.evaluate(WIDE)))
            for theme in ("light", "dark"):
                was = page.evaluate(f"(() => {{ const was = document.documentElement.dataset.theme; document.documentElement.dataset.theme = '{theme}'; return was || '' }})()")
                page.screenshot(path=Path(PICTURES) / f"{self.seen:02d}-{stem}-{width}-{theme}.png")
                page.evaluate("was => { if (was) document.documentElement.dataset.theme = was; else delete document.documentElement.dataset.theme }", was)
        page.set_viewport_size(before)
