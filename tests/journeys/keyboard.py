"""Hands on the keyboard only: wherever the focus goes, it must be seen."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page

# More stops than any page has: whoever needs them is in a trap.
FAR = 120
# How the element that has the focus differs from one that has not, and whether something lies over it.
# After the last stop of the page come the browser's own buttons: null.
LOOK = """() => {
  const element = document.activeElement;
  const drawn = element.closest("label") ?? element;
  const hasRing = (each) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
  };
  const { left, right, top, bottom } = drawn.getBoundingClientRect();
  const above = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return element === document.body ? null : {
    name: element.outerHTML.slice(0, 120),
    hasRing: hasRing(element) || hasRing(drawn),
    isUncovered: above !== null && (drawn.contains(above) || above.contains(drawn)),
  };
}"""


@dataclass(frozen=True)
class Keyboard:
    page: Page

    def tab_to(self, target: Locator) -> None:
        """Tab by tab, in reading order; every stop on the way can be seen."""
        for _ in range(FAR):
            self.press("Tab")
            self._see()
            if self.is_on(target):
                return
        raise AssertionError(f"Tab never leads to {target}")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, target: Locator, text: str) -> None:
        self.tab_to(target)
        self.page.keyboard.type(text)

    def is_on(self, target: Locator) -> bool:
        return bool(target.evaluate("element => element === document.activeElement"))

    def _see(self) -> None:
        seen = self.page.evaluate(LOOK)
        if seen is None:
            return
        assert seen["hasRing"], f"the focus cannot be seen on {seen['name']}"
        assert seen["isUncovered"], f"something lies over {seen['name']}"
