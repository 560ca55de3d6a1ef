"""What a console can show: one line a message, and no letter that breaks the work."""

import io
import re
import sys

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_DIRECTION = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Bidi controls, with which the name of a file passes for another: https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing."""


def one_line(text: str) -> str:
    """The text with a space for each control character, and the code of each mark of direction in its place.

    The name of a file, and what stands in it, may hold line breaks, commands to the terminal, links that it would open, and text that is
    shown backwards.

    >>> one_line("план\\x1b[2J\\n.docx"), one_line("план\\u202efdp.docx")
    ('план [2J .docx', 'план<U+202E>fdp.docx')
    """
    return _DIRECTION.sub(lambda found: f"<U+{ord(found[0]):04X}>", _CONTROL.sub(" ", text))


def complain(message: str) -> None:
    """Says one line on stderr."""
    print(one_line(message), file=sys.stderr)


def say(text: str) -> None:
    """Says lines on stdout; a text of none is nothing to say."""
    if text:
        print("\n".join(map(one_line, text.removesuffix("\n").split("\n"))), flush=True)


def never_fail_to_print() -> None:
    """A console that cannot show a letter shows «?» instead: the work is not lost for that."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
