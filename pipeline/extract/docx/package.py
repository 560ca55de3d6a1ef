"""The main part of a DOCX file."""

from pipeline.extract.common.package import Package, Part

_USUAL_MAIN = "word/document.xml"


def main_part(data: bytes, inflated: int) -> Part:
    """The part that holds the text, whatever it is called; `inflated`: how many bytes all parts may have unpacked.

    Raises what `Package` raises; ValueError where there is none.
    """
    package = Package(data, inflated)
    main = Part(package).by_kind("officeDocument") or Part(package, _USUAL_MAIN)
    if main.name not in package:
        raise ValueError("no main part")
    return main
