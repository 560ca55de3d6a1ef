"""The sample in the binary format of Word 97: laid out as DOCX, and turned by LibreOffice.

By way of OpenDocument: from a DOCX of python-docx straight, LibreOffice writes tables that it cannot read again. It also dates what it
writes, and another version may write other bytes.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.make_samples.docx_files import approved_docx, docx_bytes
from tests.make_samples.texts import SAMPLES, texts_of


def write_doc(file: str) -> None:
    """Write the sample anew; without LibreOffice it stays as it is."""
    if not shutil.which("soffice"):
        print(f"{file}: LibreOffice is not installed")
        return
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, Path(file).with_suffix(".docx"))
        source.write_bytes(docx_bytes(approved_docx(texts_of(file))))
        for kind, target in (("odt", folder), ("doc:MS Word 97", str(SAMPLES))):
            profile = f"-env:UserInstallation=file://{folder}/profile"
            turn = ["soffice", "--headless", profile, "--convert-to", kind, "--outdir", target, str(source)]
            subprocess.run(turn, check=True, timeout=120, capture_output=True)
            source = source.with_suffix(".odt")
