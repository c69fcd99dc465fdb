"""What happens, in which order, and what must hold of it."""

from __future__ import annotations

from tests.cluster.databases import until
from tests.cluster.evidence import Verdict
from tests.cluster.play import AGAIN_WITHIN, Play

FAILOVER = 40.0
"""Seconds that a scene with a failover lasts at least."""


def all_that_can_happen(play: Play) -> None:
    first, second = play.machines.applications.values()
    play.scene("nothing happens", seconds=8, do=lambda: None)
    play.scene("an application host is cut off", seconds=14, do=first.is_cut)
    first.is_mended()
    until(lambda: play.serves(first))
    play.scene("an application host dies", seconds=12, do=second.dies)
    play.machines.start_application(second)
    until(lambda: play.serves(second))
    failovers(play)


def failovers(play: Play) -> None:
    dead = play.primary()
    play.scene("the primary is cut off and dies", seconds=FAILOVER, do=play.primary_dies)
    dead.is_mended()
    play.machines.start_database(dead)
    until(play.all_follow)
    alone = play.primary()
    play.scene("the primary is cut off from the others", seconds=FAILOVER, do=play.primary_is_alone)
    alone.finds(play.others(alone))
    until(play.all_follow)
    play.scene("both came back as replicas", seconds=5, do=lambda: None)


def broken(play: Play, verdict: Verdict) -> list[str]:
    """What should have held and did not. What an asynchronous cluster loses is said, not blamed."""
    never = {"overlaps": verdict.overlaps, "bookings without a time": verdict.homeless}
    if play.machines.synchronous:
        never |= {"confirmed and lost": verdict.lost, "not known in the end": verdict.uncertain}
        never |= {"nobody asked for": verdict.strange}
    said = [f"{number} {what}" for what, number in never.items() if number]
    late = [each for each in play.scenes if each.gap > AGAIN_WITHIN]
    said += [f"{each.title}: nothing was confirmed for {each.gap:.1f} s" for each in late]
    said += play.strange_hosts
    return said if verdict.confirmed else [*said, "nothing was ever confirmed"]
