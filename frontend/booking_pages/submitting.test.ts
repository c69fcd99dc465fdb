import { beforeAll, beforeEach, expect, test } from "vitest";
import { submitOnce } from "./submitting.ts";

beforeAll(submitOnce);

beforeEach(() => {
  document.body.innerHTML = `
    <form id="once" data-submit-once><button id="book">Termin verbindlich buchen</button>
      <button id="close" formmethod="dialog">Schließen</button>
      <button id="look" formtarget="preview">Erst ansehen</button></form>
    <form id="free"><button id="search">Suchen</button></form>`;
});

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`No ${id}`);
  return found;
}

function submit(form: string, button: string): SubmitEvent {
  const event = new SubmitEvent("submit", { bubbles: true, cancelable: true, submitter: element(button) });
  element(form).dispatchEvent(event);
  return event;
}

test("a second press while the first is on its way sends nothing, and the button stays a button", () => {
  expect(submit("once", "book").defaultPrevented).toBe(false);
  expect(submit("once", "book").defaultPrevented).toBe(true);

  expect(element("book").getAttribute("aria-busy")).toBe("true");
  expect(element("book").hasAttribute("disabled")).toBe(false);
});

test("a window can be closed, and opened and closed again", () => {
  expect(submit("once", "close").defaultPrevented).toBe(false);
  expect(submit("once", "close").defaultPrevented).toBe(false);
  expect(submit("once", "book").defaultPrevented).toBe(false);
});

test("what is answered in a frame can be asked for again and again, and the form be sent after it", () => {
  expect(submit("once", "look").defaultPrevented).toBe(false);
  expect(submit("once", "look").defaultPrevented).toBe(false);
  expect(submit("once", "book").defaultPrevented).toBe(false);
});

test("other forms may be sent as often as one likes", () => {
  submit("free", "search");

  expect(submit("free", "search").defaultPrevented).toBe(false);
});

test("a page brought back from memory can be sent again", () => {
  submit("once", "book");

  window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));

  expect(document.querySelector("[aria-busy]")).toBeNull();
  expect(submit("once", "book").defaultPrevented).toBe(false);
});
