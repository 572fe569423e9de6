"""Ports of this machine for servers that tests start."""

import socket
from random import SystemRandom

_TRIES = 200
_PORTS = range(12_000, 32_000)
"""Below those that systems give to outgoing connections. Such a port may be taken before a server has it. A
connection tried to it while nobody listens may also get that very port as its own, and then answer itself."""


def free_port() -> int:
    """A port of this machine on which nobody listens."""
    for port in SystemRandom().sample(_PORTS, _TRIES):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError(f"none of {_TRIES} ports is free")
