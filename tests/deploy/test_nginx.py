"""The example for nginx: what it hands on, and what it keeps to itself."""

from __future__ import annotations

import re

from terminbuch.actions import logos
from terminbuch.config import logs
from tests.source_files import ROOT

TEXT = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")


def test_it_says_who_the_visitor_is_and_passes_no_claim_on() -> None:
    said = dict(re.findall(r"^\s+proxy_set_header (\S+) (\S+);", TEXT, re.MULTILINE))

    assert said == {
        "Connection": "close",
        "Host": "$host",
        "X-Forwarded-For": "$remote_addr",
        "X-Forwarded-Proto": "$scheme",
    }


def test_it_lets_the_largest_upload_in() -> None:
    (megabytes,) = re.findall(r"client_max_body_size (\d+)m;", TEXT)

    assert int(megabytes) * 2**20 > logos.MOST_BYTES


def test_what_our_log_masks_its_log_masks_too() -> None:
    (ours,) = re.findall(r"/-/\(\?:([a-z|]+)\)/", logs.TOKEN.pattern)
    (theirs,) = re.findall(r"/-/\(\?:([a-z|]+)\)/", TEXT)

    assert theirs == ours
    assert re.findall(r"log_format \w+ '([^']+)'", TEXT) == [
        "$time_iso8601 $request_method $logged_uri $status $body_bytes_sent $request_time"
    ]


def test_metrics_are_for_those_inside() -> None:
    assert re.search(r"location = /metrics \{\s+return 404;\s+\}", TEXT)
