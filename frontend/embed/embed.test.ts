import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { framesAnswer } from "./answering_frames.ts";

const tag = "terminbuch-booking";

beforeAll(framesAnswer);

beforeEach(() => vi.resetModules());

afterEach(() => document.body.replaceChildren());

async function loadedFrom(script: HTMLScriptElement | null): Promise<void> {
  vi.spyOn(document, "currentScript", "get").mockReturnValue(script);
  await import("./embed.ts");
}

function scriptAt(address: string): HTMLScriptElement {
  const script = document.createElement("script");
  script.src = address;
  return script;
}

test("loaded as a module, it says how to load it", async () => {
  const said = vi.spyOn(console, "error").mockReturnValue();

  await loadedFrom(null);

  expect(said).toHaveBeenCalledOnce();
  expect(customElements.get(tag)).toBeUndefined();
});

test("the booking pages are those of the server the script came from, and the first of two scripts stays", async () => {
  await loadedFrom(scriptAt("https://booking.example/embed.js?v=1"));
  vi.resetModules();
  await loadedFrom(scriptAt("https://other.example/embed.js"));

  document.body.innerHTML = `<${tag} organisation="salon-anna"></${tag}>`;

  const frame = document.querySelector(tag)?.shadowRoot?.querySelector("iframe");
  expect(frame?.src).toMatch("https://booking.example/salon-anna/?");
});
