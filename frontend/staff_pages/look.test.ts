import { afterEach, expect, test } from "vitest";
import { showColour } from "./look.ts";

afterEach(() => {
  document.documentElement.removeAttribute("style");
});

test("the page takes the colour while it is being chosen", () => {
  document.body.innerHTML = `<input type="color" data-accent value="#8a3a63">`;
  showColour();

  const field = document.querySelector("input")!;
  field.value = "#2a6f4e";
  field.dispatchEvent(new Event("input"));

  expect(document.documentElement.style.getPropertyValue("--accent")).toBe("#2a6f4e");
});

test("a page without that field stays as it is", () => {
  document.body.innerHTML = "";
  showColour();

  expect(document.documentElement.getAttribute("style")).toBeNull();
});
