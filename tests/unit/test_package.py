"""The front door: public names, loaded at first use."""

from __future__ import annotations

import subprocess
import sys

import pytest

import footprint

HEAVY = ("pandas", "numpy", "pyarrow", "pint", "fastapi", "jinja2", "xlsxwriter")


@pytest.mark.parametrize("name", footprint.__all__)
def test_every_public_name_can_be_had_and_explains_itself(name: str) -> None:
    assert getattr(footprint, name).__doc__
    assert name in dir(footprint)


def test_a_name_that_is_not_public_is_refused() -> None:
    with pytest.raises(AttributeError, match="module 'footprint' has no attribute 'footprints'"):
        _ = footprint.footprints


def imported(statement: str) -> set[str]:
    """Return the modules a fresh interpreter has after a statement."""
    code = f"import sys\ntry:\n    {statement}\nexcept SystemExit:\n    pass\nprint('\\n'.join(['', *sys.modules]))"
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own interpreter
    return set(run.stdout.splitlines())


def test_importing_the_package_imports_nothing_heavy() -> None:
    found = imported("import footprint")
    assert "footprint" in found
    assert not found & set(HEAVY)


def test_help_on_the_command_line_imports_nothing_heavy() -> None:
    found = imported(
        "sys.argv = ['footprint', '--help']; import runpy; runpy.run_module('footprint', run_name='__main__')"
    )
    assert "footprint.cli.app" in found
    assert not found & set(HEAVY)


def test_python_m_footprint_is_the_command_line() -> None:
    run = subprocess.run([sys.executable, "-m", "footprint", "--help"], capture_output=True, text=True, check=True)
    assert "assess" in run.stdout
    assert "explain" in run.stdout
