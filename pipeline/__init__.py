"""Reads the mentoring roadmaps of schools and makes comparable data of them.

from pipeline import vocabulary
from pipeline.extract import read            # read(path) -> Document: what is on the page
from pipeline.normalize import normalize     # normalize(document, vocabulary.load()) -> Roadmap: what it means
from pipeline.batch import convert           # convert(paths, out) -> Report: many files to tables
"""
