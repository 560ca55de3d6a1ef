"""All files of words made one vocabulary: read, merged with the additions, checked each by itself and against one another."""

from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.errors import MissingPathError
from pipeline.vocabulary.checks import check, meaning_faults, read_file
from pipeline.vocabulary.merge import Merged, Move, merge
from pipeline.vocabulary.references import reference_faults
from pipeline.vocabulary.shapes import FILES, Vocabulary
from pipeline.vocabulary.strict_yaml import Fault, Node, Spot, Tree

_PACKAGE = Path(__file__).parent.parent
_BUILTIN = "vocab"


class Assembly(NamedTuple):
    """The vocabulary, or None where there are faults; the values of each file with their places, and of the additions alone."""

    vocabulary: Vocabulary | None
    nodes: dict[str, Node]
    own: dict[str, Node]
    moves: list[Move]
    faults: list[Fault]


def builtin_folder() -> Path:
    """Where the built-in vocabulary stands: inside an installed package, or beside it in a checkout."""
    inside = _PACKAGE / _BUILTIN
    return inside if inside.is_dir() else _PACKAGE.parent / _BUILTIN


def assemble(builtin: Path, additions: Path | None = None) -> Assembly:
    """The words of the folder `builtin`, which holds every file, and of the folder `additions`, which holds some.

    Every fault of both is told. MissingPathError where `additions` is no folder.
    """
    base = {name: read_file(builtin / f"{name}.yaml", f"{_BUILTIN}/{name}.yaml") for name in FILES}
    own, faults = _read_additions(additions) if additions else ({}, [])
    faults += [fault for tree in (*base.values(), *own.values()) for fault in tree.faults]
    merged = {name: _merged(name, tree, own.get(name)) for name, tree in base.items()}
    faults += [fault for one in merged.values() for fault in one.faults]
    values: dict[str, Any] = {}
    for name, one in merged.items() if not faults else ():
        values[name], found = check(one.node, Vocabulary.model_fields[name].annotation)
        faults += found
    nodes = {name: one.node for name, one in merged.items()}
    faults += reference_faults(nodes) if not faults else ()
    vocabulary = None if faults else Vocabulary(**values, additions=tuple(f"{name}.yaml" for name in own))
    alone = {name: tree.node for name, tree in own.items()}
    return Assembly(vocabulary, nodes, alone, [move for one in merged.values() for move in one.moves], faults)


def _merged(name: str, base: Tree, own: Tree | None) -> Merged:
    if own is None:
        return Merged(base.node, [], [])
    merged = merge(name, base.node, own.node)
    return merged._replace(faults=[*merged.faults, *meaning_faults(own.node)])


def _read_additions(folder: Path) -> tuple[dict[str, Tree], list[Fault]]:
    """The files of additions, in the order of the built-in ones, and what is wrong with the folder."""
    if not folder.is_dir():
        raise MissingPathError(str(folder), "нужна папка с файлами слов" if folder.exists() else "")
    files = sorted(path.name for path in folder.iterdir() if path.suffix in {".yaml", ".yml"} and not path.name.startswith("."))
    known = [f"{name}.yaml" for name in FILES]
    faults = [_stray(folder, name, known) for name in files if name not in known]
    if not files:
        faults = [Fault(Spot(str(folder), 1), "в папке нет ни одного файла словаря", f"назовите файлы как встроенные: {', '.join(known)}")]
    return {name: read_file(folder / f"{name}.yaml", str(folder / f"{name}.yaml")) for name in FILES if f"{name}.yaml" in files}, faults


def _stray(folder: Path, name: str, known: list[str]) -> Fault:
    near = get_close_matches(name, known, n=1)
    advice = f"может быть, {near[0]}?" if near else f"назовите его как один из встроенных: {', '.join(known)}"
    return Fault(Spot(str(folder / name), 1), "файл с таким именем программа не читает", advice)
