"""``python -m keyaccount``: the keyaccount command."""

import sys

from keyaccount._core import run_command


def main() -> None:
    """Runs the command with the arguments of this process and ends it with the command's exit code."""
    sys.exit(run_command(["keyaccount", *sys.argv[1:]]))


if __name__ == "__main__":
    main()
