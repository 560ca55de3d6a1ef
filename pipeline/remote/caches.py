"""Where this machine keeps what belongs to an output at a URL: the journal, and the dataset as it was last taken there.

It is kept here and not there, because it is written all the time, grows to gigabytes, and can be worked out again.
"""

import hashlib
import os
import sys
from pathlib import Path

from pipeline.remote.url import Url


def folder_of(out: Url) -> Path:
    """The folder for one output, always the same: `XDG_CACHE_HOME` says where, or else the custom of the system."""
    return _caches() / "roadmaps" / hashlib.sha256(out.text.rstrip("/").encode()).hexdigest()[:16]


def _caches() -> Path:
    if named := os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA"):
        return Path(named)
    return Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")
