"""The palette for eyes that see two colours, and for grey paper."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from footprint.stages.report.palette import ABROAD, BELGIUM, GLOBAL, GRADED, LADDER, LAND, QUALITATIVE
from footprint.stages.report.pictures.colours import FILLS, brightness, ink_on
from footprint.stages.report.pictures.shapes import HATCHED

#: Full deuteranopia and protanopia in linear RGB (Machado, Oliveira and Fernandes 2009, doi:10.1109/TVCG.2009.113).
EYES = {
    "all three": np.eye(3),
    "no green": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "no red": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = TO_XYZ.sum(axis=1)
#: A difference in CIE L*a*b* of about 2 can just be seen side by side; across a chart it takes several times that.
PALETTES = {
    "zones": ((BELGIUM, ABROAD, GLOBAL), 40),
    "qualitative": (QUALITATIVE, 20),
    "graded": (tuple(GRADED.values()), 25),
    "ladder": ((*LADDER, LAND), 17),
}


def lab(colour, eye):
    """Return a colour in CIE L*a*b* as an eye sees it."""
    rgb = np.array([int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)])
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    ratio = TO_XYZ @ np.clip(EYES[eye] @ linear, 0, 1) / WHITE
    x, y, z = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("palette", PALETTES)
def test_colours_of_a_palette_stay_apart(palette, eye):
    colours, least = PALETTES[palette]
    distances = {
        (one, other): np.linalg.norm(lab(one, eye) - lab(other, eye))
        for one, other in itertools.combinations(colours, 2)
    }
    assert min(distances.values()) >= least, min(distances, key=distances.get)


def test_red_and_green_of_one_lightness_would_be_seen_to_fail():
    assert np.linalg.norm(lab("#B06A3A", "no green") - lab("#8A8136", "no green")) < 11


@pytest.mark.parametrize(("palette", "least"), [("graded", 15), ("ladder", 7), ("zones", 12)])
def test_an_ordered_palette_gets_steadily_lighter_or_darker_in_grey(palette, least):
    lightness = [lab(colour, "all three")[0] for colour in PALETTES[palette][0][: len(LADDER)]]
    steps = np.diff(lightness)
    assert (np.sign(steps) == np.sign(steps[0])).all()
    assert np.abs(steps).min() >= least


@pytest.mark.parametrize("fill", sorted(set(FILLS.values()) - {HATCHED}))
def test_text_on_a_fill_can_be_read(fill):
    lighter, darker = sorted((brightness(fill), brightness(ink_on(fill))), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
