import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { formLeftBehind, giveBackOnReturn } from "./returning.ts";

const times = "https://booking.example/salon-anna/cut/?date=2026-11-25";
const form = "https://booking.example/salon-anna/cut/book/?start=2026-11-25T10:15%2B01:00&hold=abc";

beforeEach(() => vi.stubGlobal("fetch", vi.fn().mockResolvedValue({ type: "opaqueredirect" })));
afterEach(() => vi.unstubAllGlobals());

test("the form that was left by going back is recognised", () => {
  expect(formLeftBehind({ navigationType: "traverse", from: { url: form } }, times)?.href).toBe(form);
});

test.each([
  ["by a link", { navigationType: "push", from: { url: form } }],
  ["by loading again", { navigationType: "reload", from: { url: form } }],
  ["from a form without a hold", { navigationType: "traverse", from: { url: form.replace("abc", "") } }],
  ["from another service", { navigationType: "traverse", from: { url: form.replace("/cut/", "/perm/") } }],
  ["from another site", { navigationType: "traverse", from: { url: form.replace("booking.", "other.") } }],
  ["from nowhere", { navigationType: "traverse", from: null }],
])("who comes %s gives nothing back", (_way, arrival) => {
  expect(formLeftBehind(arrival, times)).toBeNull();
});

test("a browser that cannot tell the way gives nothing back", () => {
  giveBackOnReturn();

  window.dispatchEvent(new Event("pageshow"));

  expect(fetch).not.toHaveBeenCalled();
});

test("the time is given back to the form's own address", () => {
  const here = location.href.replace(/[?#].*/, "").replace(/\/?$/, "/");
  history.replaceState(null, "", here);
  const left = `${here}book/?start=x&hold=abc`;
  vi.stubGlobal("navigation", { activation: { navigationType: "traverse", from: { url: left } } });
  giveBackOnReturn();

  window.dispatchEvent(new Event("pageshow"));

  const [address, sent] = vi.mocked(fetch).mock.calls[0] ?? [];
  expect([String(address), sent?.method, String(sent?.body)]).toEqual([left, "POST", "do=leave"]);
});
