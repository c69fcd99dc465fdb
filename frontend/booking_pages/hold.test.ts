import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { calm, showHold } from "./hold.ts";

const minute = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-11-23T13:34:00Z") });
});

afterEach(() => vi.useRealTimers());

function page(serverNow: string): void {
  document.body.innerHTML = `
    <div class="held" data-hold><p>10:15 Uhr ist bis 14:42 Uhr für Sie zurückgelegt.</p>
      <progress data-starts-at="2026-11-23T13:32:00Z" data-ends-at="2026-11-23T13:42:00Z" data-now="${serverNow}"
        data-label="Noch {left} von {all} Minuten"></progress></div>
    <div class="notice" data-hold-ended hidden>Wir haben 10:15 Uhr wieder freigegeben.</div>`;
}

function bar(): { value: number | undefined; label: string | null | undefined } {
  const progress = document.querySelector("progress");
  return { value: progress?.value, label: progress?.getAttribute("aria-label") };
}

function hidden(): unknown[] {
  return ["[data-hold]", "[data-hold-ended]"].map(
    (part) => document.querySelector<HTMLElement>(part)?.hidden,
  );
}

test("the bar says how much is left, in minutes", () => {
  page("2026-11-23T13:34:00Z");

  showHold();

  expect(bar()).toEqual({ value: 0.8, label: "Noch 8 von 10 Minuten" });
});

test("it moves calmly, not every second", () => {
  page("2026-11-23T13:34:00Z");
  showHold();

  vi.advanceTimersByTime(calm - 1);
  expect(bar().value).toBe(0.8);

  vi.advanceTimersByTime(1);
  expect(bar().value).toBeCloseTo(0.8 - calm / (10 * minute));
});

test("at its end, and not before, the page says that the time is free again", () => {
  page("2026-11-23T13:34:00Z");
  showHold();

  vi.advanceTimersByTime(8 * minute - 1);
  expect(hidden()).toEqual([false, true]);

  vi.advanceTimersByTime(1);
  expect(hidden()).toEqual([true, false]);
  expect(vi.getTimerCount()).toBe(0);
});

test("a visitor's clock that is two minutes slow changes nothing", () => {
  page("2026-11-23T13:36:00Z");

  showHold();

  expect(bar().label).toBe("Noch 6 von 10 Minuten");
});

test("a hold that has ended before says so at once", () => {
  page("2026-11-23T13:50:00Z");

  showHold();

  expect(hidden()).toEqual([true, false]);
});

test("a page without a hold waits for nothing", () => {
  document.body.innerHTML = "<h1>Ihr Termin ist gebucht.</h1>";

  showHold();

  expect(vi.getTimerCount()).toBe(0);
});
