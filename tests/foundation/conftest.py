"""Commands as a person types them."""

import io
import sys

import pytest

from app.cli.main import main


@pytest.fixture
def samedoor(capsys, monkeypatch):
    """Run a command; its exit code, output and errors."""

    def run(*words: str, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["samedoor", *words])
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        with pytest.raises(SystemExit) as stopped:
            main()
        said = capsys.readouterr()
        return int(stopped.value.code or 0), said.out, said.err

    return run
