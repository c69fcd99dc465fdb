import { beforeAll, beforeEach, expect, test } from "vitest";
import { walkTimes } from "./times.ts";

beforeAll(walkTimes);

beforeEach(() => {
  document.body.innerHTML = `<button id="earliest">16:45</button>
    <ol class="slot-list"><li><button id="t0900">09:00</button></li><li><button id="t0915">09:15</button></li></ol>
    <ol class="slot-list"><li><button id="t1300">13:00</button></li></ol>`;
});

function pressOn(id: string, key: string): string | undefined {
  const button = document.getElementById(id);
  button?.focus();
  button?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  return document.activeElement?.id;
}

test.each([
  ["t0900", "ArrowRight", "t0915"],
  ["t0900", "ArrowDown", "t0915"],
  ["t0915", "ArrowRight", "t1300"],
  ["t1300", "ArrowLeft", "t0915"],
  ["t0915", "ArrowUp", "t0900"],
])("from %s %s goes to %s", (from, key, to) => {
  expect(pressOn(from, key)).toBe(to);
});

test.each([
  ["t0900", "ArrowLeft"],
  ["t1300", "ArrowRight"],
  ["t0900", "Tab"],
  ["earliest", "ArrowRight"],
])("from %s %s goes nowhere", (from, key) => {
  expect(pressOn(from, key)).toBe(from);
});
