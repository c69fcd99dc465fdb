import { afterEach, expect, test, vi } from "vitest";
import { grace, letPass } from "./passing.ts";

afterEach(() => vi.useRealTimers());

test("what can no longer be undone is no longer offered", () => {
  vi.useFakeTimers();
  document.body.innerHTML = `<p role="status">Saved. <button data-passes>Undo</button></p>`;
  letPass();

  vi.advanceTimersByTime(grace - 1);
  expect(document.querySelector("button")).not.toBeNull();
  vi.advanceTimersByTime(1);

  expect(document.querySelector("p")?.textContent).toBe("Saved. ");
});
