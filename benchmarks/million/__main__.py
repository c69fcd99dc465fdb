"""What a million bookings cost beside ten thousand: ``python -m benchmarks.million [--hundredth]``.

For each engine two installations in a temporary folder, filled with bookings by the generator: one of the
whole size, one of a hundredth. Every page and everything that is done is then measured on both in turn, with
nothing kept in memory unless the line says so. Prints Markdown. What the business asks about is as large in
either size, unless it is the large one: what takes longer all the same grows with everybody's bookings.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from tests.postgresql_server import running_server

from .installed import Installation, installations
from .size import HUNDREDTH, MILLION, QUARTER_OF_IT, Size
from .tables import Measured, Took, beginning, everything, summary, work_and_deeds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hundredth", action="store_true", help="try it out: 10,000 bookings beside 2,500")
    parser.add_argument(
        "--rounds", type=int, default=7, help="each figure is the median of so many; at most 24"
    )
    parser.add_argument("--seldom", type=int, default=3, help="the same for what takes long")
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    parser.add_argument("--all", action="store_true", help="a line for every page")
    parser.add_argument("--wait", action="store_true", help="once filled, until a line is typed")
    asked = parser.parse_args()
    sizes = (QUARTER_OF_IT, HUNDREDTH) if asked.hundredth else (HUNDREDTH, MILLION)
    if asked.only != "postgresql":
        report("SQLite", "", sizes, asked)
    if asked.only != "sqlite":
        with running_server() as address:
            report("PostgreSQL", address, sizes, asked)


def report(engine: str, server: str, sizes: tuple[Size, Size], asked: argparse.Namespace) -> None:
    with installations(server, sizes) as both:
        print(beginning(engine, sizes, [one.filled for one in both]), flush=True)
        if asked.wait:
            input()
        measured = measure(both, rounds=asked.rounds, seldom=asked.seldom)
    print(work_and_deeds(measured, sizes))
    print(summary(measured, sizes))
    if asked.all:
        print(everything(measured, sizes))


def measure(both: Sequence[Installation], *, rounds: int, seldom: int) -> list[Measured]:
    """Each of them once a round, on both sizes in turn, so that a busy moment falls on both alike.

    The first round warms up. What takes long is in the first few of the others only.
    """
    names = {name: is_seldom for name, is_seldom in both[1].names.items() if name in both[0].names}
    found: dict[str, tuple[list[Took], list[Took]]] = {name: ([], []) for name in names}
    for number in range(rounds + 1):
        for name, is_seldom in names.items():
            if is_seldom and not 1 <= number <= seldom:
                continue
            for place in (0, 1) if number % 2 else (1, 0):
                took = both[place].do(name, number)
                if number:
                    found[name][place].append(Took(**took))
    return [Measured(name, *pair) for name, pair in found.items()]


if __name__ == "__main__":
    main()
