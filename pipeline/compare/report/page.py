"""`report.html`: one file, with its style, its script and its data inside; it loads nothing and runs no markup of a cell."""

import hashlib
import json
import re
from base64 import b64encode
from importlib.resources import files
from pathlib import Path

from pipeline.compare import Comparison
from pipeline.compare.report.data import page_data
from pipeline.export.files import write_bytes
from pipeline.names import Names

FILE = "report.html"
SCRIPTS = ("basics", "words", "filters", "map", "dialog", "details", "timeline", "lists", "start")
"""The files of `script/`, in their order: one function, so that they share what they declare and leave nothing to the page."""


def write_page(comparison: Comparison, names: Names, out: Path) -> Path:
    """Writes `report.html` below `out`; returns its path. OutputError where it cannot be written."""
    # In a script element «<» could begin its end, or a comment: as \u003c it is the same JSON.
    data = json.dumps(page_data(comparison, names), ensure_ascii=False, separators=(",", ":"), sort_keys=True).replace("<", "\\u003c")
    script = _script()
    # The browser runs this one script and no other, whatever a text may hold (Content Security Policy, level 2).
    digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    parts = {"style": _part("style.css"), "script": script, "data": data, "digest": digest}
    # In one pass, so that a text of the data that looks like a place for a part stays a text.
    page = re.sub(r"\{(style|script|data|digest)\}", lambda found: parts[found[1]], _part("page.html"))
    return write_bytes(out / FILE, page.encode())


def _script() -> str:
    body = "\n".join(_part(f"script/{name}.js") for name in SCRIPTS)
    return f'(function () {{\n"use strict";\n{body}}}());'


def _part(name: str) -> str:
    return files("pipeline.compare.report").joinpath(name).read_text(encoding="utf-8")
