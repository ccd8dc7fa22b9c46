"""rapidocr's models on onnxruntime: one at a time in memory, one thread, nothing downloaded.

A worker of a long run has to do with little memory (``bulk/limits.py``), so no more than one
model is held, tensors of other sizes share no plan, and what the heap holds free goes back.
"""

from __future__ import annotations

import ctypes
import importlib.util
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # every PDF is asked whether the extra is there, few want numpy
    import numpy as np
    import numpy.typing as npt

    Tensor = npt.NDArray[np.float32]


def is_installed() -> bool:
    """Whether the [ocr] extra is there."""
    return all(
        importlib.util.find_spec(name) is not None for name in ("rapidocr", "onnxruntime", "cv2")
    )


class Model:
    """A model of rapidocr's wheel, loaded; ``part`` is "det" (finds lines) or "rec" (reads
    them)."""

    def __init__(self, part: str) -> None:
        import onnxruntime

        return_freed()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        # Both keep hundreds of megabytes for a next picture of the same size; none has it.
        options.enable_cpu_mem_arena = False
        options.enable_mem_pattern = False
        options.log_severity_level = 4
        self._session: Any = onnxruntime.InferenceSession(
            str(_file(part)), options, providers=["CPUExecutionProvider"]
        )
        self._entry: str = self._session.get_inputs()[0].name

    def run(self, batch: Tensor) -> Tensor:
        """The model's answer to a batch of pictures (number, channel, row, column)."""
        return_freed()
        answer: Tensor = self._session.run(None, {self._entry: batch})[0]
        return_freed()
        return answer

    def said(self, key: str) -> str:
        """A text that the model's maker has put into its file."""
        return str(self._session.get_modelmeta().custom_metadata_map[key])


@lru_cache(maxsize=1)
def model(part: str) -> Model:
    """The model, loaded where it is not the last one used; loading takes a tenth of a second."""
    return Model(part)


def _file(part: str) -> Path:
    found = importlib.util.find_spec("rapidocr")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("rapidocr", name="rapidocr")
    return max((Path(found.origin).parent / "models").glob(f"*_{part}_*.onnx"))


def return_freed() -> None:
    """Give what the heap holds free back to the system: glibc keeps it, in pieces between what
    is in use, so that each picture of another size adds to it. Other systems do it themselves."""
    trim = _trim()
    if trim is not None:
        trim(0)


@lru_cache(maxsize=1)
def _trim() -> Any:
    if sys.platform != "linux":
        return None
    return getattr(ctypes.CDLL(None), "malloc_trim", None)  # musl has none
