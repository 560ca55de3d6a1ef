"""`report.html`: one file, with its style, its script and its data inside; it loads nothing and runs no markup of a cell."""

import json
from importlib.resources import files
from pathlib import Path

from pipeline.compare import Comparison
from pipeline.compare.report.data import page_data
from pipeline.export.files import write_bytes
from pipeline.names import Names

FILE = "report.html"


def write_page(comparison: Comparison, names: Names, out: Path) -> Path:
    """Writes `report.html` below `out`; returns its path. OutputError where it cannot be written."""
    # In a script element «<» could begin its end, or a comment: as \u003c it is the same JSON.
    data = json.dumps(page_data(comparison, names), ensure_ascii=False, separators=(",", ":"), sort_keys=True).replace("<", "\\u003c")
    page = _part("page.html")
    for name, text in (("style", _part("style.css")), ("script", _part("script.js")), ("data", data)):
        page = page.replace("{" + name + "}", text, 1)
    return write_bytes(out / FILE, page.encode())


def _part(name: str) -> str:
    return files("pipeline.compare.report").joinpath(name).read_text(encoding="utf-8")
