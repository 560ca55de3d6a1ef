"""What a console can show: one line a message, and no letter that breaks the work."""

import io
import re
import sys

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def one_line(text: str) -> str:
    """The text with a space for each control character: the name of a file may hold line breaks and commands to the terminal."""
    return _CONTROL.sub(" ", text)


def complain(message: str) -> None:
    """Says one line on stderr."""
    print(one_line(message), file=sys.stderr)


def never_fail_to_print() -> None:
    """A console that cannot show a letter shows «?» instead: the work is not lost for that."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
