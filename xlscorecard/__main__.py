"""``python -m xlscorecard``."""

from xlscorecard.cli.main import main

if __name__ == "__main__":
    main()
