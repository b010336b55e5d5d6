"""The command ``guanxi``, which the package carries."""

import signal
import sys

from . import _guanxi


def main():
    """Runs the command line on the arguments of this process, and ends it."""
    # Ctrl-C ends it at once, as it ends the program: Python would only take note, and wait.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(_guanxi.run(["guanxi", *sys.argv[1:]], _guanxi.__file__))
