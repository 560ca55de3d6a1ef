"""All that can be said of words before they are used: faults, advice, what moves, and what an edit changes in documents."""

from pathlib import Path
from typing import NamedTuple

from pipeline import vocabulary
from pipeline.lexicography.advice import Advice, advise
from pipeline.lexicography.copies import copy_advice
from pipeline.lexicography.readback import misread
from pipeline.lexicography.trial import Progress, Trial, samples_folder, try_words
from pipeline.vocabulary.assembly import assemble, builtin_folder
from pipeline.vocabulary.merge import Move
from pipeline.vocabulary.strict_yaml import Fault


class Check(NamedTuple):
    """What was found. Where there are faults, nothing else was looked for; trial: None where there was nothing to compare."""

    faults: list[Fault]
    advice: list[Advice]
    moves: list[Move]
    trial: Trial | None


def check_words(additions: Path | None, samples: Path | None, progress: Progress) -> Check:
    """Checks the built-in words, or the additions in a folder over them; those are tried on the documents in
    `samples`, by default those that come with the program. MissingPathError where `additions` is no folder.
    """
    built = assemble(builtin_folder(), additions)
    if built.vocabulary is None:
        return Check(built.faults, [], [], None)
    advice = [*advise(built.nodes, built.own), *misread(built.nodes, built.own, built.vocabulary)]
    if additions is None:
        return Check([], sorted(advice), [], None)
    advice += copy_advice(assemble(builtin_folder()).nodes, built.own, built.moves)
    trial = try_words(samples or samples_folder(), vocabulary.load(), built.vocabulary, progress)
    return Check([], sorted(advice), built.moves, trial)
