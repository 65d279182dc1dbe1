"""The context of a transaction: which company, directory and person the database answers to."""

from typing import Any

SET = """SELECT set_config('ogniwo.company', %s, true), set_config('ogniwo.directory', %s, true), set_config('ogniwo.user', %s, true)"""

ACT = SET + ", set_config('plan_cache_mode', 'force_generic_plan', true)"


def values(acting: Any) -> list[str]:
    """Parameters of ``SET`` for an acting person; settings live for one transaction only."""
    return [str(acting.company_id or ""), str(acting.directory_id or ""), str(acting.user_id or "")]
