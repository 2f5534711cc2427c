"""Unit tests have no network: what needs one belongs among the functional tests."""

from __future__ import annotations

import socket

import pytest
from pytest_socket import SocketBlockedError


@pytest.mark.filterwarnings("ignore:A test tried to use")
@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6, socket.AF_UNIX])
def test_socket_is_refused(family: socket.AddressFamily) -> None:
    with pytest.raises(SocketBlockedError):
        socket.socket(family)


@pytest.mark.filterwarnings("ignore:A test tried to use")
def test_name_is_not_looked_up() -> None:
    with pytest.raises(SocketBlockedError):
        socket.getaddrinfo("example.org", 443)
