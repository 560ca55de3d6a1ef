"""LibreOffice turns a file into another format: without a window, without macros, without the network, and not for ever."""

import os
import signal
import subprocess
import tempfile
from pathlib import Path

from pipeline.extract.tools import program

TIMEOUT = 20.0
"""Seconds. A long document takes four; a worker has thirty for all of a file, and must still be able to read it in another way."""

_ITEM = '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
# No macro runs, whoever signed it; no link is followed; what would still call out meets a proxy that nobody is behind.
_SETTINGS: tuple[tuple[str, str, str], ...] = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Writer/Content/Update", "Field", "false"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
_PROFILE = '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'


def convert(data: bytes, suffix: str, target: str, timeout: float = TIMEOUT) -> bytes | None:
    """A file of LibreOffice's filter `target` («docx») made of the bytes of one with `suffix` («.doc»).

    None where LibreOffice is not here, cannot read the file, or takes longer than `timeout` seconds: then it is ended with all
    that it started. It works in a folder of its own with a profile of its own, which nothing outlives.
    """
    soffice = program("soffice", "libreoffice")
    if soffice is None:
        return None
    # On Windows a file may still be held for a moment by what was ended.
    with tempfile.TemporaryDirectory(prefix="roadmaps-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"document{suffix}"
        source.write_bytes(data)
        _write_profile(folder / "profile")
        options = ["--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard"]
        # It would try whether it may write into the folder of extensions of all users, which whoever runs it as root may.
        own = [f"-env:UserInstallation={(folder / 'profile').as_uri()}", f"-env:UNO_SHARED_PACKAGES_CACHE={(folder / 'shared').as_uri()}"]
        _run([soffice, *own, *options, "--convert-to", target, "--outdir", str(folder / "out"), str(source)], folder, timeout)
        result = folder / "out" / f"document.{target}"
        return result.read_bytes() if result.is_file() else None


def _write_profile(folder: Path) -> None:
    items = "".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(_PROFILE.format(items=items), encoding="utf-8")


def _run(command: list[str], folder: Path, timeout: float) -> None:
    """Runs a program to its end, or to the end of its time."""
    environment = {**os.environ, "HOME": str(folder), "SAL_USE_VCLPLUGIN": "svp"}
    nowhere = subprocess.DEVNULL
    with subprocess.Popen(  # noqa: S603 - LibreOffice of this machine, and names of our own folder
        command, cwd=folder, env=environment, start_new_session=True, stdin=nowhere, stdout=nowhere, stderr=nowhere
    ) as process:
        try:
            process.wait(timeout)
        except subprocess.TimeoutExpired:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends a process with all that it started."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
