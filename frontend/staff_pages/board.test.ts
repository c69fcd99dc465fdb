import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { followBoard, pause } from "./board.ts";

let asked: { address: string; headers: Record<string, string> }[] = [];
let answer: () => Response;

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  vi.stubGlobal("fetch", (address: string, init: { headers: Record<string, string> }) => {
    asked.push({ address, headers: init.headers });
    return Promise.resolve(answer());
  });
  document.body.innerHTML = `<div data-board="/board/" data-mark="old">${part("Wartet")}</div>`;
});

afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function part(words: string): string {
  return `<div data-part="board"><p id="said">${words}</p><a href="/view/">Ansehen</a>
    <input type="checkbox" form="sending" name="send" value="anna" checked>
    <details><summary>Wer</summary><input type="text" form="sending" name="text-anna" value=""></details>
    <form id="sending"></form></div>`;
}

function fresh(words: string): Response {
  return new Response(part(words), { headers: { ETag: "new" } });
}

async function follow(response: () => Response): Promise<void> {
  answer = response;
  followBoard();
  await vi.advanceTimersByTimeAsync(pause);
}

function said(): string | null | undefined {
  return document.querySelector("#said")?.textContent;
}

function input<Kind extends HTMLElement>(selector: string): Kind | null {
  return document.querySelector<Kind>(selector);
}

test("what customers answer appears by itself", async () => {
  await follow(() => fresh("Neu vereinbart"));

  expect(asked[0]).toEqual({ address: "/board/", headers: { "X-Part": "board", "If-None-Match": "old" } });
  expect(said()).toBe("Neu vereinbart");
  expect(document.querySelector<HTMLElement>("[data-board]")?.dataset.mark).toBe("new");
});

test("what is being pressed stays until it is let go", async () => {
  const pressed = input("[name=send]");
  answer = () => fresh("Neu vereinbart");
  followBoard();
  await vi.advanceTimersByTimeAsync(pause - 1);
  pressed?.dispatchEvent(new Event("pointerdown", { bubbles: true }));
  await vi.advanceTimersByTimeAsync(10);
  expect([pressed?.isConnected, said()]).toEqual([true, "Wartet"]);

  pressed?.dispatchEvent(new Event("pointerup", { bubbles: true }));
  await vi.advanceTimersByTimeAsync(1);

  expect(said()).toBe("Neu vereinbart");
});

test("as long as nothing is new, nothing moves", async () => {
  const before = document.querySelector('[data-part="board"]');

  await follow(() => new Response(null, { status: 304 }));

  expect(document.querySelector('[data-part="board"]')).toBe(before);
});

test("what was unticked, typed and opened stays", async () => {
  input("[name=send]")?.click();
  const text = input<HTMLInputElement>("[name=text-anna]");
  if (text) text.value = "Bis bald!";
  input("details")?.setAttribute("open", "");

  await follow(() => fresh("Neu vereinbart"));

  expect(said()).toBe("Neu vereinbart");
  expect(input<HTMLInputElement>("[name=send]")?.checked).toBe(false);
  expect(input<HTMLInputElement>("[name=text-anna]")?.value).toBe("Bis bald!");
  expect(input("details")?.hasAttribute("open")).toBe(true);
});

test("the focus stays where it was", async () => {
  input("a")?.focus();

  await follow(() => fresh("Neu vereinbart"));

  expect(document.activeElement).toBe(input("a"));
});

test("nobody is interrupted while typing", async () => {
  input("[name=text-anna]")?.focus();

  await follow(() => fresh("Neu vereinbart"));

  expect(asked).toEqual([]);
});

test("nothing is asked behind an open window", async () => {
  document.body.insertAdjacentHTML("beforeend", "<dialog open></dialog>");

  await follow(() => fresh("Neu vereinbart"));

  expect(asked).toEqual([]);
});

test.each([
  ["a breakdown", () => new Response("oops", { status: 500 })],
  ["a page that is no board", () => new Response("<h1>Anmelden</h1>")],
])("%s changes nothing", async (_what, response) => {
  await follow(response);

  expect(said()).toBe("Wartet");
});

test("without a board nothing is asked", async () => {
  document.body.innerHTML = "<p>Kalender</p>";

  await follow(() => fresh("Neu vereinbart"));

  expect(asked).toEqual([]);
});
