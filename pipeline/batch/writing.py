"""From the journal to the published dataset, and the counts of what is in it."""

import hashlib
import heapq
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.anonymise import Anonymiser
from pipeline.batch.entries import entries, lines
from pipeline.batch.journal import Journal
from pipeline.batch.report import Look, Report
from pipeline.export import Entry, write
from pipeline.export.dataset import Words
from pipeline.export.publish import publish, staging
from pipeline.model import Roadmap
from pipeline.names import code_names
from pipeline.problems import Failure
from pipeline.vocabulary.shapes import Vocabulary

_MOST_LOOKS = 10
