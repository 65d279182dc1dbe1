"""Screens that know the whole installation: the doctor."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.text import N_ as _
from ogniwo.site import doctor as proofs
from ogniwo.workbench import format as fmt
from ogniwo.workbench.declare import Menu, Page
from ogniwo.workbench.words import said


def examined(_request: HttpRequest, acting: Acting, _rest: str) -> tuple[str, dict[str, Any]]:
    """Every proof with its answer. Rows at fault may be another company's, so only how many there are is shown here."""
    findings = list(proofs.examine())
    rows = [{"title": said(f.title, acting.language), "name": f.name, "well": f.well, "count": f.count, "broken": bool(f.problem),
             "seconds": f"{fmt.quantity(round(f.seconds * 1000), acting.language)} ms"} for f in findings]  # fmt: skip
    red = sum(not f.well for f in findings)
    return "workbench/doctor.html", {"rows": sorted(rows, key=lambda r: r["well"]), "red": red, "all": len(rows)}


doctor = Page("doctor", _("Doctor"), view=examined, permission="site.doctor", menu=Menu(_("Settings"), 90, "stethoscope"))
