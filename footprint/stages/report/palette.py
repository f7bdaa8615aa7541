"""Colours that stay apart for colour-blind eyes and in grey print: dark, middle, light."""

BELGIUM, ABROAD, GLOBAL = "#0B4F6C", "#E69F00", "#C9D3DA"
INK, MUTED, LINE, HEAD = "#1C2B33", "#5A6B75", "#B5C0C7", "#E8EEF1"
BAR = "#2A6F97"

ZONE_COLOURS = {"Belgium": BELGIUM, "Abroad": ABROAD, "Global": GLOBAL}
