import { beforeEach, describe, expect, test, vi } from "vitest";
import { focusFirst, focusOnArrival } from "./focus.ts";

beforeEach(() => document.body.replaceChildren());

function came({ from, by }: { from: string; by: string }): void {
  const entry = {
    name: "",
    entryType: "navigation",
    startTime: 0,
    duration: 0,
    type: by,
    toJSON: () => ({}),
  };
  vi.spyOn(document, "referrer", "get").mockReturnValue(from);
  vi.spyOn(performance, "getEntriesByType").mockReturnValue([entry]);
}

describe("arriving at a page", () => {
  const before = `${location.origin}/salon-anna/cut/`;

  test("a reader who comes from another of our pages begins at its heading", () => {
    came({ from: before, by: "navigate" });
    document.body.innerHTML = '<a href="/">Salon Anna</a><h1 data-focus>Ihr Termin ist gebucht.</h1>';

    focusOnArrival();

    expect(document.activeElement).toBe(document.querySelector("h1"));
  });

  test("a refused form begins at the first field to be mended", () => {
    came({ from: before, by: "navigate" });
    document.body.innerHTML = `<h1 data-focus>Wen dürfen wir erwarten?</h1>
      <input id="name"><input id="email" aria-invalid="true"><input id="phone" aria-invalid="true">`;

    focusOnArrival();

    expect(document.activeElement?.id).toBe("email");
  });

  test.each([
    ["the first page of a visit", { from: "", by: "navigate" }],
    ["a page in a host's frame", { from: "https://shop.example/", by: "navigate" }],
    ["a host whose name begins like ours", { from: `${location.origin}.example/`, by: "navigate" }],
    ["a page loaded again", { from: before, by: "reload" }],
    ["a page one went back to", { from: before, by: "back_forward" }],
  ])("%s leaves the focus where it is", (_what, arrival) => {
    came(arrival);
    document.body.innerHTML = "<h1 data-focus>Wann passt es Ihnen?</h1>";

    focusOnArrival();

    expect(document.activeElement).toBe(document.body);
  });
});

test("a heading takes the focus, but is no stop of the Tab key", () => {
  document.body.innerHTML = "<h1>Wann passt es Ihnen?</h1>";

  focusFirst([".missing", "h1"]);

  expect(document.activeElement?.getAttribute("tabindex")).toBe("-1");
});

test("a link keeps its place in the order", () => {
  document.body.innerHTML = '<a href="/">Salon Anna</a>';

  focusFirst(["a"]);

  expect(document.activeElement).toBe(document.querySelector("a"));
  expect(document.querySelector("a")?.hasAttribute("tabindex")).toBe(false);
});
