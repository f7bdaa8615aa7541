"""The HTTP service: it translates, it never computes. It calls only the public names of ``footprint``."""
