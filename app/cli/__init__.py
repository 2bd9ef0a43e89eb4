"""The console script `samedoor`."""

from app.cli.main import main

__all__ = ["main"]
