"""The worksheet functions for xlwings. Written by `python -m xlscorecard.addins.sources`."""

# mypy: disable-error-code="no-untyped-def"
import xlwings as xw

from xlscorecard.addins.excel import LEFT_OUT, answer
from xlscorecard.functions.catalogue import BY_NAME

CATEGORY = "xlscorecard"


def helped(function):
    """xlwings' word on each argument: a table of cells, errors as text, the catalogue's help."""
    described = BY_NAME[function.__name__]
    function.__doc__ = described.summary
    for argument in described.arguments:
        function = xw.arg(argument.name, ndim=2, err_to_str=True, doc=argument.help)(function)
    return function


@xw.func(category=CATEGORY)
@xw.ret("raw")
@helped
def RAG(value, target, polarity=LEFT_OUT, tolerance=LEFT_OUT, unit=LEFT_OUT):  # noqa: N802, D103
    return answer("RAG", value, target, polarity, tolerance, unit)


@xw.func(category=CATEGORY)
@xw.ret("raw")
@helped
def RAGWHY(value, target, polarity=LEFT_OUT, tolerance=LEFT_OUT, unit=LEFT_OUT):  # noqa: N802, D103
    return answer("RAGWHY", value, target, polarity, tolerance, unit)


@xw.func(category=CATEGORY)
@xw.ret("raw")
@helped
def RAGBAND(value, low, high, tolerance=LEFT_OUT, unit=LEFT_OUT):  # noqa: N802, D103
    return answer("RAGBAND", value, low, high, tolerance, unit)


@xw.func(category=CATEGORY)
@xw.ret("raw")
@helped
def PROFILE(target, period, last_to_date=LEFT_OUT, last_whole=LEFT_OUT):  # noqa: N802, D103
    return answer("PROFILE", target, period, last_to_date, last_whole)


@xw.func(category=CATEGORY)
@xw.ret("raw")
@helped
def DOT(value, previous, polarity=LEFT_OUT, dead_band=LEFT_OUT, unit=LEFT_OUT):  # noqa: N802, D103
    return answer("DOT", value, previous, polarity, dead_band, unit)


@xw.func(category=CATEGORY)
@xw.ret("raw")
@helped
def DOTARROW(value, previous, polarity=LEFT_OUT, dead_band=LEFT_OUT, unit=LEFT_OUT):  # noqa: N802, D103
    return answer("DOTARROW", value, previous, polarity, dead_band, unit)


@xw.func(category=CATEGORY)
@xw.ret("raw")
@helped
def VARIATION(values, polarity=LEFT_OUT):  # noqa: N802, D103
    return answer("VARIATION", values, polarity)


@xw.func(category=CATEGORY)
@xw.ret("raw")
@helped
def ASSURANCE(values, target, polarity=LEFT_OUT):  # noqa: N802, D103
    return answer("ASSURANCE", values, target, polarity)


@xw.func(category=CATEGORY)
@xw.ret("raw")
@helped
def QUARTILEBAND(value, group, polarity=LEFT_OUT):  # noqa: N802, D103
    return answer("QUARTILEBAND", value, group, polarity)


@xw.func(category=CATEGORY)
@xw.ret("raw")
@helped
def RAGSUMMARY(ratings):  # noqa: N802, D103
    return answer("RAGSUMMARY", ratings)


@xw.func(category=CATEGORY)
@xw.ret("raw")
@helped
def RAGOVERALL(ratings, method=LEFT_OUT, weights=LEFT_OUT):  # noqa: N802, D103
    return answer("RAGOVERALL", ratings, method, weights)


@xw.func(category=CATEGORY)
@xw.ret("raw")
@helped
def FIGURE(text, part=LEFT_OUT):  # noqa: N802, D103
    return answer("FIGURE", text, part)


@xw.func(category=CATEGORY)
@xw.ret("raw")
@helped
def ASCOF(code, year=LEFT_OUT, field=LEFT_OUT):  # noqa: N802, D103
    return answer("ASCOF", code, year, field)
