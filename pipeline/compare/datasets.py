"""Datasets that `convert` wrote, as pandas frames; each plan with what plans are grouped by."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.compare import organisations
from pipeline.errors import NoDatasetError
from pipeline.export.stored import read_package
from pipeline.model import SCHEMA_VERSION

TABLES = ("documents", "stages", "activities", "deadlines", "responsibles", "problems")
GROUPS = ("region", "kind", "district", "year")
UNKNOWN = "не указан"
LEAST_PLANS = 3
"""Of fewer plans neither a median nor a mean is told: it would be the plan itself."""


class Datasets(NamedTuple):
    """The tables of one or several datasets, put together; every row says in `dataset` which it is of.

    `documents` also carries `organisation` (what to call it), `organisation_key` (the same for one organisation in each
    dataset), and `year`: the school year «2023/24», the year «2024», the years «2021–2024».
    """

    names: tuple[str, ...]
    documents: pd.DataFrame
    stages: pd.DataFrame
    activities: pd.DataFrame
    deadlines: pd.DataFrame
    responsibles: pd.DataFrame
    problems: pd.DataFrame


def load(folders: Sequence[Path]) -> Datasets:
    """The datasets of the folders, in their order, the newest last; a folder that is named twice counts once.

    MissingPathError where there is no such folder; NoDatasetError where it is no dataset, is of another version, lacks a table, or
    holds no plan. A plan that is in several of the datasets, equal to the byte, counts once: in the last of them.
    """
    folders = list({folder.resolve(): folder for folder in folders}.values())
    names = _names(folders)
    frames: dict[str, list[pd.DataFrame]] = {table: [] for table in TABLES}
    seen: set[str] = set()
    for name, folder in reversed(list(zip(names, folders, strict=True))):
        tables = _read(folder)
        for table, frame in tables.items():
            frames[table].insert(0, frame[~frame["document_id"].isin(seen)].assign(dataset=name))
        seen |= set(tables["documents"]["document_id"])
    whole = {table: _concatenated(parts) for table, parts in frames.items()}
    return Datasets(names=names, **{**whole, "documents": described(whole["documents"])})


def _names(folders: Sequence[Path]) -> tuple[str, ...]:
    """What to call each: its folder's name, or the path where two are called the same."""
    short = [folder.resolve().name or str(folder) for folder in folders]
    return tuple(name if short.count(name) == 1 else str(folder) for name, folder in zip(short, folders, strict=True))


def _read(folder: Path) -> dict[str, pd.DataFrame]:
    _check_version(folder)
    frames = {table: _table(folder, table) for table in TABLES}
    if frames["documents"].empty:
        raise NoDatasetError(str(folder), "в нём нет ни одного плана")
    return frames


def _check_version(folder: Path) -> None:
    version = read_package(folder).get("version")
    if version != SCHEMA_VERSION:
        raise NoDatasetError(str(folder), f"данные версии {version or 'без номера'}, а программа понимает версию {SCHEMA_VERSION}")


def _table(folder: Path, name: str) -> pd.DataFrame:
    path = folder / "parquet" / f"{name}.parquet"
    try:
        return _with_nones(pq.read_table(path).to_pandas(date_as_object=True))
    except FileNotFoundError:
        raise NoDatasetError(
            str(folder), f"нет таблицы parquet/{name}.parquet; её пишет convert, если среди --formats есть parquet"
        ) from None
    except (OSError, pa.ArrowException) as error:
        raise NoDatasetError(str(folder), f"таблица parquet/{name}.parquet не читается") from error


def _with_nones(frame: pd.DataFrame) -> pd.DataFrame:
    """What is absent is None in columns of texts and dates, so that it is what it is in the model, and not a number."""
    names = [name for name in frame.columns if not pd.api.types.is_numeric_dtype(frame[name])]
    return frame.assign(**{name: frame[name].astype(object).where(frame[name].notna(), None) for name in names})


def _concatenated(parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    found = list(parts)
    filled = [part for part in found if not part.empty]
    return pd.concat(filled, ignore_index=True) if filled else found[0]


# ------------------------------------------------------------ what plans are grouped by


def described(documents: pd.DataFrame) -> pd.DataFrame:
    """The documents with a key of the organisation, what to call it (`pipeline.compare.organisations`), and the year of the plan."""
    rows = documents[list(_TOLD)].to_dict("records")
    keys = organisations.keys(rows)
    return documents.assign(organisation=organisations.labels(rows, keys), organisation_key=keys, year=list(map(_year, rows)))


_TOLD = (
    "dataset", "file", "legal_form", "kind", "organisation_name", "organisation_number", "locality", "district", "region",
    "period_start", "period_end", "period_kind",
)  # fmt: skip


def _year(row: organisations.Record) -> str:
    start, end = row["period_start"], row["period_end"]
    if start is None or end is None:
        return UNKNOWN
    if row["period_kind"] == "academic_year":
        return f"{start.year}/{end.year % 100:02d}"
    return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"


def groups(documents: pd.DataFrame, by: Sequence[str]) -> pd.Series:
    """The group of each plan, by its document_id: what it has in the columns `by`, joined with « · »; «» where `by` names none."""
    columns = [documents[name] for name in by]
    names = [" · ".join(value or UNKNOWN for value in values) for values in zip(*columns, strict=True)] if by else [""] * len(documents)
    return pd.Series(names, index=documents["document_id"], dtype=object)


def peers(documents: pd.DataFrame, by: Sequence[str]) -> pd.Series:
    """A number for the plans that each plan is compared with: those of its group in its own dataset, so that no year speaks for another."""
    told = pd.DataFrame({"dataset": documents["dataset"].to_numpy(), "group": groups(documents, by).to_numpy()})
    return pd.Series(told.groupby(["dataset", "group"]).ngroup().to_numpy(), index=documents["document_id"])
