import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { uid } from "./sample.ts";
import { leavePanel, walkInPlace } from "./ways.ts";

const home = "/-/staff/salon/";
const booking = `${home}bookings/${uid}/`;
const panel = `<aside class="panel"><h2>Maria Weber</h2><a id="close" href="${home}">Schließen</a></aside>`;
const arrived = vi.fn();

function calendar(day: string): string {
  return `<h1 data-part="head">${day}</h1>
    <p data-part="tools"><a id="next" data-key="ArrowRight" href="${home}?on=next">Weiter</a></p><p data-part="choices"></p>
    <div class="desk-columns"><div data-part="calendar" data-address="${home}?on=${day}">
      <div data-sheet><a id="face" data-key="7" href="${booking}">Maria Weber</a></div></div></div>`;
}

beforeAll(() => {
  document.body.innerHTML = calendar("monday");
  walkInPlace(arrived);
});

beforeEach(() => {
  document.body.innerHTML = calendar("monday");
  history.replaceState(null, "", `${home}?on=monday`);
  arrived.mockClear();
  vi.spyOn(location, "assign").mockReturnValue();
});

afterEach(() => vi.unstubAllGlobals());

function answer(page: string, status = 200): void {
  const headers = { "Content-Type": "text/html" };
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(page, { status, headers })));
}

function press(selector: string): void {
  document
    .querySelector(selector)
    ?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
}

test("a booking opens beside the day, and the address is its own", async () => {
  answer(calendar("monday") + panel);

  press("#face");

  await vi.waitFor(() => expect(document.querySelector(".desk-columns > aside.panel")).not.toBeNull());
  expect(location.pathname).toBe(booking);
  expect(document.activeElement?.textContent).toBe("Maria Weber");
  expect(document.querySelector("#face")?.getAttribute("aria-current")).toBe("true");
});

test("closed, focus returns to the booking and the address to the day", async () => {
  answer(panel);
  press("#face");
  await vi.waitFor(() => expect(document.querySelector("aside.panel")).not.toBeNull());

  press("#close");

  expect([document.querySelector("aside.panel"), location.search]).toEqual([null, "?on=monday"]);
  expect(document.activeElement?.id).toBe("face");
  expect(document.querySelector("#face")?.hasAttribute("aria-current")).toBe(false);
});

test("closing what is not open changes nothing", () => {
  leavePanel();

  expect(location.search).toBe("?on=monday");
});

test("another day takes the place of this one, and focus stays on the arrow", async () => {
  answer(calendar("tuesday"));
  document.querySelector<HTMLElement>("#next")?.focus();

  press("#next");

  await vi.waitFor(() => expect(arrived).toHaveBeenCalledOnce());
  expect(document.querySelector("h1")?.textContent).toBe("tuesday");
  expect([location.search, document.activeElement?.id]).toEqual(["?on=next", "next"]);
});

test.each([
  ["#face", booking],
  ["#next", `${home}?on=next`],
])("what cannot be had in place the browser goes to: %s", async (link, address) => {
  answer("gone", 404);

  press(link);

  await vi.waitFor(() => expect(location.assign).toHaveBeenCalledOnce());
  expect(vi.mocked(location.assign).mock.calls[0]?.[0]).toContain(address);
});

