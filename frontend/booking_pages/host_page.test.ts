import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { talkToHostPage } from "./host_page.ts";

const host = "https://shop.example";
const parent = { postMessage: vi.fn() };
const ourselves = window.parent;
let resized: () => void;

beforeEach(() => {
  parent.postMessage.mockClear();
  vi.stubGlobal("parent", parent);
  vi.stubGlobal(
    "ResizeObserver",
    class {
      constructor(seen: () => void) {
        resized = seen;
      }
      observe(): void {}
    },
  );
  Object.assign(document.documentElement.dataset, { embed: "", embedOrigin: host });
});

afterEach(() => {
  vi.unstubAllGlobals();
  delete document.documentElement.dataset.embed;
  delete document.documentElement.dataset.embedOrigin;
  document.body.replaceChildren();
});

function escape(): void {
  document.body.dispatchEvent(
    new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }),
  );
}

function say(
  data: unknown,
  { origin = host, source = parent }: { origin?: string; source?: object } = {},
): void {
  window.dispatchEvent(Object.assign(new MessageEvent("message", { data, origin }), { source }));
}

describe("what the host page is told", () => {
  test("how tall the page is, whenever that changes", () => {
    vi.spyOn(document.body, "offsetHeight", "get").mockReturnValue(812);
    talkToHostPage();

    resized();

    expect(parent.postMessage.mock.calls).toEqual([[{ type: "terminbuch:height", height: 812 }, host]]);
  });

  test.each([["booked"], ["moved"], ["cancelled"]])("that an appointment was %s", (event) => {
    document.body.innerHTML = `<section data-event="${event}" data-number="A4719"></section>`;

    talkToHostPage();

    expect(parent.postMessage.mock.calls).toEqual([[{ type: `terminbuch:${event}`, number: "A4719" }, host]]);
  });

  test.each([
    ["an event it does not know", '<section data-event="paid" data-number="A4719"></section>'],
    ["an event without a number", '<section data-event="booked"></section>'],
    ["nothing that happened", "<h1>Wann passt es Ihnen?</h1>"],
  ])("nothing about %s", (_what, body) => {
    document.body.innerHTML = body;

    talkToHostPage();

    expect(parent.postMessage).not.toHaveBeenCalled();
  });

  test("nothing twice, when the page is loaded again", () => {
    const entry = {
      name: "",
      entryType: "navigation",
      startTime: 0,
      duration: 0,
      type: "reload",
      toJSON: () => ({}),
    };
    vi.spyOn(performance, "getEntriesByType").mockReturnValue([entry]);
    document.body.innerHTML = '<section data-event="booked" data-number="A4719"></section>';

    talkToHostPage();

    expect(parent.postMessage).not.toHaveBeenCalled();
  });

  test("that Escape was pressed", () => {
    talkToHostPage();

    escape();

    expect(parent.postMessage).toHaveBeenCalledWith({ type: "terminbuch:close" }, host);
  });
});

describe("nobody is told anything", () => {
  test("when the organisation does not allow this host", () => {
    delete document.documentElement.dataset.embedOrigin;
    document.body.innerHTML = '<section data-event="booked" data-number="A4719"></section>';

    talkToHostPage();

    expect(parent.postMessage).not.toHaveBeenCalled();
  });

  test("when the page stands by itself", () => {
    const told = vi.spyOn(window, "postMessage");
    vi.stubGlobal("parent", ourselves);
    document.body.innerHTML = '<section data-event="booked" data-number="A4719"></section>';

    talkToHostPage();

    expect(told).not.toHaveBeenCalled();
  });
});

describe("what the host page fills in", () => {
  const markup = "<img src=x onerror=alert(1)>";
  const form = '<form method="post"><input name="name"><input name="email" value="typed@example.org"></form>';
  const prefill = { type: "terminbuch:prefill", prefill: { name: markup, email: "maria.weber@example.org" } };

  function values(): string[] {
    return [...document.querySelectorAll("input")].map((field) => field.value);
  }

  test("stands as text in fields that are empty", () => {
    document.body.innerHTML = form;
    talkToHostPage();

    say(prefill);

    expect(values()).toEqual([markup, "typed@example.org"]);
    expect(document.querySelector("img")).toBeNull();
  });

  test.each([
    ["another origin", { origin: "https://evil.example" }],
    ["another window", { source: { postMessage: () => {} } }],
  ])("is not taken from %s", (_what, from) => {
    document.body.innerHTML = form;
    talkToHostPage();

    say(prefill, from);

    expect(values()).toEqual(["", "typed@example.org"]);
  });

  test("is left where the page has no such field", () => {
    document.body.innerHTML = "<h1>Wann passt es Ihnen?</h1>";
    talkToHostPage();

    say(prefill);

    expect(document.body.innerHTML).toBe("<h1>Wann passt es Ihnen?</h1>");
  });
});
