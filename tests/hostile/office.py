"""Hostile office files: DOCX, ODT, ODS, XLSX, HTML."""

from tests.hostile import office_bombs, office_entities, office_kept
from tests.hostile.case import Case

CASES: list[Case] = [*office_entities.cases(), *office_bombs.cases(), *office_kept.cases()]
