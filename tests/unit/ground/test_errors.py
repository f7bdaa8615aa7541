"""The tree of errors, and the one form in which faults reach the user."""

from __future__ import annotations

import pytest

from footprint.ground.errors import FactorError, FootprintError, InputError, JoinError, Problem

PROBLEM = Problem("amount_missing", "error", "Sheet1!C12", "nothing", "an amount", "Fill in how much was bought.")
OTHER = Problem("origin_assumed", "info", "Sheet1!13", "no origin", "a country", "Fill in where it grew.")


@pytest.mark.parametrize("kind", [InputError, FactorError, JoinError])
def test_one_base_catches_them_all(kind: type[Exception]) -> None:
    assert issubclass(kind, FootprintError)
    assert not any(issubclass(kind, other) for other in {InputError, FactorError, JoinError} - {kind})


def test_a_problem_is_one_sentence_with_place_and_mend() -> None:
    told = "Sheet1!C12: amount_missing: found nothing; expected an amount. Fill in how much was bought."
    assert str(PROBLEM) == told


def test_a_problem_as_a_row_keeps_the_order_of_its_fields() -> None:
    assert list(PROBLEM.as_row()) == ["code", "severity", "where", "found", "expected", "fix"]
    assert PROBLEM.as_row()["where"] == "Sheet1!C12"


def test_an_input_error_carries_every_problem() -> None:
    with pytest.raises(InputError, match=r"Sheet1!C12: .*\nSheet1!13: ") as caught:
        raise InputError(iter([PROBLEM, OTHER]))
    assert caught.value.problems == (PROBLEM, OTHER)
