"""What must be so on every worker before any work is sent to it."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.batch.versions import versions_of_program
from pipeline.cluster.errors import LostClusterError, NotSharedError, OtherVersionsError
from pipeline.cluster.site import Sight, Site, look

_MOST = 3
"""Differences and paths that a message names."""


def check(client: Any, address: str, site: Site, sources: Sequence[Path]) -> None:
    """OtherVersionsError or NotSharedError, of the first worker by its address that is not fit."""
    sights = _sights(client, address, site, sources)
    for worker, sight in sights.items():
        if not isinstance(sight, Sight):
            raise OtherVersionsError(worker, f"программа там не запускается: {type(sight).__name__}: {sight}")
        if others := differing(versions_of_program(), sight.versions):
            raise OtherVersionsError(worker, others)
        if sight.unseen:
            raise NotSharedError(worker, _few(sight.unseen))


def threads(client: Any) -> int:
    """How many files the workers can read at once."""
    return max(1, sum(map(int, client.nthreads().values())))


def differing(here: Iterable[str], there: Iterable[str]) -> str:
    """What stands there and not here, or the other way round; nothing where all is the same."""
    ours, theirs = set(here), set(there)
    extra, lacking = sorted(theirs - ours), sorted(ours - theirs)
    return "; ".join(text for text in (f"там {_few(extra)}" * bool(extra), f"здесь {_few(lacking)}" * bool(lacking)) if text)


def _sights(client: Any, address: str, site: Site, sources: Sequence[Path]) -> Mapping[str, object]:
    probe = site.spool / f"probe-{secrets.token_hex(8)}"
    token = secrets.token_hex(16)
    probe.write_text(token)
    try:
        found = client.run(look, site, probe, token, [path.absolute() for path in sources if path.exists()], on_error="return")
    except OSError as error:
        raise LostClusterError(address, str(error)) from error
    finally:
        for path in site.spool.glob(f"{probe.name}*"):
            path.unlink(missing_ok=True)
    return dict(sorted(found.items()))


def _few(texts: Sequence[str]) -> str:
    more = f" и ещё {len(texts) - _MOST}" if len(texts) > _MOST else ""
    return ", ".join(texts[:_MOST]) + more
