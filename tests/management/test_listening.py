"""The sockets that visitors knock at."""

from __future__ import annotations

import socket
from argparse import Namespace

from terminbuch.management import listening
from tests.live import free_port


def leaves_at_once(at: socket.socket) -> bool:
    """Whether an answer to a visitor who knocks there does not wait for acknowledgements."""
    with socket.create_connection(at.getsockname()), at.accept()[0] as visitor:
        return bool(visitor.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))


def test_an_answer_leaves_at_once_and_does_not_wait_40_ms_for_the_visitors_machine() -> None:
    options = Namespace(listening=[], host="127.0.0.1", port=free_port(), processes=1)

    (ours,) = listening.opened(options)

    with ours:
        assert leaves_at_once(ours)


def test_nor_where_somebody_else_has_opened_the_socket() -> None:
    with socket.create_server(("127.0.0.1", 0)) as foreign:
        options = Namespace(listening=[foreign.fileno()], host="", port=0, processes=1)
        (ours,) = listening.opened(options)
        assert leaves_at_once(ours)
        ours.detach()
