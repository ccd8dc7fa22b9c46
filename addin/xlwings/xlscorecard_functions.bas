Attribute VB_Name = "xlscorecard_functions"
' The worksheet functions. Written by `xlscorecard addin build` from the catalogue.
Option Explicit

Public Function RAG(value As Variant, target As Variant, Optional polarity As Variant, Optional tolerance As Variant, Optional unit As Variant) As Variant
    RAG = ScorecardAnswer("RAG", Array(value, target, polarity, tolerance, unit))
End Function

Public Function RAGWHY(value As Variant, target As Variant, Optional polarity As Variant, Optional tolerance As Variant, Optional unit As Variant) As Variant
    RAGWHY = ScorecardAnswer("RAGWHY", Array(value, target, polarity, tolerance, unit))
End Function

Public Function RAGBAND(value As Variant, low As Variant, high As Variant, Optional tolerance As Variant, Optional unit As Variant) As Variant
    RAGBAND = ScorecardAnswer("RAGBAND", Array(value, low, high, tolerance, unit))
End Function

Public Function PROFILE(target As Variant, period As Variant, Optional last_to_date As Variant, Optional last_whole As Variant) As Variant
    PROFILE = ScorecardAnswer("PROFILE", Array(target, period, last_to_date, last_whole))
End Function

Public Function DOT(value As Variant, previous As Variant, Optional polarity As Variant, Optional dead_band As Variant, Optional unit As Variant) As Variant
    DOT = ScorecardAnswer("DOT", Array(value, previous, polarity, dead_band, unit))
End Function

Public Function DOTARROW(value As Variant, previous As Variant, Optional polarity As Variant, Optional dead_band As Variant, Optional unit As Variant) As Variant
    DOTARROW = ScorecardAnswer("DOTARROW", Array(value, previous, polarity, dead_band, unit))
End Function

Public Function VARIATION(values As Variant, Optional polarity As Variant) As Variant
    VARIATION = ScorecardAnswer("VARIATION", Array(values, polarity))
End Function

Public Function ASSURANCE(values As Variant, target As Variant, Optional polarity As Variant) As Variant
    ASSURANCE = ScorecardAnswer("ASSURANCE", Array(values, target, polarity))
End Function

Public Function QUARTILEBAND(value As Variant, group As Variant, Optional polarity As Variant) As Variant
    QUARTILEBAND = ScorecardAnswer("QUARTILEBAND", Array(value, group, polarity))
End Function

Public Function RAGSUMMARY(ratings As Variant) As Variant
    RAGSUMMARY = ScorecardAnswer("RAGSUMMARY", Array(ratings))
End Function

Public Function RAGOVERALL(ratings As Variant, Optional method As Variant, Optional weights As Variant) As Variant
    RAGOVERALL = ScorecardAnswer("RAGOVERALL", Array(ratings, method, weights))
End Function

Public Function FIGURE(text As Variant, Optional part As Variant) As Variant
    FIGURE = ScorecardAnswer("FIGURE", Array(text, part))
End Function

Public Function ASCOF(code As Variant, Optional year As Variant, Optional field As Variant) As Variant
    ASCOF = ScorecardAnswer("ASCOF", Array(code, year, field))
End Function

Private Function ScorecardAnswer(functionName As String, arguments As Variant) As Variant
    Dim result As Variant, rowAt As Long, columnAt As Long
    On Error GoTo failed
    result = XLPy.CallUDF("xlscorecard_udfs", functionName, arguments, ThisWorkbook, Application.Caller)
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
        Case "#NULL!": ScorecardError = CVErr(2000)
        Case "#DIV/0!": ScorecardError = CVErr(2007)
        Case "#VALUE!": ScorecardError = CVErr(2015)
        Case "#REF!": ScorecardError = CVErr(2023)
        Case "#NAME?": ScorecardError = CVErr(2029)
        Case "#NUM!": ScorecardError = CVErr(2036)
        Case "#N/A": ScorecardError = CVErr(2042)
        Case "#GETTING_DATA": ScorecardError = CVErr(2043)
        Case "#SPILL!": ScorecardError = CVErr(2045)
        Case "#CONNECT!": ScorecardError = CVErr(2046)
        Case "#BLOCKED!": ScorecardError = CVErr(2047)
        Case "#UNKNOWN!": ScorecardError = CVErr(2048)
        Case "#FIELD!": ScorecardError = CVErr(2049)
        Case "#CALC!": ScorecardError = CVErr(2050)
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

Public Sub RegisterHelp()
    On Error Resume Next
    Application.MacroOptions Macro:="'" & ThisWorkbook.Name & "'!RAG", _
        Description:="Green, Amber or Red for a value against its target; empty where either is missing.", _
        Category:="xlscorecard", _
        ArgumentDescriptions:=Array( _
            "The actual: a number, a percent cell, or text as printed such as 43.1k or 62%.", _
            "The target in the same unit: a number, or text such as 85%, <14 days or 59-63% (a band).", _
            "Which way is good: higher or lower (also H, L, 1, -1). A blank cell means not known.", _
            "How far short is still Amber: 0.05 or 5% (of the target), 5pp (points), none.", _
            "percent (numbers are like 62), fraction (0.62 in a percent cell), count, gbp, days, score, per_100k; left out, 10% of the target holds unless the texts tell the unit.")
    Application.MacroOptions Macro:="'" & ThisWorkbook.Name & "'!RAGWHY", _
        Description:="The sentence behind RAG, with the same arguments.", _
        Category:="xlscorecard", _
        ArgumentDescriptions:=Array( _
            "The actual: a number, a percent cell, or text as printed such as 43.1k or 62%.", _
            "The target in the same unit: a number, or text such as 85%, <14 days or 59-63% (a band).", _
            "Which way is good: higher or lower (also H, L, 1, -1). A blank cell means not known.", _
            "How far short is still Amber: 0.05 or 5% (of the target), 5pp (points), none.", _
            "percent (numbers are like 62), fraction (0.62 in a percent cell), count, gbp, days, score, per_100k; left out, 10% of the target holds unless the texts tell the unit.")
    Application.MacroOptions Macro:="'" & ThisWorkbook.Name & "'!RAGBAND", _
        Description:="Green inside a target band, Amber up to half its width outside, else Red.", _
        Category:="xlscorecard", _
        ArgumentDescriptions:=Array( _
            "The actual: a number, a percent cell, or text as printed such as 43.1k or 62%.", _
            "The lower end of the target band.", _
            "The upper end of the target band.", _
            "How far outside is still Amber: 5% (of the nearer end), 5pp, none.", _
            "percent (numbers are like 62), fraction (0.62 in a percent cell), count, gbp, days, score, per_100k; left out, 10% of the target holds unless the texts tell the unit.")
    Application.MacroOptions Macro:="'" & ThisWorkbook.Name & "'!PROFILE", _
        Description:="The in-year target: a year-end target brought to the date.", _
        Category:="xlscorecard", _
        ArgumentDescriptions:=Array( _
            "The target for the whole year.", _
            "Months gone of the financial year (1 to 12), Q2 or September.", _
            "Last year's figure to the same date.", _
            "Last year's figure for the whole year.")
    Application.MacroOptions Macro:="'" & ThisWorkbook.Name & "'!DOT", _
        Description:="Direction of travel: Improving, Steady or Declining.", _
        Category:="xlscorecard", _
        ArgumentDescriptions:=Array( _
            "The actual: a number, a percent cell, or text as printed such as 43.1k or 62%.", _
            "The figure of the earlier period, in the same unit.", _
            "Which way is good: higher or lower (also H, L, 1, -1). A blank cell means not known.", _
            "How small a change still counts as none: 0.02 or 2% (of the earlier figure), 1pp, none.", _
            "percent (numbers are like 62), fraction (0.62 in a percent cell), count, gbp, days, score, per_100k; left out, 10% of the target holds unless the texts tell the unit.")
    Application.MacroOptions Macro:="'" & ThisWorkbook.Name & "'!DOTARROW", _
        Description:="Direction of travel as an arrow: up for better; polarity left out, up for more.", _
        Category:="xlscorecard", _
        ArgumentDescriptions:=Array( _
            "The actual: a number, a percent cell, or text as printed such as 43.1k or 62%.", _
            "The figure of the earlier period, in the same unit.", _
            "Which way is good: higher or lower (also H, L, 1, -1). A blank cell means not known.", _
            "How small a change still counts as none: 0.02 or 2% (of the earlier figure), 1pp, none.", _
            "percent (numbers are like 62), fraction (0.62 in a percent cell), count, gbp, days, score, per_100k; left out, 10% of the target holds unless the texts tell the unit.")
    Application.MacroOptions Macro:="'" & ThisWorkbook.Name & "'!VARIATION", _
        Description:="What the latest point of an SPC (XmR) chart says: common cause, improvement, concern.", _
        Category:="xlscorecard", _
        ArgumentDescriptions:=Array( _
            "The figures in time order, in one row or column; 8 at least.", _
            "Which way is good: higher or lower (also H, L, 1, -1). A blank cell means not known.")
    Application.MacroOptions Macro:="'" & ThisWorkbook.Name & "'!ASSURANCE", _
        Description:="Whether an SPC process will meet its target if nothing changes.", _
        Category:="xlscorecard", _
        ArgumentDescriptions:=Array( _
            "The figures in time order, in one row or column; 8 at least.", _
            "The target to be met.", _
            "Which way is good: higher or lower (also H, L, 1, -1). A blank cell means not known.")
    Application.MacroOptions Macro:="'" & ThisWorkbook.Name & "'!QUARTILEBAND", _
        Description:="Top, Second, Third or Bottom quartile among councils; ties share the better place.", _
        Category:="xlscorecard", _
        ArgumentDescriptions:=Array( _
            "The actual: a number, a percent cell, or text as printed such as 43.1k or 62%.", _
            "All councils' figures, ours among them; 8 at least.", _
            "Which way is good: higher or lower (also H, L, 1, -1). A blank cell means not known.")
    Application.MacroOptions Macro:="'" & ThisWorkbook.Name & "'!RAGSUMMARY", _
        Description:="Counts and percentages of a range of ratings, as a table of five rows.", _
        Category:="xlscorecard", _
        ArgumentDescriptions:=Array( _
            "The cells with Red, Amber, Green or R, A, G.")
    Application.MacroOptions Macro:="'" & ThisWorkbook.Name & "'!RAGOVERALL", _
        Description:="One colour for many ratings.", _
        Category:="xlscorecard", _
        ArgumentDescriptions:=Array( _
            "The cells with Red, Amber, Green or R, A, G.", _
            "worst (any Red is Red), most, or weighted.", _
            "A weight for each rating.")
    Application.MacroOptions Macro:="'" & ThisWorkbook.Name & "'!FIGURE", _
        Description:="The number that a text says: 43.1k, 59-63%, <14 days, £3.1m; 62% is 0.62.", _
        Category:="xlscorecard", _
        ArgumentDescriptions:=Array( _
            "The text as printed; a number stays as it is.", _
            "low or high: the end of a range such as 59-63%.")
    Application.MacroOptions Macro:="'" & ThisWorkbook.Name & "'!ASCOF", _
        Description:="What an ASCOF code means in a financial year.", _
        Category:="xlscorecard", _
        ArgumentDescriptions:=Array( _
            "The code as printed: 2B, 1C (ii), ASCOF2A1.", _
            "The financial year: 2017/18, or 2017 for the same.", _
            "title, code, unit, polarity, framework, first year, last year or note.")
End Sub
