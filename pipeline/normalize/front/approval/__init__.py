"""The act that approved a plan: «УТВЕРЖДАЮ …», «Приложение 2 к Приказу от 01.09.2022 № 246-о/д»."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.model import Approval
from pipeline.normalize.front.approval.act_numbers import spread
from pipeline.normalize.front.approval.acts import Reading, read_act
from pipeline.normalize.front.approval.signature import Signature, read_signature
from pipeline.normalize.front.openings import Opening, find_act, is_misspelt, names_authority, opening
from pipeline.normalize.words.sureness import judge
from pipeline.text import squash, words
from pipeline.vocabulary.shapes import Documents, Vocabulary


class Block(NamedTuple):
    """One approval block: what it begins with, its text, and what was read of it."""

    begun: Opening | None
    text: str
    act: Reading
    signature: Signature
    evidence: tuple[str, ...]

    @property
    def tells(self) -> bool:
        """Whether it tells an act, a date or a person."""
        return bool(self.act.act or self.act.number or (self.act.date and self.act.date.date) or self.signature.person)


def read_approval(blocks: Iterable[Sequence[str]], vocabulary: Vocabulary) -> Approval:
    """The approval that the blocks tell: the act of one (kind, number and date belong together), the person of the same or another.

    blocks: the lines of each block, tidy. Nothing is told where no act, date or person is; a block that should have told one
    is kept with its text, unread, for a person to look at.
    """
    found = [_read_block(lines, vocabulary) for lines in blocks if lines]
    told = [block for block in found if block.tells]
    if not told:
        unread = [block for block in found if block.begun == "approval" or find_act(block.text, vocabulary.documents)]
        return _unread(unread, vocabulary) if unread else Approval()
    best = max(told, key=_fullness)
    signed = best if best.signature.person else next((block for block in told if block.signature.person), best)
    two = [block for block in told if block.act.number and best.act.number and block.act.number != best.act.number]
    evidence = (*best.evidence, *(signed.evidence if signed is not best else ()), *(["two_acts"] if two else []))
    date = best.act.date or (signed.act.date if not best.act.act else None)
    return Approval(
        act=best.act.act,
        number=best.act.number,
        date=date.date if date else None,
        person=signed.signature.person,
        position=signed.signature.position or best.signature.position,
        text=best.text if signed is best else f"{best.text} {signed.text}",
        match=judge("approval", _weakest(evidence, vocabulary), vocabulary.review),
    )


def _fullness(block: Block) -> tuple[bool, bool, bool, bool]:
    date = block.act.date
    is_record = "protocol" in block.evidence
    return bool(date and date.date) and not is_record, block.act.number is not None, block.act.act is not None, block.begun == "approval"


def _unread(blocks: Sequence[Block], vocabulary: Vocabulary) -> Approval:
    block = blocks[0]
    match = judge("approval", "unread", vocabulary.review)
    return Approval(position=block.signature.position, text=block.text, match=match)


def _weakest(evidence: Iterable[str], vocabulary: Vocabulary) -> str:
    scores = vocabulary.review.scores.approval
    return min(("found", *evidence), key=lambda code: scores[code])


def _read_block(lines: Sequence[str], vocabulary: Vocabulary) -> Block:
    documents = vocabulary.documents
    begun = opening(lines[0], documents)
    text = squash(" ".join(lines))
    act = read_act(spread(text), vocabulary)
    signature = read_signature(lines, vocabulary)
    evidence = [*act.evidence, *(["name_guessed"] if signature.is_guess else [])]
    evidence += ["side_by_side"] if _are_mixed(text, documents) else []
    evidence += ["authority"] if begun == "act" and names_authority(text, documents) else []
    evidence += ["misspelt"] if is_misspelt(lines[0], documents) else []
    return Block(begun, text, act, signature, tuple(evidence))


def _are_mixed(text: str, documents: Documents) -> bool:
    """Whether the titles of two blocks follow one another with nothing between: what stands below them is of both.

    >>> from pipeline.vocabulary import load
    >>> _are_mixed("ПРИНЯТО УТВЕРЖДАЮ на совете Директор", load().documents), _are_mixed("Принято и утверждено", load().documents)
    (True, False)
    """
    row = words(text)[:4]
    return any(opening(one, documents) == "other" and opening(two, documents) == "approval" for one, two in pairwise(row))
