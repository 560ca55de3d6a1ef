"""What all files of words are made of: files, codes, phrases."""

from pipeline.document import Frozen

Phrases = tuple[str, ...]


class File(Frozen):
    """One file of words. Compared by identity, so that an index built from it can be cached at no cost."""

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


class Entry(Frozen):
    """A code and the phrases that mean it."""

    code: str
    phrases: Phrases


class Named(Entry):
    """A code with a name for reports."""

    name: str
