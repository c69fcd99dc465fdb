import { beforeAll, beforeEach, expect, test } from "vitest";
import { countSending, tally } from "./sending.ts";

beforeAll(countSending);

beforeEach(() => {
  document.body.innerHTML = `
    <input type="checkbox" form="sending" name="send" value="anna" checked>
    <input type="checkbox" form="sending" name="resource-anna" data-hears="ben clara" checked>
    <input type="hidden" form="sending" name="customer-anna" data-hears="anna@example.org">
    <input type="checkbox" form="sending" name="send" value="berta" checked>
    <input type="checkbox" form="sending" name="resource-berta" data-hears="ben" checked>
    <input type="checkbox" form="sending" name="customer-berta" data-hears="berta@example.org" checked>
    <input type="checkbox" name="other" id="other">
    <p data-people></p>
    <form id="sending" data-sending>
      <span data-send></span>
      <span hidden data-words="none">Anhaken</span><span hidden data-words="one">1 senden</span>
      <span hidden data-words="many"># senden</span>
      <span hidden data-people-words="one">1 Mensch</span><span hidden data-people-words="many"># Menschen</span>
    </form>`;
});

function turn(name: string, value?: string): void {
  const input = document.querySelector<HTMLInputElement>(
    `[name="${name}"]${value ? `[value="${value}"]` : ""}`,
  );
  input?.click();
}

function said(): (string | null | undefined)[] {
  return ["[data-send]", "[data-people]"].map((place) => document.querySelector(place)?.textContent);
}

test("nobody is counted twice", () => {
  tally();

  expect(said()).toEqual(["2 senden", "4 Menschen"]);
});

test("who is told of an unticked case is not counted", () => {
  turn("send", "anna");

  expect(said()).toEqual(["1 senden", "2 Menschen"]);
});

test("an unticked box counts nobody, a customer who is always told stays", () => {
  turn("resource-anna");
  turn("customer-berta");

  expect(said()).toEqual(["2 senden", "2 Menschen"]);
});

test("one person is said as one", () => {
  turn("send", "anna");
  turn("resource-berta");

  expect(said()).toEqual(["1 senden", "1 Mensch"]);
});

test("nothing ticked asks to tick something", () => {
  turn("send", "anna");
  turn("send", "berta");

  expect(said()).toEqual(["Anhaken", "0 Menschen"]);
});

test("boxes of other forms change nothing", () => {
  turn("other");

  expect(said()).toEqual(["", ""]);
});

test("a page without a board is left alone", () => {
  document.body.innerHTML = "<p>Kalender</p>";

  tally();

  expect(document.body.innerHTML).toBe("<p>Kalender</p>");
});
