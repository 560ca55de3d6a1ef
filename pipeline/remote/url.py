"""What a person named: a path of this machine, or a URL."""

import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit
from urllib.request import url2pathname

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://", re.ASCII)
_PASSWORD = re.compile(r"(?<=://)([^/@:]*):[^/@]*@")


class Url(NamedTuple):
    """Where something is that no path of this machine leads to."""

    text: str

    def __str__(self) -> str:
        """For messages: without a password.

        >>> str(Url("sftp://school:secret@host/plans"))
        'sftp://school:***@host/plans'
        """
        return _PASSWORD.sub(r"\1:***@", self.text)

    def child(self, name: str) -> str:
        """What a file below it is called."""
        return f"{str(self).rstrip('/')}/{name}"


Place = Path | Url


def place(text: str) -> Place:
    """A URL where it begins like one; one of this machine's files is a path, so that all that is promised of paths holds.

    >>> place("s3://bucket/plans"), place("plans/a.docx").name
    (Url(text='s3://bucket/plans'), 'a.docx')
    >>> place("file:///srv/my%20plans").name
    'my plans'
    """
    if not _URL.match(text):
        return Path(text)
    parts = urlsplit(text)
    is_here = parts.scheme.lower() == "file" and parts.netloc in ("", "localhost")
    return Path(url2pathname(parts.path)) if is_here else Url(text)
