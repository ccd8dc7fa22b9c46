"""The Office.js add-in, written from the catalogue: metadata and manifest."""

from __future__ import annotations

import json
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

import xlscorecard
from xlscorecard.functions.catalogue import FUNCTIONS

NAMESPACE = "SCORECARD"
# One identity for the add-in, whatever the machine: Office tells add-ins apart by it.
IDENTITY = str(uuid5(NAMESPACE_URL, "xlscorecard worksheet functions"))
PORT = 28341


def functions_json() -> str:
    """functions.json: custom-functions metadata. Every argument is a table, so that one call
    takes a whole range; errors are passed in, so that they can be passed on."""
    functions = [
        {
            "id": function.name,
            "name": function.name,
            "description": function.summary,
            "parameters": [
                {
                    "name": argument.name,
                    "description": argument.help,
                    "type": "any",
                    "dimensionality": "matrix",
                    "optional": argument.optional,
                }
                for argument in function.arguments
            ],
            "result": {"type": "any", "dimensionality": "matrix"},
        }
        for function in FUNCTIONS
    ]
    # Both stand beside the functions; inside one they mean nothing to Excel, which would then
    # answer for a range with an error in it without asking (Microsoft's metadata reference).
    whole = {"allowCustomDataForDataTypeAny": True, "allowErrorForDataTypeAny": True}
    return json.dumps(whole | {"functions": functions}, indent=2)


def manifest(base: str = f"https://localhost:{PORT}", token: str = "") -> str:
    """manifest.xml for a server at ``base``; with its token, which only this user may read."""
    key = f"?token={token}" if token else ""
    page = quoteattr(f"{base}/functions.html{key}")
    script = quoteattr(f"{base}/functions.js{key}")
    data = quoteattr(f"{base}/functions.json{key}")
    icon = quoteattr(f"{base}/icon-32.png{key}")
    large = quoteattr(f"{base}/icon-64.png{key}")
    label = quoteattr("Scorecard functions")
    text = quoteattr("=RAG() and its sisters, worked out on this machine.")
    return f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<OfficeApp xmlns="http://schemas.microsoft.com/office/appforoffice/1.1"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:bt="http://schemas.microsoft.com/office/officeappbasictypes/1.0"
  xmlns:ov="http://schemas.microsoft.com/office/taskpaneappversionoverrides"
  xsi:type="TaskPaneApp">
  <Id>{IDENTITY}</Id>
  <Version>{escape(xlscorecard.__version__)}.0</Version>
  <ProviderName>xlscorecard</ProviderName>
  <DefaultLocale>en-GB</DefaultLocale>
  <DisplayName DefaultValue={label}/>
  <Description DefaultValue={text}/>
  <IconUrl DefaultValue={icon}/>
  <HighResolutionIconUrl DefaultValue={large}/>
  <SupportUrl DefaultValue={page}/>
  <Hosts><Host Name="Workbook"/></Hosts>
  <Requirements>
    <Sets DefaultMinVersion="1.1"><Set Name="SharedRuntime" MinVersion="1.1"/></Sets>
  </Requirements>
  <DefaultSettings><SourceLocation DefaultValue={page}/></DefaultSettings>
  <Permissions>ReadDocument</Permissions>
  <VersionOverrides xmlns="http://schemas.microsoft.com/office/taskpaneappversionoverrides"
    xsi:type="VersionOverridesV1_0">
    <Hosts>
      <Host xsi:type="Workbook">
        <Runtimes><Runtime resid="Page.Url" lifetime="long"/></Runtimes>
        <AllFormFactors>
          <ExtensionPoint xsi:type="CustomFunctions">
            <Script><SourceLocation resid="Script.Url"/></Script>
            <Page><SourceLocation resid="Page.Url"/></Page>
            <Metadata><SourceLocation resid="Metadata.Url"/></Metadata>
            <Namespace resid="Functions.Namespace"/>
          </ExtensionPoint>
        </AllFormFactors>
      </Host>
    </Hosts>
    <Resources>
      <bt:Images>
        <bt:Image id="Icon.32" DefaultValue={icon}/>
        <bt:Image id="Icon.64" DefaultValue={large}/>
      </bt:Images>
      <bt:Urls>
        <bt:Url id="Script.Url" DefaultValue={script}/>
        <bt:Url id="Page.Url" DefaultValue={page}/>
        <bt:Url id="Metadata.Url" DefaultValue={data}/>
      </bt:Urls>
      <bt:ShortStrings>
        <bt:String id="Functions.Namespace" DefaultValue="{NAMESPACE}"/>
      </bt:ShortStrings>
    </Resources>
  </VersionOverrides>
</OfficeApp>
"""
