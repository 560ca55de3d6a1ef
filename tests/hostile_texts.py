"""Roadmaps whose every text is one that somebody put there to be run."""

import hashlib

from pipeline.document import Source
from pipeline.model import Activity, Approval, Deadline, Match, Organisation, Responsible, Result, Roadmap, Stage
from pipeline.problems import problem


def hostile_roadmap(text: str) -> Roadmap:
    """A roadmap with the text wherever a document can put one; unsure, so that a person is asked about it."""
    asked = Match(review=True)
    training = Activity(
        number=text,
        lead=text,
        text=text,
        match=asked,
        deadlines=(Deadline(text=text, kind="unclear", edtf="2024-09", match=asked),),
        responsibles=(Responsible(text=text, role="other", person=text, match=asked),),
        results=(Result(text=text),),
    )
    return Roadmap(
        source=Source(file=text, sha256=hashlib.sha256(text.encode()).hexdigest(), format="docx", characters=1),
        title=text,
        organisation=Organisation(text=text, name=text, number=text, locality=text, district=text, region=text, match=asked),
        approval=Approval(text=text, number=text, act=text, person=text, position=text, match=asked),
        stages=(Stage(number=text, name=text, code="other", match=asked, activities=(training,)),),
        problems=(problem("footnote", text),),
    )
