"""Text <-> value: quantities, periods, units, words, references and the catalogue."""
