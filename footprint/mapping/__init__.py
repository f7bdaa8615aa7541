"""A mapping proposed from the cells of a list whose headers say too little: a leaf, for the doors.

>>> import footprint.mapping
>>> rows = [{"Spalte 1": "Kakaobohnen", "Spalte 2": "Ghana", "Spalte 3": 12.5, "Spalte 4": "kg"}]
>>> proposal = footprint.mapping.propose(rows)
>>> [(guess.key, guess.letter) for guess in proposal.columns]
[('item', 'A'), ('origin', 'B'), ('amount', 'C'), ('unit', 'D')]
"""

from footprint.mapping.proposal import Guess, Proposal, propose
from footprint.stages.read import Column, Profile, load_profile

__all__ = ["Column", "Guess", "Profile", "Proposal", "load_profile", "propose"]
