"""Pictures that cells hold themselves ("Place in Cell"), which a cell's value only points to.

A cell's ``vm`` is the number of a value's metadata, that of a rich value, that of a local image,
and that of a relationship to the picture ([MS-XLSX] 2.3.9 and 2.6.239).
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from xlscorecard.marks.theme import whole

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RICH = "{http://schemas.microsoft.com/office/spreadsheetml/2017/richdata}"
_RELATED = "{http://schemas.microsoft.com/office/spreadsheetml/2022/richvaluerel}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_IMAGE = "_localImage"
_IMAGE_PLACE, _IMAGE_TEXT = "_rvRel:LocalImageIdentifier", "Text"


@dataclass(frozen=True, slots=True)
class HeldPicture:
    """A picture's part and the words that describe it."""

    part: str
    alt: str


def held_pictures(
    folder: str,
    xml: Callable[[str], etree._Element | None],
    relations: Callable[[str], dict[str, str]],
) -> dict[str, HeldPicture]:
    """The pictures of a workbook by the ``vm`` of the cells that hold them. ``folder`` is that of
    the workbook's part; ``xml`` gives a part, ``relations`` what it points to."""
    metadata, values, shapes, related = (
        xml(posixpath.join(folder, name))
        for name in (
            "metadata.xml",
            "richData/rdrichvalue.xml",
            "richData/rdrichvaluestructure.xml",
            "richData/richValueRel.xml",
        )
    )
    if metadata is None or values is None or shapes is None or related is None:
        return {}
    targets = relations(posixpath.join(folder, "richData/richValueRel.xml"))
    parts = [targets.get(rel.get(_RELATION + "id") or "") for rel in related.iter(_RELATED + "rel")]
    structures = [
        [key.get("n") for key in shape.iter(_RICH + "k")] if shape.get("t") == _IMAGE else []
        for shape in shapes.iter(_RICH + "s")
    ]
    pictures: list[HeldPicture | None] = []
    for value in values.iter(_RICH + "rv"):
        number = whole(value.get("s"))
        keys = structures[number] if 0 <= number < len(structures) else []
        said = dict(zip(keys, (item.text or "" for item in value.iter(_RICH + "v")), strict=False))
        place = whole(said.get(_IMAGE_PLACE)) if _IMAGE_PLACE in said else -1
        part = parts[place] if 0 <= place < len(parts) else None
        pictures.append(HeldPicture(part, said.get(_IMAGE_TEXT, "")) if part else None)
    blocks = [whole(block.get("i")) for block in metadata.iter(_RICH + "rvb")]
    found: dict[str, HeldPicture] = {}
    for number, stated in enumerate(metadata.iterfind(f"{_MAIN}valueMetadata/{_MAIN}bk"), start=1):
        record = stated.find(_MAIN + "rc")
        block = -1 if record is None else whole(record.get("v"))
        at = blocks[block] if 0 <= block < len(blocks) else -1
        picture = pictures[at] if 0 <= at < len(pictures) else None
        if picture is not None:
            found[str(number)] = picture
    return found
