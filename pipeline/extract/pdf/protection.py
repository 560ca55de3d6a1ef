"""Files with a password that lets anybody read, and those that it locks (ISO 32000-1, 7.6)."""

from io import BytesIO

import pypdfium2
from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_REMOVE_SECURITY

from pipeline.errors import LockedFileError


def without_protection(data: bytes) -> bytes:
    """The file; a copy in plain where it is encrypted, so that it can be looked at before it is read. Raises LockedFileError."""
    if b"/Encrypt" not in data:
        return data
    try:
        with pypdfium2.PdfDocument(data) as pdf:
            stream = BytesIO()
            pdf.save(stream, flags=FPDF_REMOVE_SECURITY)
            return stream.getvalue()
    except pypdfium2.PdfiumError as error:
        # pdfium's error may be that of a file before; but this one says that it is encrypted.
        if error.err_code == FPDF_ERR_PASSWORD:
            raise LockedFileError("PDF") from error
        return data
