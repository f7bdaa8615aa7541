"""Datapackages in full precision.

Amounts go in as float64 arrays: bw_processing's ``add_entries`` and bw2data's ``process`` take them through float32.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from footprint.ground.chain import Sparse

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

TECHNOSPHERE, BIOSPHERE = "technosphere_matrix", "biosphere_matrix"
CHARACTERISATION, PLACES = "characterization_matrix", "inv_geomapping_matrix"


def package(name: str, path: Any = None) -> Any:
    """Return an empty datapackage: in memory, or in a zip file at `path`."""
    import bw_processing
    from fsspec.implementations.zip import ZipFileSystem

    return bw_processing.create_datapackage(
        fs=None if path is None else ZipFileSystem(str(path), mode="w"),
        name=bw_processing.clean_datapackage_name(name.replace(" ", "_").replace("|", "-").replace(",", "")),
        sum_intra_duplicates=True,
    )


def add(package: Any, matrix: str, row: Ints, column: Ints, value: Floats, **more: Any) -> None:
    """Add a matrix to a datapackage; a characterisation matrix is for no place unless `global_index` says which."""
    import bw_processing

    indices = np.empty(len(row), dtype=bw_processing.INDICES_DTYPE)
    indices["row"], indices["col"] = row, column
    meta = {"global_index": None} if matrix == CHARACTERISATION else {}
    package.add_persistent_vector(
        matrix=matrix,
        name=matrix,
        indices_array=indices,
        data_array=value.astype(np.float64),
        **(meta | more),
    )


def add_technosphere(package: Any, ids: Ints, takes: Sparse) -> None:
    """Add the technosphere: each activity makes one unit of its own product and takes from others.

    Parameters
    ----------
    ids
        Id of each activity, shape (n,).
    takes
        How much of the column's product a unit of the row's takes, shape (n, n).
    """
    links = takes.tocoo()
    taker, taken = links.coords
    made = np.arange(len(taken) + len(ids)) >= len(taken)
    add(
        package,
        TECHNOSPHERE,
        np.concatenate([ids[taken], ids]),
        np.concatenate([ids[taker], ids]),
        np.concatenate([links.data, np.ones(len(ids))]),
        flip_array=~made,
        reference_array=made,
    )
