"""Sheets as people have them: made from a seed, with the truth of every line and every fault that was planted."""
