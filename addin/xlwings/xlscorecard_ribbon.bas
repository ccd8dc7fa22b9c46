Attribute VB_Name = "xlscorecard_ribbon"
' The ribbon's buttons: each asks the Python side, which does the work and shows what it did.
Option Explicit

Public Sub ScorecardConvert(control As IRibbonControl)
    RunRibbon "convert"
End Sub

Public Sub ScorecardRefresh(control As IRibbonControl)
    RunRibbon "refresh"
End Sub

Public Sub ScorecardAudit(control As IRibbonControl)
    RunRibbon "audit"
End Sub

Public Sub ScorecardReview(control As IRibbonControl)
    RunRibbon "review"
End Sub

Public Sub ScorecardSettings(control As IRibbonControl)
    RunRibbon "settings"
End Sub

Private Sub RunRibbon(action As String)
    If ActiveWorkbook Is Nothing Then
        MsgBox "Open a workbook first.", vbInformation, "xlscorecard"
        Exit Sub
    End If
    ' Only these five words are ever sent: no text of a cell or a file name becomes code.
    RunPython "import xlscorecard.addins.ribbon as ribbon; ribbon." & action & "()"
End Sub

' The function wizard shows help only for macros of a workbook that is not hidden.
Public Sub ShowHelpInWizard()
    Dim saved As Boolean
    On Error Resume Next
    saved = ThisWorkbook.Saved
    Application.ScreenUpdating = False
    ThisWorkbook.IsAddin = False
    RegisterHelp
    ThisWorkbook.IsAddin = True
    ThisWorkbook.Saved = saved
    Application.ScreenUpdating = True
End Sub
