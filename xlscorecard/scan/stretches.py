"""``stretches``: from where to where something goes on without a break.

Without OpenCV: which pictures of a page are worth reading is asked where the ocr extra is missing.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def stretches(full: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """(first, behind the last) of each unbroken run of a line's true places, in order."""
    steps = np.diff(np.concatenate(([0], full.astype(np.int8), [0])))
    ends = np.flatnonzero(steps == -1).tolist()
    return list(zip(np.flatnonzero(steps == 1).tolist(), ends, strict=True))
