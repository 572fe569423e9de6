"""The guard that keeps the tests offline works."""

import socket

import pytest


def test_a_connection_to_another_machine_fails_the_test():
    with socket.socket() as connection, pytest.raises(AssertionError, match="stay on this machine"):
        connection.connect(("192.0.2.1", 80))


def test_looking_up_a_host_name_fails_the_test():
    with pytest.raises(AssertionError, match=r"example\.org"):
        socket.getaddrinfo("example.org", 443)


def test_a_connection_to_this_machine_is_allowed():
    with socket.create_server(("127.0.0.1", 0)) as server:
        connection = socket.create_connection(server.getsockname())

        assert connection.getpeername() == server.getsockname()
        connection.close()
