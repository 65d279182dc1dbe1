"""Every registered proof has its fault in the ``FAULTS`` of a ``test_proofs.py`` that plants it; and no fault is for a proof that is gone."""

import ast
from collections.abc import Iterable
from pathlib import Path

from ogniwo.kernel.books.proofs import PROOFS
from tests.architecture.house import ROOT


def planted(sources: Iterable[str]) -> set[str]:
    """The names of proofs whose faults are planted: keys of ``FAULTS`` in sources that call ``plant`` on them."""
    found: set[str] = set()
    for source in sources:
        tree = ast.parse(source)
        called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
        for node in tree.body:
            if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "FAULTS" for t in node.targets) and isinstance(node.value, ast.Dict) and "plant" in called:
                found |= {str(key.value) for key in node.value.keys if isinstance(key, ast.Constant)}
    return found


def differences(names: Iterable[str], sources: Iterable[str]) -> list[str]:
    """What is wrong: proofs without a planted fault, faults without a proof."""
    known, tried = set(names), planted(sources)
    return [*(f"{name}: no test plants its fault" for name in sorted(known - tried)), *(f"{name}: its proof is gone" for name in sorted(tried - known))]


def files() -> list[Path]:
    return sorted([*(ROOT / "ogniwo").rglob("tests/test_proofs.py"), *(ROOT / "tests" / "kernel").glob("test_proofs.py")])


def test_every_proof_has_its_fault_planted() -> None:
    assert len(PROOFS) >= 40
    assert differences((proof.name for proof in PROOFS), (path.read_text(encoding="utf-8") for path in files())) == []


def test_a_proof_nobody_attacks_and_a_fault_of_nothing_are_seen() -> None:
    good = 'FAULTS = {"one": "UPDATE"}\ndef test(root): plant(root, "one", FAULTS["one"])'
    idle = 'FAULTS = {"two": "UPDATE"}'
    assert differences(["one"], [good]) == []
    assert differences(["one", "two"], [good, idle]) == ["two: no test plants its fault"]
    assert differences([], [good]) == ["one: its proof is gone"]
