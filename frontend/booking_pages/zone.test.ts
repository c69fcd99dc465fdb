import { beforeEach, expect, test } from "vitest";
import { offerZone } from "./zone.ts";

beforeEach(() => {
  history.replaceState(null, "", "/salon-anna/cut/?day=2026-11-25");
  document.body.innerHTML = `<p data-zone="Europe/Berlin">Uhrzeiten in Berlin (MEZ, UTC+1)
    <a data-zone-hint hidden href="/salon-anna/cut/?day=2026-11-25&amp;tz=">Uhrzeiten in <span data-zone-name></span></a></p>`;
});

function hint(): HTMLAnchorElement | null {
  return document.querySelector("a[data-zone-hint]");
}

test("a visitor in another zone is offered theirs, and nothing moves by itself", () => {
  offerZone("America/New_York");

  expect(hint()?.hidden).toBe(false);
  expect(hint()?.search).toBe("?day=2026-11-25&tz=America%2FNew_York");
  expect(hint()?.textContent).toBe("Uhrzeiten in New York");
  expect(location.search).toBe("?day=2026-11-25");
});

test.each([["Europe/Berlin"], ["Europe/Vienna"], [""]])("a visitor in %o is offered nothing", (zone) => {
  offerZone(zone);

  expect(hint()?.hidden).toBe(true);
});

test("a zone that shares the offset for half the year only is offered", () => {
  offerZone("Africa/Lagos");

  expect(hint()?.hidden).toBe(false);
});

test("whoever has chosen a zone is offered nothing", () => {
  history.replaceState(null, "", "/salon-anna/cut/?tz=Europe%2FBerlin");

  offerZone("America/New_York");

  expect(hint()?.hidden).toBe(true);
});

test("a page without times is left as it is", () => {
  document.body.innerHTML = "<h1>Ihr Termin ist gebucht.</h1>";

  offerZone("America/New_York");

  expect(document.body.innerHTML).toBe("<h1>Ihr Termin ist gebucht.</h1>");
});
