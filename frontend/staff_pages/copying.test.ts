import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { copyLines } from "./copying.ts";

const page = `<textarea id="lines">two lines</textarea>
  <button type="button" data-copies="lines" data-copied="Copied" hidden>Copy</button>`;

function withClipboard(writeText: (text: string) => Promise<void>): void {
  vi.stubGlobal("navigator", { clipboard: { writeText } });
}

function press(): HTMLButtonElement {
  const button = document.querySelector("button")!;
  button.click();
  return button;
}

beforeEach(() => {
  document.body.innerHTML = page;
});
afterEach(() => vi.unstubAllGlobals());

test("a press copies the field and says so", async () => {
  const copied: string[] = [];
  withClipboard(async (text) => void copied.push(text));
  copyLines();

  const button = press();

  await vi.waitFor(() => expect(button.textContent).toBe("Copied"));
  expect(copied).toEqual(["two lines"]);
});

test("where the browser refuses, the lines are marked", async () => {
  withClipboard(() => Promise.reject(new Error("not allowed")));
  copyLines();

  press();

  const field = document.querySelector("textarea")!;
  await vi.waitFor(() => expect(field.selectionEnd).toBe("two lines".length));
  expect(document.querySelector("button")!.textContent).toBe("Copy");
});

test("without a clipboard there is no button", () => {
  vi.stubGlobal("navigator", {});
  copyLines();

  expect(document.querySelector("button")!.hidden).toBe(true);
});
