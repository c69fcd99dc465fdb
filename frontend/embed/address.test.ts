import { expect, test } from "vitest";
import { frameAddress, languageFrom } from "./address.ts";

const home = "https://booking.example";
const wanted = {
  organisation: "salon-anna",
  service: null,
  language: "de",
  host: "https://shop.example",
} as const;

test("without a service the frame begins with all of them", () => {
  expect(frameAddress(home, wanted)).toBe(
    "https://booking.example/salon-anna/?embed=https%3A%2F%2Fshop.example&lang=de",
  );
});

test("with a service it begins with its times", () => {
  expect(frameAddress(home, { ...wanted, service: "cut", language: "en" })).toBe(
    "https://booking.example/salon-anna/cut/?embed=https%3A%2F%2Fshop.example&lang=en",
  );
});

test.each([
  ['"><script>alert(1)</script>', "%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E"],
  ["../../evil", "..%2F..%2Fevil"],
  ["a?b=c#d", "a%3Fb%3Dc%23d"],
  ["//evil.example", "%2F%2Fevil.example"],
  ["schön", "sch%C3%B6n"],
])("the name %s is encoded and stays one step of the path", (name, encoded) => {
  const address = frameAddress(home, { ...wanted, service: name });

  expect(address).toBe(
    `https://booking.example/salon-anna/${encoded}/?embed=https%3A%2F%2Fshop.example&lang=de`,
  );
  expect(new URL(address ?? "").pathname.split("/")).toHaveLength(4);
});

test.each(["", ".", ".."])("the name %o is refused", (name) => {
  expect(frameAddress(home, { ...wanted, organisation: name })).toBeNull();
});

test.each(["..", "."])("a service cannot be called %s", (name) => {
  expect(frameAddress(home, { ...wanted, service: name })).toBeNull();
});

test.each([
  ["de", "de"],
  ["de-AT", "de"],
  ["DE", "de"],
  ["en-GB", "en"],
  ["den", "en"],
  ["fr", "en"],
])("a page in %s reads %s", (tag, language) => {
  expect(languageFrom(tag)).toBe(language);
});
