"""Reads a sheet's conditional formats, the usual and the newer (x14) ones, into our rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree
from openpyxl.formatting.rule import Rule as StoredRule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from xlscorecard.model.geometry import Rgb
from xlscorecard.sheets.colours import Palette
from xlscorecard.sheets.defined import Definitions
from xlscorecard.sheets.icons import ICON_SETS
from xlscorecard.sheets.rule import Limit, Look, Range, Rule
from xlscorecard.sheets.scan import MAIN, X14

XM = "{http://schemas.microsoft.com/office/excel/2006/main}"
_LAST_ROW, _LAST_COL = 1_048_576, 16_384
_OFF = frozenset({"0", "false"})


def read_rules(sheet: Worksheet, newer: list[etree._Element], palette: Palette) -> tuple[Rule, ...]:
    """All rules of a sheet, in no order, their formulas without defined names."""
    found = [*_stored_rules(sheet, palette)]
    for formatting in newer:
        found += _newer_rules(formatting, palette)
    definitions = Definitions(sheet)
    return tuple(
        replace(
            rule,
            formulas=tuple(map(definitions.written_out, rule.formulas)),
            limits=tuple(
                replace(limit, text=definitions.written_out(limit.text)) for limit in rule.limits
            ),
        )
        for rule in found
    )


def parse_ranges(text: str) -> tuple[Range, ...]:
    """``A1:B9 D4`` as (first row, first column, last row, last column); unreadable parts are
    left out."""
    found: list[Range] = []
    for part in text.replace("$", "").split():
        try:
            left, top, right, bottom = range_boundaries(part)
        except (ValueError, TypeError):
            continue
        found.append((top or 1, left or 1, bottom or _LAST_ROW, right or _LAST_COL))
    return tuple(found)


def _stored_rules(sheet: Worksheet, palette: Palette) -> Iterator[Rule]:
    for formatting in sheet.conditional_formatting:
        ranges = parse_ranges(str(formatting.sqref))
        for stored in formatting.rules if ranges else ():
            yield _stored_rule(stored, ranges, palette)


def _stored_rule(stored: StoredRule, ranges: tuple[Range, ...], palette: Palette) -> Rule:
    limits: tuple[Limit, ...] = ()
    colours: tuple[Rgb, ...] = ()
    icons: tuple[tuple[str, int], ...] = ()
    show = True
    if stored.colorScale is not None:
        limits = _stored_limits(stored.colorScale.cfvo)
        colours = tuple(
            colour
            for stated in stored.colorScale.color
            if (colour := palette.colour(stated)) is not None
        )
    elif stored.iconSet is not None:
        limits = _stored_limits(stored.iconSet.cfvo)
        name = stored.iconSet.iconSet or "3TrafficLights1"
        icons = _icons(name, reverse=bool(stored.iconSet.reverse))
        show = stored.iconSet.showValue is not False
    return Rule(
        kind=stored.type or "",
        ranges=ranges,
        priority=stored.priority or 0,
        operator=stored.operator or "",
        formulas=tuple(str(formula) for formula in stored.formula),
        text=stored.text or "",
        stop=bool(stored.stopIfTrue),
        look=_look(stored.dxf, palette),
        rank=stored.rank or 10,
        bottom=bool(stored.bottom),
        percent=bool(stored.percent),
        above=stored.aboveAverage is not False,
        equal=bool(stored.equalAverage),
        deviations=stored.stdDev or 0,
        limits=limits,
        colours=colours,
        icons=icons,
        show_value=show,
    )


def _stored_limits(stated: object) -> tuple[Limit, ...]:
    found = []
    for item in stated if isinstance(stated, (list, tuple)) else ():
        value = item.val
        found.append(
            Limit(item.type or "", "" if value is None else str(value), item.gte is not False)
        )
    return tuple(found)


def _look(style: DifferentialStyle | None, palette: Palette) -> Look:
    if style is None:
        return Look()
    font = style.font
    return Look(
        palette.rule_fill(style.fill),
        None if font is None else palette.colour(font.color),
        None if font is None else font.b,
    )


def _icons(name: str, *, reverse: bool) -> tuple[tuple[str, int], ...]:
    places = tuple((name, place) for place in range(len(ICON_SETS.get(name, ()))))
    return places[::-1] if reverse else places


def _newer_rules(formatting: etree._Element, palette: Palette) -> Iterator[Rule]:
    ranges = parse_ranges(formatting.findtext(XM + "sqref") or "")
    for element in formatting.iterfind(X14 + "cfRule") if ranges else ():
        yield _newer_rule(element, ranges, palette)


def _newer_rule(element: etree._Element, ranges: tuple[Range, ...], palette: Palette) -> Rule:
    limits: tuple[Limit, ...] = ()
    icons: tuple[tuple[str, int], ...] = ()
    show = True
    icon_set = element.find(X14 + "iconSet")
    if icon_set is not None:
        limits = tuple(
            Limit(
                limit.get("type") or "",
                limit.findtext(XM + "f") or "",
                limit.get("gte") not in _OFF,
            )
            for limit in icon_set.iterfind(X14 + "cfvo")
        )
        own = tuple(
            (icon.get("iconSet") or "", number)
            for icon in icon_set.iterfind(X14 + "cfIcon")
            if (number := _whole(icon.get("iconId"))) is not None
        )
        reverse = (icon_set.get("reverse") or "0") not in _OFF
        name = icon_set.get("iconSet") or "3TrafficLights1"
        icons = own[::-1] if own and reverse else own or _icons(name, reverse=reverse)
        show = icon_set.get("showValue") not in _OFF
    return Rule(
        kind=element.get("type") or "",
        ranges=ranges,
        priority=_whole(element.get("priority")) or 0,
        operator=element.get("operator") or "",
        formulas=tuple(formula.text or "" for formula in element.iterfind(XM + "f")),
        text=element.get("text") or "",
        stop=(element.get("stopIfTrue") or "0") not in _OFF,
        look=_newer_look(element.find(X14 + "dxf"), palette),
        limits=limits,
        icons=icons,
        show_value=show,
    )


def _whole(text: str | None) -> int | None:
    """An attribute that counts or orders; 0 where it is missing, None for what is no number."""
    try:
        return int(text or 0)
    except ValueError:
        return None


def _newer_look(element: etree._Element | None, palette: Palette) -> Look:
    if element is None:
        return Look()
    for child in list(element):
        if child.tag not in {MAIN + "font", MAIN + "fill"}:
            element.remove(child)
    try:
        style = DifferentialStyle.from_tree(element)  # type: ignore[arg-type]
    except (TypeError, ValueError, KeyError):
        return Look()  # a format that openpyxl cannot read paints nothing
    return _look(style, palette)
