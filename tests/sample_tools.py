"""The samples that are read as annotated only where a program is installed that need not be on a machine."""

import pytest

from pipeline.errors import NoTextError
from pipeline.extract.tools import LIBREOFFICE, OCR, is_ready

TOOLS = {"10_word97.doc": LIBREOFFICE, "17_scan.pdf": OCR}
"""Without LibreOffice a `.doc` is read as well, but without the numbers of its lists."""

LACKING = {sample for sample, tool in TOOLS.items() if not is_ready(tool)}

EXIT_CODE = 0 if is_ready(OCR) else NoTextError.exit_code
"""What a run over all samples ends with: a scan that cannot be recognised is told, and the others are read."""


def skip_where_lacking(sample: str) -> None:
    """Skips a test of a sample whose program is not on this machine."""
    if sample in LACKING:
        pytest.skip(f"not on this machine: {TOOLS[sample].install}")
