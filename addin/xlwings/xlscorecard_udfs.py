"""The worksheet functions for xlwings. Written by `xlscorecard addin build`."""

# fmt: off
import xlwings as xw

from xlscorecard.addins.excel import LEFT_OUT, answer


@xw.func(category="xlscorecard")
@xw.arg(
    "value",
    ndim=2,
    err_to_str=True,
    doc="The actual: a number, a percent cell, or text as printed such as 43.1k or 62%.",
)
@xw.arg(
    "target",
    ndim=2,
    err_to_str=True,
    doc=(
        "The target in the same unit: a number, or text such as 85%, <14 days or 59-63% "
        "(a band)."
    ),
)
@xw.arg(
    "polarity",
    ndim=2,
    err_to_str=True,
    doc=(
        "Which way is good: higher or lower (also H, L, 1, -1). A blank cell means not "
        "known."
    ),
)
@xw.arg(
    "tolerance",
    ndim=2,
    err_to_str=True,
    doc="How far short is still Amber: 0.05 or 5% (of the target), 5pp (points), none.",
)
@xw.arg(
    "unit",
    ndim=2,
    err_to_str=True,
    doc=(
        "percent (numbers are like 62), fraction (0.62 in a percent cell), count, gbp, "
        "days, score, per_100k; left out, 10% of the target holds unless the texts tell "
        "the unit."
    ),
)
def RAG(value, target, polarity=LEFT_OUT, tolerance=LEFT_OUT, unit=LEFT_OUT):  # type: ignore[no-untyped-def]  # noqa: N802
    """Green, Amber or Red for a value against its target; empty where either is missing."""
    return answer("RAG", value, target, polarity, tolerance, unit)


@xw.func(category="xlscorecard")
@xw.arg(
    "value",
    ndim=2,
    err_to_str=True,
    doc="The actual: a number, a percent cell, or text as printed such as 43.1k or 62%.",
)
@xw.arg(
    "target",
    ndim=2,
    err_to_str=True,
    doc=(
        "The target in the same unit: a number, or text such as 85%, <14 days or 59-63% "
        "(a band)."
    ),
)
@xw.arg(
    "polarity",
    ndim=2,
    err_to_str=True,
    doc=(
        "Which way is good: higher or lower (also H, L, 1, -1). A blank cell means not "
        "known."
    ),
)
@xw.arg(
    "tolerance",
    ndim=2,
    err_to_str=True,
    doc="How far short is still Amber: 0.05 or 5% (of the target), 5pp (points), none.",
)
@xw.arg(
    "unit",
    ndim=2,
    err_to_str=True,
    doc=(
        "percent (numbers are like 62), fraction (0.62 in a percent cell), count, gbp, "
        "days, score, per_100k; left out, 10% of the target holds unless the texts tell "
        "the unit."
    ),
)
def RAGWHY(value, target, polarity=LEFT_OUT, tolerance=LEFT_OUT, unit=LEFT_OUT):  # type: ignore[no-untyped-def]  # noqa: N802
    """The sentence behind RAG, with the same arguments."""
    return answer("RAGWHY", value, target, polarity, tolerance, unit)


@xw.func(category="xlscorecard")
@xw.arg(
    "value",
    ndim=2,
    err_to_str=True,
    doc="The actual: a number, a percent cell, or text as printed such as 43.1k or 62%.",
)
@xw.arg(
    "low",
    ndim=2,
    err_to_str=True,
    doc="The lower end of the target band.",
)
@xw.arg(
    "high",
    ndim=2,
    err_to_str=True,
    doc="The upper end of the target band.",
)
@xw.arg(
    "tolerance",
    ndim=2,
    err_to_str=True,
    doc="How far outside is still Amber: 5% (of the nearer end), 5pp, none.",
)
@xw.arg(
    "unit",
    ndim=2,
    err_to_str=True,
    doc=(
        "percent (numbers are like 62), fraction (0.62 in a percent cell), count, gbp, "
        "days, score, per_100k; left out, 10% of the target holds unless the texts tell "
        "the unit."
    ),
)
def RAGBAND(value, low, high, tolerance=LEFT_OUT, unit=LEFT_OUT):  # type: ignore[no-untyped-def]  # noqa: N802
    """Green inside a target band, Amber up to half its width outside, else Red."""
    return answer("RAGBAND", value, low, high, tolerance, unit)


@xw.func(category="xlscorecard")
@xw.arg(
    "target",
    ndim=2,
    err_to_str=True,
    doc="The target for the whole year.",
)
@xw.arg(
    "period",
    ndim=2,
    err_to_str=True,
    doc="Months gone of the financial year (1 to 12), Q2 or September.",
)
@xw.arg(
    "last_to_date",
    ndim=2,
    err_to_str=True,
    doc="Last year's figure to the same date.",
)
@xw.arg(
    "last_whole",
    ndim=2,
    err_to_str=True,
    doc="Last year's figure for the whole year.",
)
def PROFILE(target, period, last_to_date=LEFT_OUT, last_whole=LEFT_OUT):  # type: ignore[no-untyped-def]  # noqa: N802
    """The in-year target: a year-end target brought to the date."""
    return answer("PROFILE", target, period, last_to_date, last_whole)


@xw.func(category="xlscorecard")
@xw.arg(
    "value",
    ndim=2,
    err_to_str=True,
    doc="The actual: a number, a percent cell, or text as printed such as 43.1k or 62%.",
)
@xw.arg(
    "previous",
    ndim=2,
    err_to_str=True,
    doc="The figure of the earlier period, in the same unit.",
)
@xw.arg(
    "polarity",
    ndim=2,
    err_to_str=True,
    doc=(
        "Which way is good: higher or lower (also H, L, 1, -1). A blank cell means not "
        "known."
    ),
)
@xw.arg(
    "dead_band",
    ndim=2,
    err_to_str=True,
    doc=(
        "How small a change still counts as none: 0.02 or 2% (of the earlier figure), "
        "1pp, none."
    ),
)
@xw.arg(
    "unit",
    ndim=2,
    err_to_str=True,
    doc=(
        "percent (numbers are like 62), fraction (0.62 in a percent cell), count, gbp, "
        "days, score, per_100k; left out, 10% of the target holds unless the texts tell "
        "the unit."
    ),
)
def DOT(value, previous, polarity=LEFT_OUT, dead_band=LEFT_OUT, unit=LEFT_OUT):  # type: ignore[no-untyped-def]  # noqa: N802
    """Direction of travel: Improving, Steady or Declining."""
    return answer("DOT", value, previous, polarity, dead_band, unit)


@xw.func(category="xlscorecard")
@xw.arg(
    "value",
    ndim=2,
    err_to_str=True,
    doc="The actual: a number, a percent cell, or text as printed such as 43.1k or 62%.",
)
@xw.arg(
    "previous",
    ndim=2,
    err_to_str=True,
    doc="The figure of the earlier period, in the same unit.",
)
@xw.arg(
    "polarity",
    ndim=2,
    err_to_str=True,
    doc=(
        "Which way is good: higher or lower (also H, L, 1, -1). A blank cell means not "
        "known."
    ),
)
@xw.arg(
    "dead_band",
    ndim=2,
    err_to_str=True,
    doc=(
        "How small a change still counts as none: 0.02 or 2% (of the earlier figure), "
        "1pp, none."
    ),
)
@xw.arg(
    "unit",
    ndim=2,
    err_to_str=True,
    doc=(
        "percent (numbers are like 62), fraction (0.62 in a percent cell), count, gbp, "
        "days, score, per_100k; left out, 10% of the target holds unless the texts tell "
        "the unit."
    ),
)
def DOTARROW(value, previous, polarity=LEFT_OUT, dead_band=LEFT_OUT, unit=LEFT_OUT):  # type: ignore[no-untyped-def]  # noqa: N802
    """Direction of travel as an arrow: up for better; polarity left out, up for more."""
    return answer("DOTARROW", value, previous, polarity, dead_band, unit)


@xw.func(category="xlscorecard")
@xw.arg(
    "values",
    ndim=2,
    err_to_str=True,
    doc="The figures in time order, in one row or column; 8 at least.",
)
@xw.arg(
    "polarity",
    ndim=2,
    err_to_str=True,
    doc=(
        "Which way is good: higher or lower (also H, L, 1, -1). A blank cell means not "
        "known."
    ),
)
def VARIATION(values, polarity=LEFT_OUT):  # type: ignore[no-untyped-def]  # noqa: N802
    """What the latest point of an SPC (XmR) chart says: common cause, improvement, concern."""
    return answer("VARIATION", values, polarity)


@xw.func(category="xlscorecard")
@xw.arg(
    "values",
    ndim=2,
    err_to_str=True,
    doc="The figures in time order, in one row or column; 8 at least.",
)
@xw.arg(
    "target",
    ndim=2,
    err_to_str=True,
    doc="The target to be met.",
)
@xw.arg(
    "polarity",
    ndim=2,
    err_to_str=True,
    doc=(
        "Which way is good: higher or lower (also H, L, 1, -1). A blank cell means not "
        "known."
    ),
)
def ASSURANCE(values, target, polarity=LEFT_OUT):  # type: ignore[no-untyped-def]  # noqa: N802
    """Whether an SPC process will meet its target if nothing changes."""
    return answer("ASSURANCE", values, target, polarity)


@xw.func(category="xlscorecard")
@xw.arg(
    "value",
    ndim=2,
    err_to_str=True,
    doc="The actual: a number, a percent cell, or text as printed such as 43.1k or 62%.",
)
@xw.arg(
    "group",
    ndim=2,
    err_to_str=True,
    doc="All councils' figures, ours among them; 8 at least.",
)
@xw.arg(
    "polarity",
    ndim=2,
    err_to_str=True,
    doc=(
        "Which way is good: higher or lower (also H, L, 1, -1). A blank cell means not "
        "known."
    ),
)
def QUARTILEBAND(value, group, polarity=LEFT_OUT):  # type: ignore[no-untyped-def]  # noqa: N802
    """Top, Second, Third or Bottom quartile among councils; ties share the better place."""
    return answer("QUARTILEBAND", value, group, polarity)


@xw.func(category="xlscorecard")
@xw.arg(
    "ratings",
    ndim=2,
    err_to_str=True,
    doc="The cells with Red, Amber, Green or R, A, G.",
)
def RAGSUMMARY(ratings):  # type: ignore[no-untyped-def]  # noqa: N802
    """Counts and percentages of a range of ratings, as a table of five rows."""
    return answer("RAGSUMMARY", ratings)


@xw.func(category="xlscorecard")
@xw.arg(
    "ratings",
    ndim=2,
    err_to_str=True,
    doc="The cells with Red, Amber, Green or R, A, G.",
)
@xw.arg(
    "method",
    ndim=2,
    err_to_str=True,
    doc="worst (any Red is Red), most, or weighted.",
)
@xw.arg(
    "weights",
    ndim=2,
    err_to_str=True,
    doc="A weight for each rating.",
)
def RAGOVERALL(ratings, method=LEFT_OUT, weights=LEFT_OUT):  # type: ignore[no-untyped-def]  # noqa: N802
    """One colour for many ratings."""
    return answer("RAGOVERALL", ratings, method, weights)


@xw.func(category="xlscorecard")
@xw.arg(
    "text",
    ndim=2,
    err_to_str=True,
    doc="The text as printed; a number stays as it is.",
)
@xw.arg(
    "part",
    ndim=2,
    err_to_str=True,
    doc="low or high: the end of a range such as 59-63%.",
)
def FIGURE(text, part=LEFT_OUT):  # type: ignore[no-untyped-def]  # noqa: N802
    """The number that a text says: 43.1k, 59-63%, <14 days, £3.1m; 62% is 0.62."""
    return answer("FIGURE", text, part)


@xw.func(category="xlscorecard")
@xw.arg(
    "code",
    ndim=2,
    err_to_str=True,
    doc="The code as printed: 2B, 1C (ii), ASCOF2A1.",
)
@xw.arg(
    "year",
    ndim=2,
    err_to_str=True,
    doc="The financial year: 2017/18, or 2017 for the same.",
)
@xw.arg(
    "field",
    ndim=2,
    err_to_str=True,
    doc="title, code, unit, polarity, framework, first year, last year or note.",
)
def ASCOF(code, year=LEFT_OUT, field=LEFT_OUT):  # type: ignore[no-untyped-def]  # noqa: N802
    """What an ASCOF code means in a financial year."""
    return answer("ASCOF", code, year, field)
