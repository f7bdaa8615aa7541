"""The command line as the tests run it."""

from __future__ import annotations

from typer.testing import CliRunner

from footprint.cli.app import app


def run(*words: object):
    return CliRunner().invoke(app, [str(word) for word in words])
