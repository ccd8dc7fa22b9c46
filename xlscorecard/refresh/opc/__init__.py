"""The package level: a zip's parts, their XML, and writing the zip again."""
