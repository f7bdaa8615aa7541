"""Colours that stay apart for colour-blind eyes and in grey print: dark, middle, light."""

BELGIUM, ABROAD, GLOBAL = "#0B4F6C", "#E69F00", "#C9D3DA"
INK, MUTED, LINE, HEAD = "#1C2B33", "#5A6B75", "#B5C0C7", "#E8EEF1"
BAR = "#2A6F97"

ZONE_COLOURS = {"Belgium": BELGIUM, "Abroad": ABROAD, "Global": GLOBAL}

QUALITATIVE = (BELGIUM, ABROAD, "#230937", "#60A8CA", "#A23B2C", "#C6D96E", "#35806D", "#F3E3C3")
"""Roles "1" to "8"."""

GRADED = {"good": BELGIUM, "fair": "#4E9BBF", "poor": "#F2B84B"}
"""From well known to badly known; what is not known at all is hatched."""

LADDER = ("#F9E2A6", "#F0BF5B", "#D97C1E", "#A94C18", "#6C2415", "#330F18")
"""Classes of the map, from the smallest share to the largest."""

LAND, COAST = "#F5F7F8", "#B9C4CB"
"""Countries without a share, and the lines between countries."""

PALE = "#9FB3BE"
"""What stands back behind what is pointed out."""

RIBBON = "#2A6F97"
"""Streams of a flow chart, drawn half transparent."""
