import { expect, test } from "vitest";
import { clock, hasGrid, minutesBetween, wallNow, wallOf } from "./diary.ts";
import { diary, entry } from "./sample.ts";
import { stateOf } from "./states.ts";

test("the midnight that ends a day is 24:00", () => {
  expect([clock("2026-11-24T00:00", true), clock("2026-11-24T00:00"), clock("2026-11-23T09:05")]).toEqual([
    "24:00",
    "00:00",
    "09:05",
  ]);
});

test("lengths are counted by the clock on the wall", () => {
  expect(minutesBetween("2026-11-23T23:30", "2026-11-24T01:00")).toBe(90);
});

test("a date of the library is read by its local parts", () => {
  expect(wallOf(new Date(2026, 10, 3, 9, 5))).toBe("2026-11-03T09:05");
});

test.each([
  ["+01:00", "2026-11-23T14:32"],
  ["-05:00", "2026-11-23T08:32"],
  ["+05:45", "2026-11-23T19:17"],
])("now is what the clock of the place shows, %s from Greenwich", (offset, wall) => {
  expect(wallNow(offset, new Date("2026-11-23T13:32:10Z"))).toBe(wall);
});

test("an answer without entries is for a view that the server draws", () => {
  expect([hasGrid(diary()), hasGrid({ text: "", tasks: 0 })]).toEqual([true, false]);
});

test.each([
  ["booking", "2026-11-23T08:59", ""],
  ["booking", "2026-11-23T09:00", "now"],
  ["booking", "2026-11-23T09:45", "past"],
  ["pending", "2026-11-23T09:45", "pending"],
  ["wish", "2026-11-23T08:00", "pending"],
  ["hold", "2026-11-23T09:10", "hold"],
  ["offer", "2026-11-23T09:10", "hold"],
] as const)("a %s at %s is drawn as '%s'", (kind, now, state) => {
  expect(stateOf(entry({ kind }), now)).toBe(state);
});
