"""``python -m examiner`` is the command ``examiner``."""

import sys

from examiner.cli import main

if __name__ == "__main__":
    sys.exit(main())
