"""Faults planted in declarations of screens."""

from tests.architecture import declarations

LIST = 'orders = List("sales.orders",\n' + "    x=1,\n" * 30 + ")\n"


def form(lines: int) -> str:
    return "order_form = Form(write,\n" + "    x=1,\n" * (lines - 2) + ")\n"


def said(text: str) -> list[str]:
    return [problem.where for problem in declarations.problems("screens.py", text)]


def test_a_list_and_its_form_are_counted_together() -> None:
    assert declarations.groups(LIST + form(28)) == [("sales.orders", 60)] and not said(LIST + form(28))
    assert said(LIST + form(29)) == ["screens.py::sales.orders"]
    assert said(form(29) + LIST) == ["screens.py::sales.orders"]


def test_another_list_begins_anew_and_a_record_stands_alone() -> None:
    assert not said(LIST + LIST.replace("sales.orders", "sales.returns"))
    record = LIST.replace("List(", "Record(")
    assert declarations.groups(LIST + record + form(10)) == [("sales.orders", 42), ("sales.orders (record)", 32)]
    assert said(LIST + record + form(40)) == ["screens.py::sales.orders"]


def test_long_lines_and_words_count_as_they_fill() -> None:
    long = 'LONG = "' + "x" * 300 + '"\n'
    assert declarations.groups(long) == [("all", 3)]
    assert declarations.groups('"""Words."""\nimport this\n\n# why\ndef view():\n    return 1\n') == []
