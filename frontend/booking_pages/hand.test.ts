import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { feelHand, handIsOff, longest } from "./hand.ts";

let isOff: boolean;

beforeAll(feelHand);

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = "<button></button><select></select>";
});

afterEach(async () => {
  await vi.runAllTimersAsync();
  vi.useRealTimers();
});

function tell(type: string, selector = "button"): void {
  document.querySelector(selector)?.dispatchEvent(new Event(type, { bubbles: true }));
}

async function waiting(): Promise<void> {
  isOff = false;
  void handIsOff().then(() => (isOff = true));
  await vi.advanceTimersByTimeAsync(1);
}

test("where nobody presses there is nothing to wait for", async () => {
  await waiting();

  expect(isOff).toBe(true);
});

test.each(["pointerup", "pointercancel"])("a press is over with %s, and the click comes first", async (end) => {
  const heard: boolean[] = [];
  document.querySelector("button")?.addEventListener("click", () => heard.push(isOff), { once: true });
  tell("pointerdown");
  await waiting();
  expect(isOff).toBe(false);

  tell(end);
  tell("click");
  await vi.advanceTimersByTimeAsync(1);

  expect([isOff, heard]).toEqual([true, [false]]);
});

test("a hand that moves without pressing was lifted where nobody heard it", async () => {
  tell("pointerdown");
  document.dispatchEvent(new PointerEvent("pointermove", { buttons: 1 }));
  await waiting();
  expect(isOff).toBe(false);

  document.dispatchEvent(new PointerEvent("pointermove", { buttons: 0 }));
  await vi.advanceTimersByTimeAsync(1);

  expect(isOff).toBe(true);
});

test("a press that never ends is waited for a moment", async () => {
  tell("pointerdown");
  await waiting();

  await vi.advanceTimersByTimeAsync(longest);

  expect(isOff).toBe(true);
});

test("a list of choices is nothing to wait for: it keeps the release to itself", async () => {
  tell("pointerdown", "select");
  await waiting();

  expect(isOff).toBe(true);
});
