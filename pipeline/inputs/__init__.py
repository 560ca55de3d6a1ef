"""The files below the paths that a person named: which are read, what the outputs call them, and which are passed over."""

from pipeline.inputs.expanding import expand
from pipeline.inputs.finding import find
from pipeline.inputs.found import Found
from pipeline.inputs.gathering import Input, Inputs, gather, named_members
from pipeline.inputs.member import Member
from pipeline.inputs.passing import no_file

__all__ = ["Found", "Input", "Inputs", "Member", "expand", "find", "gather", "named_members", "no_file"]
