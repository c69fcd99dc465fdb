import { describe, expect, test } from "vitest";
import { heardFromFrame, heardFromHost } from "./messages.ts";

describe("what the frame says", () => {
  test.each([
    [
      { type: "terminbuch:height", height: 812.4 },
      { kind: "height", height: 813 },
    ],
    [
      { type: "terminbuch:height", height: 3 },
      { kind: "height", height: 200 },
    ],
    [
      { type: "terminbuch:height", height: -1e300 },
      { kind: "height", height: 200 },
    ],
    [
      { type: "terminbuch:height", height: 1e300 },
      { kind: "height", height: 10_000 },
    ],
    [{ type: "terminbuch:close" }, { kind: "close" }],
    [
      { type: "terminbuch:booked", number: "A4719" },
      { kind: "outcome", outcome: "booked", number: "A4719" },
    ],
    [
      { type: "terminbuch:moved", number: "A4719" },
      { kind: "outcome", outcome: "moved", number: "A4719" },
    ],
    [
      { type: "terminbuch:cancelled", number: "A4719" },
      { kind: "outcome", outcome: "cancelled", number: "A4719" },
    ],
  ])("%o is taken", (data, heard) => {
    expect(heardFromFrame(data)).toEqual(heard);
  });

  test.each([
    ["not an object"],
    [null],
    [undefined],
    [42],
    [[]],
    [{}],
    [{ type: "resize", height: "100%;position:fixed" }],
    [{ type: "terminbuch:height", height: "100%;position:fixed" }],
    [{ type: "terminbuch:height", height: "400" }],
    [{ type: "terminbuch:height", height: Number.NaN }],
    [{ type: "terminbuch:height", height: Number.POSITIVE_INFINITY }],
    [{ type: "terminbuch:height", height: [400] }],
    [{ type: "terminbuch:height" }],
    [{ type: "terminbuch:booked" }],
    [{ type: "terminbuch:booked", number: 4719 }],
    [{ type: "terminbuch:booked", number: "" }],
    [{ type: "terminbuch:booked", number: "A".repeat(255) }],
    [{ type: "terminbuch:constructor", number: "A4719" }],
    [{ type: ["terminbuch:close"] }],
  ])("%o is dropped", (data) => {
    expect(heardFromFrame(data)).toBeNull();
  });

  test("only what the message itself says counts, not what a prototype lends it", () => {
    const lent: unknown = Object.create({ type: "terminbuch:height", height: 400 });
    const asked: unknown = {
      get type() {
        throw new Error("asked");
      },
    };

    expect(heardFromFrame(lent)).toBeNull();
    expect(heardFromFrame(asked)).toBeNull();
  });
});

describe("what the host page says", () => {
  test("name, e-mail and phone are taken, anything else is left", () => {
    const prefill = {
      name: "Maria Weber",
      email: "maria.weber@example.org",
      phone: "0170 5551234",
      consent: "on",
    };

    expect(heardFromHost({ type: "terminbuch:prefill", prefill })).toEqual({
      name: "Maria Weber",
      email: "maria.weber@example.org",
      phone: "0170 5551234",
    });
  });

  test("what is no text, or too long for a field, is left", () => {
    const prefill = { name: "M".repeat(255), email: ["maria.weber@example.org"], phone: 1705551234 };

    expect(heardFromHost({ type: "terminbuch:prefill", prefill })).toEqual({});
  });

  test("no object's prototype is changed", () => {
    const data: unknown = JSON.parse(
      '{"type":"terminbuch:prefill","prefill":{"__proto__":{"name":"Mallory"}}}',
    );

    expect(heardFromHost(data)).toEqual({});
    expect(Object.hasOwn(Object.prototype, "name")).toBe(false);
  });

  test.each([["not an object"], [null], [{ type: "prefill", name: "Maria" }]])(
    "%o is none of ours",
    (data) => {
      expect(heardFromHost(data)).toBeNull();
    },
  );
});
