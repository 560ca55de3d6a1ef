"""A service that starts LibreOffice."""

from collections.abc import Callable

from pipeline.extract.doc.libreoffice import convert


def service(_setup: bytes) -> Callable[[bytes], bytes]:
    return lambda request: convert(request, ".rtf", "txt") or b"nothing"
