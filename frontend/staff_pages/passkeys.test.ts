import { expect, test } from "vitest";
import { bytes, decoded, text } from "./passkeys.ts";

test("bytes survive the way to text and back", () => {
  const all = Uint8Array.from({ length: 256 }, (_, number) => number);

  expect(bytes(text(all.buffer))).toEqual(all);
  expect(text(all.buffer)).not.toMatch(/[+/=]/);
});

test("challenge and ids become bytes, our own name stays a word", () => {
  const question = {
    publicKey: {
      challenge: "AQI",
      rp: { id: "localhost", name: "Terminbuch" },
      user: { id: "Aw", name: "clara@salon.example" },
      excludeCredentials: [{ id: "BA", type: "public-key" }],
    },
  };

  expect(decoded(question)).toEqual({
    publicKey: {
      challenge: Uint8Array.of(1, 2),
      rp: { id: "localhost", name: "Terminbuch" },
      user: { id: Uint8Array.of(3), name: "clara@salon.example" },
      excludeCredentials: [{ id: Uint8Array.of(4), type: "public-key" }],
    },
  });
});
