"""Every error this library raises on purpose.

    FootprintError
    ├── InputError      the user's to fix; carries all the problems found, not the first one
    ├── FactorError     a factor or an inventory that does not exist, is ambiguous, or whose edition is damaged
    └── JoinError       two tables that should have met did not (a fault of ours)

A :class:`Problem` is the one form in which faults reach the user: as a line of the command line, a row of the
workbook's sheet of problems, and the body of an HTTP answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault or remark, with its place and its mend.

    Parameters
    ----------
    code
        Stable name, listed in docs/problems.md ("amount_ambiguous").
    severity
        "error": the line cannot be counted; "warning": counted, but look at it; "info": what was assumed.
    where
        "Sheet1!C12" for a cell, "Sheet1!12" for a line, "Sheet1" or a file name for a whole.
    found, expected, fix
        What stood there, what would have been right, and what the user can do.
    """

    code: str
    severity: Severity
    where: str
    found: str
    expected: str
    fix: str

    def as_row(self) -> dict[str, str]:
        """Return the problem as a flat mapping, keys in the order of the fields."""
        return asdict(self)

    def __str__(self) -> str:
        return f"{self.where}: {self.code}: found {self.found}; expected {self.expected}. {self.fix}"


class FootprintError(Exception):
    """Base of all errors raised on purpose."""


class InputError(FootprintError):
    """The input has faults that stop it; ``problems`` lists them all."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class FactorError(FootprintError):
    """A factor, inventory or edition is missing, ambiguous or damaged."""


class JoinError(FootprintError):
    """A join broke its promise: keys missing, doubled or lost (law L3)."""
