"""`python -m airsmith` does what the command `airsmith` does, and the command begins here."""

import sys
from typing import NoReturn

__all__ = ["main"]


def main() -> NoReturn:
    """Run the command line. All else is imported here, so that Ctrl-C ends it in a word from the first moment on."""
    try:
        from .cli import main as run
    except KeyboardInterrupt:
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
