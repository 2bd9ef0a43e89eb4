"""The program that serves pages carries no library of statistics, and none of documents until one
is asked for."""

import subprocess
import sys

from tests.world import ROOT

HEAVY = ("sklearn", "scipy", "numpy", "statsmodels", "pandas", "highspy", "typst", "docx", "lxml")


def loaded(*modules: str) -> set[str]:
    """The heavy ones that importing these brings along, in an interpreter of their own."""
    asked = f"import sys, {', '.join(modules)}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return {name.split(".")[0] for name in done.stdout.split()} & set(HEAVY)


def test_serving_pages_imports_none_of_it() -> None:
    assert loaded("app.main", "app.cli", "app.advice.outlook") == set()


def test_fitting_does() -> None:
    """That the test above can fail."""
    assert {"sklearn", "scipy", "numpy"} <= loaded("app.advice.fitting")
