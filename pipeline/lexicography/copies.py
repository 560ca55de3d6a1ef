"""Additions that repeat the built-in words: what of a copied file is needless, and what was deleted there in vain."""

from collections.abc import Iterator, Mapping, Sequence

from pipeline.lexicography.advice import Advice
from pipeline.text import fold
from pipeline.vocabulary.merge import Move, meanings
from pipeline.vocabulary.strict_yaml import Node

_MOST = 5
_COPIED = 0.5
"""A file with more than this share of the built-in phrases was made by copying, and what it lacks was deleted."""


def copy_advice(builtin: Mapping[str, Node], own: Mapping[str, Node], moves: Sequence[Move]) -> Iterator[Advice]:
    """A word on each file of additions that repeats built-in phrases."""
    moved = {fold(move.phrase) for move in moves}
    for name, node in own.items():
        known = {(group, fold(str(phrase.value))): str(phrase.value) for group, _, phrase in meanings(name, builtin[name])}
        said = {(group, fold(str(phrase.value))) for group, _, phrase in meanings(name, node)}
        repeated = [key for key in known if key in said and key[1] not in moved]
        if repeated:
            yield Advice(node.spot, f"фраз, которые уже есть во встроенном словаре: {len(repeated)}; их можно не повторять")
        lacking = [phrase for key, phrase in known.items() if key not in said]
        if lacking and len(repeated) > _COPIED * len(known):
            shown = ", ".join(f"«{phrase}»" for phrase in lacking[:_MOST]) + (" …" if len(lacking) > _MOST else "")
            yield Advice(
                node.spot,
                f"встроенных фраз, которых в этом файле нет: {len(lacking)} ({shown}); они действуют по-прежнему: удалить фразу нельзя, "
                "можно вписать её к другому коду",
            )
