"""`python -m chancery`."""

import sys

from chancery.cli import main

if __name__ == "__main__":
    sys.exit(main())
