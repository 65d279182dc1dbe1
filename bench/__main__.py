"""`python -m bench [--quick] [--only chain,entries,doctor,trial,page,preview]`: measures, prints, writes bench/RESULTS.md."""

from __future__ import annotations

import argparse
import signal
import sys

from bench import server
from bench.limits import Limits
from bench.report import Report


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description="The product's speed beside the limits of database and framework.")
    parser.add_argument("--quick", action="store_true", help="small sizes: a look, not a proof")
    parser.add_argument("--only", default="", help="parts by commas: chain,preview,entries,doctor,trial,page; RESULTS.md is not written then")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the server is stopped too
    report = Report()
    with server.running() as running:
        from bench import runs  # noqa: PLC0415 - imports models

        runs.run(running, Limits(running), report, quick=asked.quick, only={part for part in asked.only.split(",") if part})
    if not asked.only and not asked.quick:
        report.write()


if __name__ == "__main__":
    main()
