"""How much: inventory times characterisation factor, on bare arrays."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def intensity(amount: Floats, flow_of: npt.NDArray[np.int64], factor: Floats) -> Floats:
    r"""Return the impact of one tonne by product, country and combination of flow and indicator.

    .. math:: I_{pce} = a_{pc f(e)} \cdot k_{ec}

    Parameters
    ----------
    amount
        Elementary flow per tonne [flow unit/t], shape (P, C, F); NaN where unknown.
    flow_of
        Flow of each combination, shape (E,).
    factor
        Characterisation factor [impact unit/flow unit], shape (E, C); NaN where missing.

    Returns
    -------
    Impact per tonne [impact unit/t], shape (P, C, E); NaN where either side is missing (law L1).

    Examples
    --------
    Belgian wheat, 1,189 m2.yr/t, at 9.77e-16 PDF.yr per m2.yr:

    >>> per_tonne = intensity(np.array([[[1189.0]]]), np.array([0]), np.array([[9.77e-16]]))
    >>> f"{per_tonne[0, 0, 0]:.6e}"
    '1.161653e-12'
    """
    result: Floats = amount[:, :, flow_of] * factor.T[np.newaxis, :, :]
    return result
