"""The command line. Results go to standard output or ``-o``, progress and complaints to standard error.

Exit codes: 0 done, 1 nothing usable in the input, 2 wrong usage, 3 done, but some inputs were left out.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from geomap.cli.options import joined_positions, make_parser
from geomap.cli.streams import DONE, STOPPED, WRONG_USAGE, say
from geomap.errors import GeomapError

if TYPE_CHECKING:
    import argparse


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = make_parser().parse_args(joined_positions(sys.argv[1:] if arguments is None else arguments))
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        code = run(options)
        sys.stdout.flush()
    except GeomapError as error:
        say(str(error))
        return WRONG_USAGE
    except BrokenPipeError:
        # The reader of our output has gone; Python would complain once more on closing it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        say("stopped.")
        return STOPPED
    return code
