"""Figures, days and moments in a person's language, and back from what was typed. The one place where this happens."""
import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

LOCALES = {"pl": "pl_PL", "en": "en_GB"}
MINUS = "\N{MINUS SIGN}"
ZONE = ZoneInfo("Europe/Warsaw")
_SPACES = str.maketrans("", "", " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}'")
_TODAY = {"dziś", "dzis", "today", "d"}
_TOMORROW = {"jutro", "tomorrow"}
_YESTERDAY = {"wczoraj", "yesterday"}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[.\-/ ](\d{1,2})(?:[.\-/ ](\d{4}|\d{2}))?\.?")
_COMPACT = re.compile(r"(\d{2})(\d{2})(\d{4})?")
_STEP = re.compile(r"([+-])(\d{1,4})")


@lru_cache(maxsize=8)
def locale_of(language: str) -> Locale:
    """The babel locale of a language of the interface; Polish for one we don't know."""
    return Locale.parse(LOCALES.get(language, LOCALES["pl"]))


@lru_cache(maxsize=16)
def _pattern(places: int, most: int) -> str:
    return "#,##0" + ("." + "0" * places + "#" * (most - places) if most else "")


def amount(value: Decimal | int | None, language: str, *, places: int = 2) -> str:
    """Money with its places, the locale's separators, a real minus sign; empty for None.

    >>> amount(Decimal("-1234.5"), "pl").replace(chr(160), " ")
    '−1 234,50'
    """
    if value is None:
        return ""
    exact = Decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    if exact == 0:
        exact = abs(exact)
    return format_decimal(exact, _pattern(places, places), locale=locale_of(language)).replace("-", MINUS)


def quantity(value: Decimal | int | None, language: str, *, most: int = 6) -> str:
    """A quantity without needless zeros."""
    if value is None:
        return ""
    return format_decimal(Decimal(value), _pattern(0, most), locale=locale_of(language)).replace("-", MINUS)


def typed(value: Decimal | int | None, language: str) -> str:
    """A figure as it stands in a field being edited: the locale's decimal mark, no grouping, a plain minus."""
    if value is None:
        return ""
    text = f"{Decimal(value):f}"
    if "." in text and len(text.rsplit(".", 1)[1]) > 2:
        whole, part = text.split(".")
        bare = part.rstrip("0")
        text = f"{whole}.{bare.ljust(2, '0')}" if bare else whole
    return text.replace(".", ",") if language == "pl" else text


def day(value: date | None, language: str) -> str:
    """A plain date: 07.12.2026 in Polish, 07/12/2026 in English."""
    if value is None:
        return ""
    return format_date(value, "dd.MM.yyyy" if language == "pl" else "dd/MM/yyyy", locale=locale_of(language))


def short_day(value: date | None, language: str) -> str:
    """A day without its year, for cards."""
    if value is None:
        return ""
    return format_date(value, "dd.MM" if language == "pl" else "d MMM", locale=locale_of(language))


def month(value: date | None, language: str) -> str:
    """A whole month in words: listopad 2026.

    >>> month(date(2026, 11, 1), "pl"), month(date(2026, 11, 23), "en")
    ('listopad 2026', 'November 2026')
    """
    return "" if value is None else format_date(value, "LLLL yyyy", locale=locale_of(language))


def moment(value: datetime | None, language: str, zone: tzinfo = ZONE) -> str:
    """A moment in the company's zone."""
    if value is None:
        return ""
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    pattern = "dd.MM.yyyy HH:mm" if language == "pl" else "dd/MM/yyyy HH:mm"
    return format_datetime(aware.astimezone(zone), pattern, locale=locale_of(language))


def size(octets: int, language: str) -> str:
    """The size of a file in words."""
    if octets < 1024:
        return f"{octets} B"
    if octets < 1024 * 1024:
        return f"{quantity(Decimal(octets) / 1024, language, most=0)} KB"
    return f"{quantity(Decimal(octets) / (1024 * 1024), language, most=1)} MB"


def read_decimal(text: str) -> Decimal:
    """A figure as a person types or pastes it: `1 234,56`, `1.234,56`, `1,234.56`, `-5`, `−5`. ValueError otherwise.

    >>> read_decimal("1.234,56"), read_decimal("1,234.56"), read_decimal("1 234")
    (Decimal('1234.56'), Decimal('1234.56'), Decimal('1234'))
    """
    bare = text.translate(_SPACES).replace(MINUS, "-")
    if "," in bare and "." in bare:
        grouping = "." if bare.rindex(",") > bare.rindex(".") else ","
        bare = bare.replace(grouping, "")
    bare = bare.replace(",", ".")
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)", bare):
        raise ValueError(text)
    try:
        return Decimal(bare)
    except InvalidOperation as wrong:
        raise ValueError(text) from wrong


def read_day(text: str, today: date) -> date:
    """A day as a person types it: `7.12`, `7.12.26`, `2026-12-07`, `0712`, `dziś`, `jutro`, `+14`. ValueError otherwise.

    >>> read_day("7.12", date(2026, 11, 23)), read_day("+14", date(2026, 11, 23))
    (datetime.date(2026, 12, 7), datetime.date(2026, 12, 7))
    """
    bare = text.strip().lower()
    if bare in _TODAY:
        return today
    if bare in _TOMORROW:
        return today + timedelta(days=1)
    if bare in _YESTERDAY:
        return today - timedelta(days=1)
    if found := _STEP.fullmatch(bare):
        return today + timedelta(days=int(found[1] + found[2]))
    if found := _ISO.fullmatch(bare):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(bare) or _COMPACT.fullmatch(bare):
        year = int(found[3]) if found[3] else today.year
        return date(year + 2000 if year < 100 else year, int(found[2]), int(found[1]))
    raise ValueError(text)


def read_period(text: str, today: date) -> tuple[date | None, date | None]:
    """First and last day of a period: `2026`, `2026-11`, `2026-Q4`, `this-month`, `last-month`, `this-year`, `a..b`."""
    bare = text.strip()
    first = today.replace(day=1)
    named = {"today": (today, today), "this-month": (first, _month_end(first)),
             "last-month": _month_of(first - timedelta(days=1)), "this-year": (date(today.year, 1, 1), date(today.year, 12, 31))}
    if bare in named:
        return named[bare]
    if ".." in bare:
        left, right = bare.split("..", 1)
        return (read_day(left, today) if left else None, read_day(right, today) if right else None)
    if re.fullmatch(r"\d{4}", bare):
        return date(int(bare), 1, 1), date(int(bare), 12, 31)
    if found := re.fullmatch(r"(\d{4})-[Qq]([1-4])", bare):
        start = date(int(found[1]), int(found[2]) * 3 - 2, 1)
        return start, _month_end(date(start.year, start.month + 2, 1))
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})", bare):
        return _month_of(date(int(found[1]), int(found[2]), 1))
    one = read_day(bare, today)
    return one, one


def _month_end(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _month_of(value: date) -> tuple[date, date]:
    first = value.replace(day=1)
    return first, _month_end(first)
