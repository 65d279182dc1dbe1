"""The limits: what the database and the framework do at best, measured on the same server in the same run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "bench" / "limits"


class Limits:
    """Runs the limits' scripts, where they are, against our own server (its superuser, a database of their own)."""

    def __init__(self, server: Any) -> None:
        record = server.record()
        self.there = FOLDER.is_dir()
        self.environment = {**os.environ, "BENCH_URL": f"postgresql://postgres@127.0.0.1:{record.port}", "PGPASSWORD": record.passwords["postgres"]}

    def measure(self, script: str, *arguments: str) -> dict[str, dict[str, Any]]:
        """Figures by name (``commits.set``): ``n``, ``seconds`` (best), ``median`` ...; nothing where the scripts are not here."""
        if not self.there:
            return {}
        run = subprocess.run([sys.executable, str(FOLDER / script), *arguments], env=self.environment, capture_output=True, text=True, check=False)
        if run.returncode:
            sys.stderr.write(run.stderr[-2000:])
            return {}
        rows = [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]
        return {row["name"].removeprefix("limit."): row for row in rows}
