"""Editions of factors: data only. Each folder is one edition with its passport, tables, README and build script."""
