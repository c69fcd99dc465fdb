import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { apply } from "./applying.ts";
import { editAddress, newAddress } from "./drags.ts";
import { lasts } from "./notice.ts";
import { entry, setup, uid } from "./sample.ts";

const put = { from: "2026-11-23T10:15", minutes: 45, resource: "b-uid", was: "a-uid" };
const page = `<form data-token><input name="csrfmiddlewaretoken" value="t"></form><div class="desk-columns"></div>`;

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = page;
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function answers(body: object, status = 200): ReturnType<typeof vi.fn> {
  const asked = vi.fn(() => Promise.resolve(new Response(JSON.stringify(body), { status })));
  vi.stubGlobal("fetch", asked);
  return asked;
}

function said(): string | undefined {
  return document.querySelector("[data-notice] p")?.textContent ?? undefined;
}

test("a drag opens the window with the new time and resource filled in", () => {
  expect(editAddress(entry(), put, setup)).toBe(
    `/-/staff/salon/bookings/${uid}/edit/?on=2026-11-23&at=10%3A15&minutes=45&resource=b-uid&was=a-uid`,
  );
  expect(newAddress({ ...put, was: "" }, setup)).toBe(
    "/-/staff/salon/bookings/new/?on=2026-11-23&at=10%3A15&minutes=45&resource=b-uid",
  );
});

test("applied at once it says so and can be taken back for ten seconds", async () => {
  const asked = answers({ ok: true, sentence: "Gespeichert.", undo_url: "/undo/", version: 4 });
  const revert = vi.fn();

  await apply(entry(), put, setup, revert);

  const [address, sent] = asked.mock.calls[0] as [string, { body: URLSearchParams }];
  expect([address, Object.fromEntries(sent.body)]).toEqual([
    `/-/staff/salon/bookings/${uid}/move/`,
    {
      starts_at: "2026-11-23T10:15",
      minutes: "45",
      resource: "b-uid",
      was_resource: "a-uid",
      version: "3",
      csrfmiddlewaretoken: "t",
    },
  ]);
  expect([said(), revert.mock.calls.length]).toEqual(["Gespeichert.", 0]);

  document.querySelector<HTMLElement>("[data-notice] button")?.click();
  await vi.advanceTimersByTimeAsync(0);

  expect(asked.mock.calls[1]?.[0]).toBe("/undo/");
  expect(said()).toBe("Es ist wieder wie vorher.");

  await vi.advanceTimersByTimeAsync(lasts);

  expect(said()).toBeUndefined();
});

test("what cannot be is put back, with the sentence and the way to the window", async () => {
  answers({ ok: false, sentence: "Clara hat um 16:15 Uhr schon eine Buchung.", window_url: "/edit/" }, 409);
  const revert = vi.fn();

  await apply(entry(), put, setup, revert);

  expect([said(), revert.mock.calls.length]).toEqual(["Clara hat um 16:15 Uhr schon eine Buchung.", 1]);
  expect(document.querySelector("[data-notice] a[data-window]")?.getAttribute("href")).toBe("/edit/");
});

test("without an answer it is put back and said", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("offline")));
  const revert = vi.fn();

  await apply(entry(), put, setup, revert);

  expect([said(), revert.mock.calls.length]).toEqual(["Das hat nicht geklappt.", 1]);
});
