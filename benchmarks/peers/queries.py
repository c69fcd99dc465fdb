"""How many statements a page asks of its database: ``python -m benchmarks.peers.queries PATH...``.

In the environment and with the settings of whoever is asked. Each page was seen once before, so what is
kept is kept. Prints a number a line.
"""

from __future__ import annotations

import json
import os
import sys

import django

django.setup()

from django.db import connection  # noqa: E402  # Django must be ready before
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402


def main() -> None:
    headers = json.loads(os.environ["ASKED_WITH"])
    client = Client(headers=headers)
    counts = []
    for path in sys.argv[1:]:
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(path)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        counts.append(len(asked))
    # The last line: packages may have said something before.
    print(json.dumps(counts))


if __name__ == "__main__":
    main()
