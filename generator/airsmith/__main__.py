"""`python -m airsmith` does what the command `airsmith` does."""

from .cli import main

if __name__ == "__main__":
    main()
