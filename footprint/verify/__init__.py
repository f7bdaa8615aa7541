"""Checks on the factors themselves: what ``footprint factors verify`` runs and the tests run too.

A leaf: no stage imports it.
"""

from footprint.verify.run import Check, verify

__all__ = ["Check", "verify"]
