"""Where the goods go, in four languages: used in Belgium, re-exported, or in transit."""

from __future__ import annotations

from typing import Literal

from footprint.ground.text import fold

Destination = Literal["used_in_belgium", "re_exported", "transit", ""]

_WRITTEN: dict[Destination, str] = {
    "used_in_belgium": "used in belgium|belgium|be|belgie|belgique|belgien|domestic|gebruikt in belgie"
    "|in belgie gebruikt|binnenland|binnenlands gebruik|utilise en belgique|usage interieur|marche interieur"
    "|in belgien verwendet|inland|gebruik in belgie|verbruik in belgie|eigen gebruik|eigen verbruik|usage propre"
    "|consommation en belgique|eigenverbrauch|verbrauch in belgien",
    "re_exported": "re exported|reexported|re export|reexport|exported|export|uitvoer|heruitvoer|wederuitvoer"
    "|heruitgevoerd|reexporte|re exporte|reexportation|exportation|wiederausfuhr|reexportiert|ausfuhr",
    "transit": "transit|in transit|doorvoer|en transit|durchfuhr|transito",
}
_MEANS = {word: meaning for meaning, words in _WRITTEN.items() for word in words.split("|")}


def destination_of(written: str) -> Destination:
    """Return what a written destination means; "" for one that is not understood.

    >>> destination_of("Wederuitvoer"), destination_of("used_in_belgium"), destination_of("magazijn 3")
    ('re_exported', 'used_in_belgium', '')
    """
    return _MEANS.get(fold(written), "")
