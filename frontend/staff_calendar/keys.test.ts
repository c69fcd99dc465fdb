import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { listenToKeys } from "./keys.ts";
import { setup, uid } from "./sample.ts";
import type { Setup } from "./setup.ts";

let now: Setup | null = setup;
let pressed: string[] = [];

beforeAll(() => {
  listenToKeys(() => now);
  document.addEventListener("click", (event) => {
    event.preventDefault();
    pressed.push((event.target as HTMLElement).closest("a")?.getAttribute("href") ?? "");
  });
});

beforeEach(() => {
  now = setup;
  pressed = [];
  document.body.innerHTML = `<main class="desk"><div class="desk-tools">
      <a data-key="t" href="/today/">Heute</a><a data-key="ArrowLeft" href="/back/">Zurück</a>
      <a data-key="w" href="/week/">Woche</a><input type="search"></div>
      <div data-sheet><a data-key="7" href="/-/staff/salon/bookings/${uid}/">Maria Weber</a></div>
    </main><dialog data-keys></dialog>`;
});

function press(key: string, on: string = "body", modifiers: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...modifiers });
  document.querySelector(on)?.dispatchEvent(event);
  return event;
}

test.each([
  ["t", "/today/"],
  ["T", "/today/"],
  ["ArrowLeft", "/back/"],
  ["w", "/week/"],
])("%s presses %s", (key, address) => {
  expect(press(key).defaultPrevented).toBe(true);
  expect(pressed).toEqual([address]);
});

test.each([
  ["e", "edit/"],
  ["Delete", "cancel/"],
])("%s on a booking opens its window", (key, window) => {
  press(key, "[data-sheet] a");

  expect(pressed).toEqual([`/-/staff/salon/bookings/${uid}/${window}`]);
});

test("a booking's number is no key", () => {
  expect(press("7").defaultPrevented).toBe(false);
});

test("a slash goes to the search, a question mark shows the keys", () => {
  const shown = vi.spyOn(HTMLDialogElement.prototype, "showModal");

  press("/");
  expect(document.activeElement?.matches("input")).toBe(true);
  press("?");

  expect(shown).toHaveBeenCalledOnce();
});

test.each<[string, () => KeyboardEvent]>([
  ["in a field", () => press("t", "input")],
  ["with Control", () => press("t", "body", { ctrlKey: true })],
  ["when they are switched off", () => ((now = { ...setup, usesKeys: false }), press("t"))],
  ["in an open window", () => (document.querySelector("dialog")?.setAttribute("open", ""), press("t"))],
])("%s they do nothing", (_where, key) => {
  expect(key().defaultPrevented).toBe(false);
  expect(pressed).toEqual([]);
});

test("whoever may not write opens no window by keys", () => {
  now = { ...setup, mayWrite: false };

  press("e", "[data-sheet] a");

  expect(pressed).toEqual([]);
});
