"""axe-core, asked in every width and colour scheme."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal

from playwright.sync_api import Frame, Page

from .undecided import REVIEWED

SCRIPT = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
ASK = """(reviewed) => axe.run(document, {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
  resultTypes: ["violations", "incomplete"],
  elementRef: true,
  iframes: false,
}).then(({ violations, incomplete }) => {
  const why = ({ any, all, none }) => [...any, ...all, ...none][0]?.data?.messageKey ?? "";
  const isReviewed = (rule, node) => reviewed.some(([known, reason, where]) =>
    known === rule && why(node) === reason && node.element.closest(where));
  // What is scrolled half beneath the foot of a window has its whole size as soon as one scrolls on.
  const isBeneathFoot = (rule, node) => rule === "target-size" && why(node) === "partiallyObscured"
    && node.element.closest(".window:has(.window-foot)");
  const said = (rule, node) => `${rule}: ${why(node)} ${node.target.join(" ")}`;
  return [
    ...violations.flatMap(({ id, nodes }) =>
      nodes.filter((node) => !isBeneathFoot(id, node)).map((node) => said(id, node))),
    ...incomplete.flatMap(({ id, nodes }) =>
      nodes.filter((node) => !isReviewed(id, node)).map((node) => `undecided ${said(id, node)}`)),
  ];
})"""
# One that is called off is at rest, too.
AT_REST = "Promise.allSettled(document.getAnimations().map(({ finished }) => finished))"
OVERFLOWING = """() => {
  const { scrollWidth } = document.documentElement;
  const reach = (each) => each.getBoundingClientRect().right;
  const widest = [...document.querySelectorAll("body *")].sort((one, other) => reach(other) - reach(one))[0];
  return scrollWidth <= innerWidth ? [] : [`too wide: ${scrollWidth} ${widest?.outerHTML.slice(0, 100)}`];
}"""
# 320 pixels are 1280 at a zoom of 400 %.
WIDTHS = (320, 1280)
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def barriers(sheet: Page | Frame) -> list[str]:
    """What axe says is wrong, and what it could not decide and nobody has looked at: "rule: why element".

    Without the frames in it: those are asked themselves.
    """
    if not sheet.evaluate("'axe' in window"):
        sheet.evaluate(_script())
    found: list[str] = sheet.evaluate(ASK, REVIEWED)
    return found


def dressed(page: Page) -> Iterator[str]:
    """The page in each width and scheme, nothing moving; yields how it is dressed."""
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate(AT_REST)
            yield f"{width} {scheme}"


def too_wide(sheet: Page | Frame) -> list[str]:
    """What makes a reader scroll sideways."""
    found: list[str] = sheet.evaluate(OVERFLOWING)
    return found


@cache
def _script() -> str:
    return SCRIPT.read_text(encoding="utf-8")
