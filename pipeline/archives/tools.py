"""What archives need beside the standard library."""

from importlib import import_module

from pipeline.archives.errors import MissingUnpackerError
from pipeline.extract.tools import Tool


def _can_load(library: str) -> bool:
    """Whether a library and all that it needs itself can be loaded: one of its parts may be missing."""
    import_module(library)
    return True


def _unpacks_rar() -> bool:
    found: bool = import_module("pipeline.archives.rar").find_unpacker()
    return found


PY7ZR = Tool(
    name="py7zr",
    adds="распаковывает архивы 7-Zip",
    install='python -m pip install "py7zr>=1.1.4,<2"',
    is_here=lambda: _can_load("py7zr"),
)
RARFILE = Tool(
    name="rarfile",
    adds="находит файлы в архивах RAR",
    install='python -m pip install "rarfile>=4.2"',
    is_here=lambda: _can_load("rarfile"),
)
UNRAR = Tool(
    name="unar",
    adds="распаковывает архивы RAR",
    install="apt-get install unar (Windows 10 и macOS умеют сами)",
    is_here=_unpacks_rar,
)


def missing(tool: Tool) -> MissingUnpackerError:
    """The failure of an archive for want of a tool."""
    return MissingUnpackerError("", f"{tool.name}; установить: {tool.install}")
