"""A page opened in the browser of a person who sits before the machine; where nobody does, nothing happens."""

import os
import subprocess
import sys
from pathlib import Path

_LONGEST = 5.0
"""Seconds that an opener may take; one that takes longer has begun its work, or never will."""


def open_page(path: Path) -> bool:
    """Opens the file with what the system opens pages with; whether that was begun. Never raises, and never waits long.

    `webbrowser` may run a browser of the terminal, which waits for keys, so it runs apart, without the terminal.
    """
    if not _has_desktop():
        return False
    command = [sys.executable, "-m", "webbrowser", path.resolve().as_uri()]
    quiet = subprocess.DEVNULL
    try:
        done = subprocess.run(command, stdin=quiet, stdout=quiet, stderr=quiet, timeout=_LONGEST, check=False)  # noqa: S603 - a file URI of our own report
        return done.returncode == 0
    except subprocess.TimeoutExpired:
        return True
    except OSError:
        return False


def _has_desktop() -> bool:
    """Whether a person looks on: the output is a terminal's, no service of tests runs this, and there is a screen."""
    if os.environ.get("CI") or not sys.stdout.isatty():
        return False
    return sys.platform in {"win32", "darwin"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
