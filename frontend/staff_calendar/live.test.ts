import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Connection } from "./connection.ts";
import { ask, follow, type News, pause } from "./live.ts";
import { diary, setup } from "./sample.ts";

const address = "/-/staff/salon/calendar/feed/?view=day";

beforeEach(() => vi.useFakeTimers());

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function answers(...given: (Response | Error)[]): ReturnType<typeof vi.fn> {
  const asked = vi.fn(() => {
    const next = given.shift() ?? new Response(null, { status: 304 });
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
  });
  vi.stubGlobal("fetch", asked);
  return asked;
}

function fresh(name: string): Response {
  return new Response(JSON.stringify(diary()), { headers: { ETag: name } });
}

test("what is known is named, and not sent again", async () => {
  const asked = answers(fresh('"one"'));

  const [news, next] = await ask({ address, known: "" });
  const [again] = await ask(next);

  expect(news).toEqual({ kind: "changed", diary: diary() });
  expect(again).toEqual({ kind: "same" });
  expect(asked.mock.calls[1]?.[1]).toMatchObject({ headers: { "If-None-Match": '"one"' } });
});

test.each([
  ["no network", new TypeError("offline"), "lost"],
  ["a gateway's error", new Response("", { status: 502 }), "lost"],
  ["a page that is not there any more", new Response("", { status: 404 }), "signed out"],
] as const)("%s is told", async (_what, answer, kind) => {
  answers(answer);

  expect((await ask({ address, known: "" }))[0]).toEqual({ kind });
});

test("it asks again after a pause, at once when told to, and never after its end", async () => {
  const asked = answers(fresh('"one"'));
  const heard: News["kind"][] = [];

  const end = follow(address, (news) => heard.push(news.kind));
  await vi.advanceTimersByTimeAsync(pause);
  document.dispatchEvent(new Event("diary:ask"));
  await vi.advanceTimersByTimeAsync(0);
  end();
  await vi.advanceTimersByTimeAsync(10 * pause);

  expect(heard).toEqual(["changed", "same", "same"]);
  expect(asked).toHaveBeenCalledTimes(3);
});

test("what happens elsewhere is seen within two seconds: the pause leaves half of one for the answer", () => {
  expect(pause).toBeLessThanOrEqual(1500);
});

test("the bar says since when there is no connection, and how old is what is shown", () => {
  document.body.innerHTML = "<p data-offline hidden></p>";
  const bar = document.querySelector("[data-offline]");
  const connection = new Connection(setup);

  connection.heard(new Date(2026, 10, 23, 14, 31));
  connection.lost(new Date(2026, 10, 23, 14, 32));
  connection.lost(new Date(2026, 10, 23, 14, 40));

  expect(bar?.textContent).toBe("Keine Verbindung seit 14:32. Angezeigt wird der Stand von 14:31.");
  expect([connection.isLost, bar?.hasAttribute("hidden")]).toEqual([true, false]);

  connection.heard();

  expect([connection.isLost, bar?.hasAttribute("hidden")]).toEqual([false, true]);
});
