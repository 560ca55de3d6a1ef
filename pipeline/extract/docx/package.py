"""The main part of a DOCX file, and what reading its parts may raise."""

import zipfile
import zlib
from xml.etree.ElementTree import ParseError

from lxml.etree import XMLSyntaxError

from pipeline.extract.common.package import Package, Part

UNREADABLE = (zipfile.BadZipFile, zlib.error, ParseError, XMLSyntaxError, NotImplementedError, RuntimeError, OSError, EOFError, ValueError)
"""What reading a damaged part may raise."""

_USUAL_MAIN = "word/document.xml"


def main_part(data: bytes) -> Part:
    """The part that holds the text, whatever it is called. Raises what the ZIP and XML libraries raise; ValueError where there is none."""
    package = Package(data)
    main = Part(package).by_kind("officeDocument")
    if main is None and _USUAL_MAIN in package:
        main = Part(package, _USUAL_MAIN)
    if main is None:
        raise ValueError("no main part")
    return main
