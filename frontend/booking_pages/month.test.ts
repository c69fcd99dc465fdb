import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { walkDays } from "./month.ts";

const turned = vi.fn();

beforeAll(walkDays);

/** Free are Wed 25 to Sat 28 and Mon 30 November 2026; Tue 1, Wed 2, Wed 9 and Fri 11 December. */
beforeEach(() => {
  const day = (date: string) => `<td><a href="?day=${date}" data-date="${date}">${date.slice(-2)}</a></td>`;
  const row = (...dates: string[]) =>
    `<tr>${dates.map(day).join("")}<td><span class="day">29</span></td></tr>`;
  document.body.innerHTML = `
    <a href="?month=2026-10" data-month="previous">Oktober</a><a href="?month=2026-12" data-month="next">Dezember</a>
    <table>${row("2026-11-25", "2026-11-26", "2026-11-27", "2026-11-28")}${row("2026-11-30")}</table>
    <table>${row("2026-12-01", "2026-12-02")}${row("2026-12-09", "2026-12-11")}</table>`;
  turned.mockClear();
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-month]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      turned(link.dataset.month);
    });
  }
});

function pressOn(date: string, key: string, how: KeyboardEventInit = {}): KeyboardEvent {
  const link = document.querySelector<HTMLAnchorElement>(`[data-date="${date}"]`);
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...how });
  link?.focus();
  link?.dispatchEvent(event);
  return event;
}

function focused(): string | undefined {
  return document.activeElement instanceof HTMLElement ? document.activeElement.dataset.date : undefined;
}

test.each([
  ["ArrowRight", "2026-11-25", "2026-11-26"],
  ["ArrowRight over a day without times", "2026-11-28", "2026-11-30"],
  ["ArrowRight into the next month", "2026-11-30", "2026-12-01"],
  ["ArrowLeft into the month before", "2026-12-01", "2026-11-30"],
  ["ArrowDown", "2026-11-25", "2026-12-02"],
  ["ArrowDown over a week without times", "2026-11-27", "2026-12-11"],
  ["ArrowUp", "2026-12-02", "2026-11-25"],
  ["ArrowUp over a week without times", "2026-12-11", "2026-11-27"],
  ["Home", "2026-11-27", "2026-11-25"],
  ["End", "2026-11-25", "2026-11-28"],
])("%s goes from %s to %s", (key, from, to) => {
  const event = pressOn(from, key.split(" ")[0] ?? "");

  expect(focused()).toBe(to);
  expect(event.defaultPrevented).toBe(true);
});

test.each([
  ["ArrowLeft", "2026-11-25"],
  ["ArrowUp", "2026-11-25"],
  ["ArrowRight", "2026-12-11"],
  ["ArrowDown", "2026-11-28"],
  ["x", "2026-11-25"],
])("where nothing is left to go, %s stays on %s and the page may scroll", (key, from) => {
  const event = pressOn(from, key);

  expect(focused()).toBe(from);
  expect(event.defaultPrevented).toBe(false);
});

test.each([
  ["PageDown", "next"],
  ["PageUp", "previous"],
])("%s turns to the %s month", (key, month) => {
  expect(pressOn("2026-11-25", key).defaultPrevented).toBe(true);
  expect(turned.mock.calls).toEqual([[month]]);
});

test("the last month is not turned", () => {
  document.querySelector('[data-month="next"]')?.remove();

  expect(pressOn("2026-11-25", "PageDown").defaultPrevented).toBe(false);
});

test.each([{ altKey: true }, { ctrlKey: true }, { metaKey: true }, { shiftKey: true }])(
  "the browser keeps its own keys: %o",
  (how) => {
    expect(pressOn("2026-11-26", "ArrowLeft", how).defaultPrevented).toBe(false);
    expect(focused()).toBe("2026-11-26");
  },
);
