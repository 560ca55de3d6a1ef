"""What control words mean (RTF 1.9.1, appendix B): characters, and where the text of a group belongs."""

from typing import Literal

Target = Literal["text", "label", "fonts", "quiet", "skip"]
"""Where text goes: on the page, before the paragraph, into the font table; nowhere, or nowhere with all groups inside."""

CHARACTERS: dict[str, str] = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "page": "\n",
    "column": "\n",
    "~": "\u00a0",
    "_": "-",
    "-": "",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
}

HEADERS = frozenset({"header", "headerl", "headerr", "headerf"})
FOOTERS = frozenset({"footer", "footerl", "footerr", "footerf"})
BOXES = frozenset({"shptxt", "dptxbxtext"})
STORIES = HEADERS | FOOTERS | BOXES | {"footnote", "annotation"}

# Destinations that may be passed over by a program that does not know them, and that are known here.
KNOWN_OPTIONAL = STORIES | {"shpinst", "do", "nesttableprops", "ud", "pntext", "listtext", "moMath", "moMathPara"}

TARGETS: dict[str, Target] = {
    "fonttbl": "fonts",
    "listtext": "label",
    "pntext": "label",
    "ud": "text",
    # Text that stands in these themselves is none of the page's; some group inside is.
    **dict.fromkeys(("upr", "shpinst", "do", "nesttableprops"), "quiet"),
    **dict.fromkeys(
        (
            *("colortbl", "stylesheet", "info", "listtable", "listoverridetable", "revtbl", "filetbl", "pict", "fldinst", "nonshppict"),
            *("nonesttables", "shprslt", "sp", "sn", "sv", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn"),
            *("pntxta", "pntxtb", "xe", "tc", "tcn", "rxe", "txe", "objclass", "objname", "objdata", "bkmkstart", "bkmkend", "datafield"),
            *("mctrlPr", "falt", "fontemb", "panose"),
        ),
        "skip",
    ),
}
