"""The kinds of template, each one declaration: its columns, what is asked about them, and what is told around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from footprint.ground.language import mark
from footprint.ground.tables import PURCHASES, InputColumn

NEEDED, ADVISED, OPTIONAL = mark("needed"), mark("advised"), mark("optional")


@dataclass(frozen=True, slots=True)
class Ask:
    """How a template asks for one column, beyond what the column declares.

    Parameters
    ----------
    width
        Width of the column [characters].
    hint
        Shown when a cell is selected; a cell's help holds at most 255 characters, in any language.
    need
        How much it is wanted; "" leaves it to the declaration of the column.
    fill
        Whether an empty cell on a line with something else is coloured; True also for what columns require.
    choices
        Name of the list to choose from, or "".
    free
        Whether a text that is not in the list passes without a warning.
    """

    width: float
    hint: str
    need: str = ""
    fill: bool = False
    choices: str = ""
    free: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """One kind of template.

    Parameters
    ----------
    kind, version
        Stand in the first cell of every sheet; the version grows when the layout changes.
    title
        Heading of the first sheet.
    sheet
        Name of the sheet to fill in, by language; its small letters are the file name of the instructions.
    columns
        The columns, in order.
    asks
        Key -> how it is asked for.
    stands_in
        Key -> the key of a column that will do in its place.
    rules
        What to know before filling in.
    """

    kind: str
    version: int
    title: str
    sheet: Mapping[str, str]
    columns: tuple[InputColumn, ...]
    asks: Mapping[str, Ask]
    stands_in: Mapping[str, str]
    rules: tuple[str, ...]

    def need(self, column: InputColumn) -> str:
        """Return how much a column is wanted, in English."""
        return self.asks[column.key].need or (NEEDED if column.required else OPTIONAL)

    def filled(self, column: InputColumn) -> bool:
        """Return whether every line wants a value in this column."""
        return column.required or self.asks[column.key].fill


_PURCHASES = Template(
    kind="purchases",
    version=1,
    title=mark("Purchases for the biodiversity footprint"),
    sheet={"en": "Purchases", "nl": "Aankopen", "fr": "Achats", "de": "Einkäufe"},
    columns=PURCHASES,
    asks={
        "item": Ask(
            32,
            mark("Choose from the list, or write the name as your own system has it."),
            mark("needed, unless there is a customs code"),
            choices="products",
            free=True,
        ),
        "hs_code": Ask(
            15,
            mark(
                "2 to 10 digits. The cell is text, so zeros in front stay. Beside a code, any name of the item will do."
            ),
        ),
        "origin": Ask(
            20,
            mark("Where it grew or was made, not where the supplier is. Leave it empty if you do not know."),
            ADVISED,
            choices="countries",
        ),
        "amount": Ask(17, mark("A number alone; its unit stands in the next column. Empty is unknown, never zero.")),
        "unit": Ask(
            14,
            mark("Mass (kg, t), volume (l, m3) or money (EUR). An amount of money needs its year too."),
            NEEDED,
            fill=True,
            choices="units",
        ),
        "supplier": Ask(21, mark("Any name; it helps you to find the line again.")),
        "year": Ask(12, mark("A year such as 2023, or the date of the purchase."), mark("needed for amounts of money")),
        "practice": Ask(
            19,
            mark("How it was farmed. It gives a scenario beside the result, which it never changes."),
            choices="practices",
        ),
        "certification": Ask(
            21,
            mark("Choose a label, or write another. It is kept as evidence and lowers nothing."),
            choices="certifications",
            free=True,
        ),
        "chain_of_custody": Ask(20, mark("How the label travels with the goods."), choices="chains"),
        "destination": Ask(
            21,
            mark("What is re-exported or in transit can be left out of the totals. Leave it empty if you do not know."),
            choices="destinations",
        ),
        "comment": Ask(26, mark("Whatever you want to remember; it is not interpreted.")),
    },
    stands_in={"item": "hs_code"},
    rules=(
        mark("An empty cell is unknown, never zero. Do not fill gaps with 0 or with a guess: gaps are shown as gaps."),
        mark(
            "Origin is the country of production: where it grew or was made, not where the supplier is. If you leave it"
            " empty, a mix of countries is used by a written rule, and the line says so."
        ),
        mark(
            "Every amount has its unit in the column beside it. Mass is best. A volume becomes tonnes by the density of"
            " the product, money by its price in the year of purchase."
        ),
        mark("Names may be those of your own system. What is not recognised is listed with its cell, never guessed."),
        mark("The example, and all else above the headings, is never counted."),
    ),
)

TEMPLATES: Mapping[str, Template] = {template.kind: template for template in (_PURCHASES,)}
"""Kind -> template."""
