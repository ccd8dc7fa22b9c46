"""The sources of the Excel add-in, written from the catalogue: UDF module, .bas, ribbon."""

from __future__ import annotations

from xlscorecard.addins.excel import ERROR_NUMBERS
from xlscorecard.functions.catalogue import FUNCTIONS, Function

CATEGORY = "xlscorecard"
UDF_MODULE = "xlscorecard_udfs"
# Excel's limit for a description in the function wizard (Application.MacroOptions).
_LONGEST_HELP = 255


_UDF_START = '''\
"""The worksheet functions for xlwings. Written by `python -m xlscorecard.addins.sources`."""

# mypy: disable-error-code="no-untyped-def"
import xlwings as xw

from xlscorecard.addins.excel import LEFT_OUT, answer
from xlscorecard.functions.catalogue import BY_NAME

CATEGORY = "<CATEGORY>"


def helped(function):
    """xlwings' word on each argument: a table of cells, errors as text, the catalogue's help."""
    described = BY_NAME[function.__name__]
    function.__doc__ = described.summary
    for argument in described.arguments:
        function = xw.arg(argument.name, ndim=2, err_to_str=True, doc=argument.help)(function)
    return function
'''


def udf_module() -> str:
    """addin/xlwings/xlscorecard_udfs.py."""
    parts = [_UDF_START.replace("<CATEGORY>", CATEGORY)]
    parts += [line for function in FUNCTIONS for line in _udf(function)]
    return "\n".join(parts)


def _udf(function: Function) -> list[str]:
    """One function. What it gives is plain cells already, so xlwings need not convert it."""
    signature = ", ".join(
        f"{a.name}=LEFT_OUT" if a.optional else a.name for a in function.arguments
    )
    names = ", ".join(a.name for a in function.arguments)
    return [
        "",
        "@xw.func(category=CATEGORY)",
        '@xw.ret("raw")',
        "@helped",
        f"def {function.name}({signature}):  # noqa: N802, D103",
        f'    return answer("{function.name}", {names})',
        "",
    ]


def bas_module() -> str:
    """addin/xlwings/xlscorecard_functions.bas: a wrapper for each function.

    xlwings' own wrappers leave an error's text in the cell; these return true error values
    and register the function wizard's help.
    """
    parts = [
        'Attribute VB_Name = "xlscorecard_functions"',
        "' The worksheet functions. Written by `xlscorecard addin build` from the catalogue.",
        "Option Explicit",
        "",
    ]
    for function in FUNCTIONS:
        parts += _wrapper(function)
    parts += _ANSWER.replace("<MODULE>", UDF_MODULE).replace("<CASES>", _error_cases()).split("\n")
    parts += ["Public Sub RegisterHelp()", "    On Error Resume Next"]
    for function in FUNCTIONS:
        parts += _registration(function)
    parts += ["End Sub", ""]
    return "\r\n".join(parts)


def _wrapper(function: Function) -> list[str]:
    signature = ", ".join(
        f"Optional {a.name} As Variant" if a.optional else f"{a.name} As Variant"
        for a in function.arguments
    )
    names = ", ".join(a.name for a in function.arguments)
    return [
        f"Public Function {function.name}({signature}) As Variant",
        f'    {function.name} = ScorecardAnswer("{function.name}", Array({names}))',
        "End Function",
        "",
    ]


def _registration(function: Function) -> list[str]:
    helps = [_vba_text(argument.help) for argument in function.arguments]
    lines = [
        f'    Application.MacroOptions Macro:="\'" & ThisWorkbook.Name & "\'!{function.name}", _',
        f"        Description:={_vba_text(function.summary)}, _",
        f'        Category:="{CATEGORY}", _',
        "        ArgumentDescriptions:=Array( _",
    ]
    return [*lines, *(f"            {text}, _" for text in helps[:-1]), f"            {helps[-1]})"]


def _vba_text(text: str) -> str:
    """A VBA literal; the module is stored in Windows-1252, which has the £."""
    return '"' + text[:_LONGEST_HELP].replace('"', '""') + '"'


def _error_cases() -> str:
    return "\n".join(
        f'        Case "{error.value}": ScorecardError = CVErr({number})'
        for number, error in ERROR_NUMBERS.items()
    )


_ANSWER = """\
Private Function ScorecardAnswer(functionName As String, arguments As Variant) As Variant
    Dim result As Variant, rowAt As Long, columnAt As Long
    On Error GoTo failed
    result = XLPy.CallUDF("<MODULE>", functionName, arguments, ThisWorkbook, Application.Caller)
    If IsArray(result) Then
        For rowAt = LBound(result, 1) To UBound(result, 1)
            For columnAt = LBound(result, 2) To UBound(result, 2)
                result(rowAt, columnAt) = ScorecardError(result(rowAt, columnAt))
            Next columnAt
        Next rowAt
        ScorecardAnswer = result
    Else
        ScorecardAnswer = ScorecardError(result)
    End If
    Exit Function
failed:
    LastProblem = Err.Description
    ScorecardAnswer = CVErr(2015)
End Function

Private Function ScorecardError(value As Variant) As Variant
    ScorecardError = value
    If VarType(value) <> vbString Then Exit Function
    If Left$(value, 1) <> "#" Then Exit Function
    Select Case value
<CASES>
    End Select
End Function

Public Property Get ScorecardProblem() As String
    ScorecardProblem = LastProblem
End Property

Private Property Let LastProblem(text As String)
    SaveSetting "xlscorecard", "functions", "problem", Left$(text, 500)
End Property

Private Property Get LastProblem() As String
    LastProblem = GetSetting("xlscorecard", "functions", "problem", "")
End Property
"""
