"""What systemd does: it opens the socket, starts us with it, and waits to hear that we are there."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

from tests.installation import PATIENCE, Installation
from tests.live import LOOPBACK

# The process gets the socket as its third file and is told its own number, as systemd does both.
STARTED = (
    "import os, sys; os.dup2(int(sys.argv[1]), 3); os.environ['LISTEN_PID'] = str(os.getpid());"
    " os.execv(sys.executable, [sys.executable, '-m', 'terminbuch', 'run', '--port', '1'])"
)


def test_visitors_wait_in_the_queue_of_a_socket_that_was_handed_over(standing: Installation, tmp_path: Path):
    with socket.create_server((LOOPBACK, 0)) as at, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
        told.bind(str(tmp_path / "told"))
        told.settimeout(PATIENCE)
        # Before anybody is there who could answer.
        visitor = socket.create_connection(at.getsockname(), timeout=PATIENCE)
        visitor.sendall(b"GET /healthz/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")

        process = _start(standing, at, tmp_path / "told")
        try:
            assert (visitor.recv(15), told.recv(100)) == (b"HTTP/1.1 200 OK", b"READY=1")
        finally:
            process.terminate()
            assert process.wait(PATIENCE) == 0
            visitor.close()


def _start(standing: Installation, at: socket.socket, told: Path) -> subprocess.Popen[bytes]:
    # Port 1 could not be had: it is not asked for.
    env = {**standing.environment, "LISTEN_FDS": "1", "NOTIFY_SOCKET": str(told)}
    number = at.fileno()
    os.set_inheritable(number, True)
    return subprocess.Popen([sys.executable, "-c", STARTED, str(number)], env=env, pass_fds=[number])
