"""What the traced campaign tells of what a run opened: its own business is passed over, and nothing else."""

from pathlib import Path

from tests.hostile.surroundings import trespasses

LOG = """\
1 openat(AT_FDCWD</w>, "/w/mail/план.docx", O_RDONLY|O_CLOEXEC) = 3</w/mail/план.docx>
1 openat(AT_FDCWD</w>, "/etc/passwd", O_RDONLY) = 3</etc/passwd>
1 clone3({flags=CLONE_VFORK, exit_signal=SIGCHLD}, 88) = 2
2 execve("/usr/bin/soffice", ["soffice", "--headless"], 0x7ffd /* 20 vars */) = 0
2 vfork( <unfinished ...>
3 openat(AT_FDCWD</w>, "/etc/group", O_RDONLY|O_CLOEXEC) = 3</etc/group>
2 <... vfork resumed>) = 3
3 openat(AT_FDCWD</w>, "/w/outside", O_RDONLY|O_CLOEXEC) = 4</w/outside>
3 openat(AT_FDCWD</w>, "/etc/group", O_RDWR|O_CLOEXEC) = 4</etc/group>
3 connect(5, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}, 16) = 0
1 openat(AT_FDCWD</w>, "/w/out/plan.csv", O_WRONLY|O_CREAT, 0666) = 3</w/out/plan.csv>
1 openat(AT_FDCWD</w>, "/w/mail/план.docx", O_RDWR|O_CLOEXEC) = 3</w/mail/план.docx>
1 openat(AT_FDCWD</w>, "/w/none", O_RDONLY|O_CLOEXEC) = -1 ENOENT (No such file or directory)
"""


def test_only_what_is_not_the_business_of_a_run_is_told(tmp_path: Path) -> None:
    log = tmp_path / "trace.txt"
    log.write_text(LOG, encoding="utf-8")
    assert list(trespasses(log, [Path("/w/mail")], [Path("/w/out")], [Path("/etc/passwd")])) == [
        "read: /etc/passwd",
        "read: /w/outside",
        "read: /etc/group",
        '3 connect(5, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}, 16) = 0',
        "written: /w/mail/план.docx",
    ]
