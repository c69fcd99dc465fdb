import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { patience, renewParts } from "./parts.ts";

const path = "/salon-anna/cut/";
const renewed = vi.fn();

type Answer = (response: Response) => void;
let asked: { address: string; part: string | null; answer: Answer; fail: () => void }[] = [];

beforeAll(() => {
  history.replaceState(null, "", `${path}?day=2026-11-24`);
  renewParts(() => renewed());
});

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(location, "assign").mockReturnValue();
  asked = [];
  vi.stubGlobal(
    "fetch",
    (address: string, init: RequestInit) =>
      new Promise<Response>((answer, refuse) => {
        const fail = () => refuse(new TypeError("no network"));
        init.signal?.addEventListener("abort", fail);
        asked.push({ address, part: new Headers(init.headers).get("X-Part"), answer, fail });
      }),
  );
  renewed.mockClear();
  history.replaceState(null, "", `${path}?day=2026-11-24`);
  document.title = "Wann passt es Ihnen?";
  document.body.innerHTML = page("2026-11-24");
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function page(day: string, people = "Anna"): string {
  return `<p role="status" data-loading="Freie Zeiten werden geladen."></p>
    <aside data-part="slip">${people}</aside>
    <form data-part="when">
      <a id="day" href="${path}?day=2026-11-25" data-date="2026-11-25">25</a>
      <a id="next" href="${path}?month=2026-12" data-month="next">Dezember 2026</a>
      <a id="map" href="https://map.example/" >Weg zeigen</a>
      <h3 data-times>${day}</h3>
    </form>`;
}

function html(body: string, init: ResponseInit = {}): Response {
  return new Response(`<title>Neu</title>${body}`, {
    headers: { "Content-Type": "text/html; charset=utf-8" },
    ...init,
  });
}

function press(selector: string, how: MouseEventInit = {}): MouseEvent {
  const event = new MouseEvent("click", { bubbles: true, cancelable: true, ...how });
  document.querySelector(selector)?.dispatchEvent(event);
  return event;
}

async function answered(response: Response, index = 0): Promise<void> {
  asked[index]?.answer(response);
  await vi.runAllTimersAsync();
}

function times(): string | null | undefined {
  return document.querySelector("[data-times]")?.textContent;
}

test("what is being pressed is not exchanged until it is let go", async () => {
  press("#day");
  const next = document.querySelector("#next");
  next?.dispatchEvent(new Event("pointerdown", { bubbles: true }));
  asked[0]?.answer(html(page("2026-11-25")));
  await vi.advanceTimersByTimeAsync(patience);
  expect([next?.isConnected, times()]).toEqual([true, "2026-11-24"]);

  next?.dispatchEvent(new Event("pointerup", { bubbles: true }));
  await vi.runAllTimersAsync();

  expect(times()).toBe("2026-11-25");
});

describe("a day that is pressed", () => {
  test("is fetched and takes the place of the one before, with its address", async () => {
    press("#day");
    await answered(html(page("2026-11-25", "Ben")));

    expect(asked.map(({ address, part }) => [new URL(address).search, part])).toEqual([
      ["?day=2026-11-25", "when"],
    ]);
    expect(times()).toBe("2026-11-25");
    expect(document.querySelector('[data-part="slip"]')?.textContent).toBe("Ben");
    expect(location.search).toBe("?day=2026-11-25");
    expect(document.title).toBe("Neu");
    expect(renewed).toHaveBeenCalledOnce();
  });

  test("leads to the heading of its times", async () => {
    press("#day");
    await answered(html(page("2026-11-25")));

    expect(document.activeElement).toBe(document.querySelector("[data-times]"));
  });

  test("says that it waits only after a while, and keeps what was there", async () => {
    press("#day");

    await vi.advanceTimersByTimeAsync(patience - 1);
    const part = document.querySelector('[data-part="when"]');
    expect(part?.getAttribute("aria-busy")).toBeNull();

    await vi.advanceTimersByTimeAsync(1);
    expect(part?.getAttribute("aria-busy")).toBe("true");
    expect(document.querySelector('[role="status"]')?.textContent).toBe("Freie Zeiten werden geladen.");
    expect(times()).toBe("2026-11-24");

    await answered(html(page("2026-11-25")));
    expect(document.querySelector('[role="status"]')?.textContent).toBe("");
    expect(document.querySelector("[aria-busy]")).toBeNull();
  });

  test("gives way to the next one pressed", async () => {
    press("#day");
    press("#next");
    await answered(html(page("2026-11-25")), 0);
    await answered(html(page("2026-12-01")), 1);

    expect(times()).toBe("2026-12-01");
    expect(location.search).toBe("?month=2026-12");
    expect(location.assign).not.toHaveBeenCalled();
  });
});

describe("the browser follows by itself", () => {
  test.each([
    ["a refusal", html(page("2026-11-25"), { status: 503 })],
    ["a page without times", html("<h1>Bald wieder da</h1>")],
    ["something that is no page", new Response("{}", { headers: { "Content-Type": "application/json" } })],
  ])("after %s", async (_what, response) => {
    press("#day");
    await answered(response);

    expect(vi.mocked(location.assign).mock.calls).toEqual([[`${location.origin}${path}?day=2026-11-25`]]);
    expect(times()).toBe("2026-11-24");
  });

  test("without network", async () => {
    press("#day");
    asked[0]?.fail();
    await vi.runAllTimersAsync();

    expect(location.assign).toHaveBeenCalledOnce();
  });

  test.each([{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { button: 1 }])(
    "a link pressed for another tab: %o",
    (how) => {
      expect(press("#day", how).defaultPrevented).toBe(false);
      expect(asked).toEqual([]);
    },
  );

  test("a link to elsewhere", () => {
    expect(press("#map").defaultPrevented).toBe(false);
    expect(asked).toEqual([]);
  });
});

describe("a month that is turned", () => {
  test("keeps whoever turned it at the same sign", async () => {
    document.querySelector<HTMLElement>("#next")?.focus();
    press("#next");
    await answered(html(page("2026-12-01")));

    expect(document.activeElement).toBe(document.querySelector("#next"));
  });

  test("begins at its first free day for whoever came from a day", async () => {
    document.querySelector<HTMLElement>("#day")?.focus();
    press("#next");
    await answered(html(page("2026-12-01")));

    expect(document.activeElement).toBe(document.querySelector("#day"));
  });
});

test("going back shows the day before", async () => {
  press("#day");
  await answered(html(page("2026-11-25")));

  history.replaceState(null, "", `${path}?day=2026-11-24`);
  window.dispatchEvent(new PopStateEvent("popstate"));
  await answered(html(page("2026-11-24")), 1);

  expect(times()).toBe("2026-11-24");
  expect(location.search).toBe("?day=2026-11-24");
});

test("the skip link's fragment fetches nothing", async () => {
  press("#day");
  await answered(html(page("2026-11-25")));

  history.replaceState(null, "", `${path}?day=2026-11-25#content`);
  window.dispatchEvent(new PopStateEvent("popstate"));

  expect(asked).toHaveLength(1);
});
