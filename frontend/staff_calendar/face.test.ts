import { beforeEach, expect, test } from "vitest";
import { eventsOf } from "./events.ts";
import { face } from "./face.ts";
import { head } from "./heads.ts";
import { diary, entry, setup, uid } from "./sample.ts";

const before = "2026-11-23T08:00";

beforeEach(() => {
  document.body.innerHTML = '<svg class="icon"><use href="/static/icons.svg#calendar"/></svg>';
});

test("a booking is a link that says who, how it came, what and when", () => {
  const link = face(entry(), setup, before);

  expect(link.getAttribute("href")).toBe(`/-/staff/salon/bookings/${uid}/`);
  expect(link.textContent).toBe("Maria Weber online gebucht, Schneiden & Föhnen09:00 bis 09:45");
  expect(link.querySelector("use")?.getAttribute("href")).toBe("/static/icons.svg#online");
  expect(link.draggable).toBe(false);
});

test("a kept time leads nowhere", () => {
  const { uid: _uid, ...rest } = entry({ kind: "hold", who: "Zurückgelegt" });

  const link = face(rest, setup, before);

  expect([link.hasAttribute("href"), link.dataset.state]).toEqual([false, "hold"]);
});

test("what customers typed is text", () => {
  const link = face(entry({ who: "<img src=x onerror=alert(1)>" }), setup, before);

  expect(link.querySelector("img")).toBeNull();
});

test("a room has a sign, a person the first letter", () => {
  const [anna, room] = diary().columns.map((column) => head(column).querySelector(".monogram"));

  expect([anna?.textContent, room?.querySelector("use")?.getAttribute("href")]).toEqual([
    "A",
    "/static/icons.svg#room",
  ]);
});

test("behind the bookings stand closed times, absences, what is elsewhere, and buffers", () => {
  const busy: [string, string] = ["2026-11-23T09:00", "2026-11-23T09:55"];

  const drawn = eventsOf(diary({ entries: [entry({ busy })] }), setup);

  expect(drawn.map(({ id, start, end, display }) => [id, start, end, display])).toEqual([
    ["closed-0", "2026-11-23T00:00", "2026-11-23T09:00", "background"],
    ["away-0", "2026-11-23T15:00", "2026-11-24T00:00", "background"],
    ["elsewhere-0", "2026-11-23T12:00", "2026-11-23T13:00", "background"],
    ["buffer-7-0", "2026-11-23T09:45", "2026-11-23T09:55", "background"],
    ["7", "2026-11-23T09:00", "2026-11-23T09:45", undefined],
  ]);
});

test.each([
  ["booking", true, true],
  ["pending", true, true],
  ["wish", true, false],
  ["hold", true, false],
  ["booking", false, false],
] as const)("a %s can be dragged by whoever may write (%s): %s", (kind, mayWrite, editable) => {
  const drawn = eventsOf(diary({ entries: [entry({ kind })] }), { ...setup, mayWrite });

  expect(drawn.at(-1)?.editable).toBe(editable);
});
