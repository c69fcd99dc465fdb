"""The demo's foreign website: a page of somebody else, on another port, with the booking pages inside."""

from __future__ import annotations

import logging
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

# Part of a checkout, not of an installed package: where it is missing there is nothing to show.
FOLDER = Path(__file__).resolve().parents[2] / "frontend" / "embed" / "demo"
WRITTEN_ADDRESS = "http://localhost:8000"
log = logging.getLogger("terminbuch.run")


def serve(port: int, address: str) -> None:
    """On loopback, in a thread that ends with the process. ``address`` is Terminbuch's own."""
    if not FOLDER.is_dir():
        return
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), partial(ForeignPage, address))
    except OSError as error:
        log.warning("no foreign page on port %s: %s", port, error.strerror)
        return
    Thread(target=server.serve_forever, daemon=True).start()
    print(f"A foreign website with Terminbuch inside: http://localhost:{port}/", flush=True)


class ForeignPage(SimpleHTTPRequestHandler):
    def __init__(self, address: str, *arguments: Any) -> None:
        self._address = address
        super().__init__(*arguments, directory=str(FOLDER))

    def do_GET(self) -> None:
        file = FOLDER / (self.path.split("?")[0].lstrip("/") or "index.html")
        if file.suffix == ".html" and file.parent == FOLDER and file.is_file():
            self._answer(file.read_text(encoding="utf-8").replace(WRITTEN_ADDRESS, self._address))
        else:
            super().do_GET()

    def _answer(self, page: str) -> None:
        body = page.encode()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002  # named by the base class
        """Nobody reads a log of the demo."""
