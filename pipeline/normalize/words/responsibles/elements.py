"""Those whom a line names: the outcome of its grammar."""

from typing import Literal, NamedTuple

Doubt = Literal["glued", "mended", "ambiguous", "left_over", "unknown"]

OTHER, HEAD, DEPUTY = "other", "head", "deputy_head"
TERRITORIAL = "municipal_authority"


class Element(NamedTuple):
    """One whom a line names. All None: words that nobody knows. start: the place of its first word in the text.

    many: it is named in the plural, or a colon follows, so that several persons may belong to it. tied: a dash stands before it.
    """

    start: int
    role: str | None = None
    person: str | None = None
    areas: tuple[str, ...] = ()
    doubts: frozenset[Doubt] = frozenset()
    many: bool = False
    tied: bool = False
    depth: int = 0

    def doubted(self, *doubts: Doubt) -> "Element":
        """The same, with more doubts."""
        return self._replace(doubts=self.doubts | set(doubts))
