"""What archives need beside the standard library."""

from pipeline.archives.errors import MissingUnpackerError
from pipeline.extract.tools import Tool, has_library


def _unpacks_rar() -> bool:
    if not has_library("rarfile"):
        return False
    from pipeline.archives.rar import find_unpacker  # noqa: PLC0415 - the library may not be there

    return find_unpacker()


PY7ZR = Tool(
    name="py7zr",
    adds="распаковывает архивы 7-Zip",
    install='python -m pip install "py7zr>=1.1.4,<2"',
    is_here=lambda: has_library("py7zr"),
)
RARFILE = Tool(
    name="rarfile",
    adds="находит файлы в архивах RAR",
    install='python -m pip install "rarfile>=4.2"',
    is_here=lambda: has_library("rarfile"),
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
