"""Asks a public service whether the libraries of `constraints.txt` have known vulnerabilities: `make audit`.

The data are elsewhere, so that without a network nothing is checked: that is said in one line, and is no failure. Options go on to
pip-audit: `make audit AUDIT="-s osv --osv-url http://…"` asks a service of one's own.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

CONSTRAINTS = Path(__file__).parent.parent / "constraints.txt"
LONGEST = 90
"""Seconds for all of it: some hundred short answers over a slow line. A service that is silent longer counts as out of reach."""
_SOCKET = "5"


class Verdict(NamedTuple):
    """What to print, and whether a library must be replaced."""

    text: str
    is_bad: bool


def judge(said: str) -> Verdict:
    """The verdict on what pip-audit wrote in JSON. A library that the service does not know was not checked, whatever pip-audit's exit code."""
    try:
        libraries: list[dict[str, Any]] = json.loads(said)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return _skipped("служба, которая знает уязвимости, недоступна")
    checked = [one for one in libraries if "vulns" in one]
    if not checked:
        return _skipped("служба не знает ни одной из библиотек")
    found = [
        f"{one['name']} {one['version']}: {vuln['id']}; исправлено в {', '.join(vuln['fix_versions']) or 'ещё нет'}"
        for one in checked
        for vuln in one["vulns"]
    ]
    unknown = [one["name"] for one in libraries if "vulns" not in one]
    told = f"; служба не знает: {', '.join(unknown)}" if unknown else ""
    summary = f"Известные уязвимости: {len(found)}; проверено библиотек {len(checked)} из {len(libraries)}{told}."
    return Verdict("\n".join([*found, summary]), bool(found))


def audit(options: Sequence[str]) -> Verdict:
    """The verdict on the libraries of `constraints.txt`."""
    command = [sys.executable, "-m", "pip_audit", "--no-deps", "--disable-pip", "-r", str(CONSTRAINTS)]
    command += ["--format", "json", "--progress-spinner", "off", "--timeout", _SOCKET, *options]
    try:
        return judge(subprocess.run(command, capture_output=True, encoding="utf-8", timeout=LONGEST, check=False).stdout)
    except subprocess.TimeoutExpired:
        return _skipped(f"служба не ответила за {LONGEST} с")


def _skipped(reason: str) -> Verdict:
    return Verdict(f"Уязвимости библиотек не проверены: {reason}.", False)


if __name__ == "__main__":
    verdict = audit(sys.argv[1:])
    print(verdict.text)
    sys.exit(verdict.is_bad)
