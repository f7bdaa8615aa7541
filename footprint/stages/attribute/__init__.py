"""Stage 5, attribute: to what, to where, to whom the impact belongs; and what was not counted."""

from footprint.stages.attribute.groups import Groups, group
from footprint.stages.attribute.ledger import Ledger, attribute

__all__ = ["Groups", "Ledger", "attribute", "group"]
