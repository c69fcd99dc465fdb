import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { openWindows } from "./windows.ts";

const address = "/-/manage/token/cancel/";
const cancelPage = `<h1>Salon Anna</h1>
  <dialog class="window" open aria-labelledby="cancel-title">
    <form method="post"><h1 id="cancel-title">Termin absagen?</h1><input name="email">
      <a id="keep" data-close href="/-/manage/token/">Termin behalten</a></form>
    <form id="other" method="post" action="/elsewhere/"></form>
  </dialog>`;

let answer: (response: Response) => void;

beforeAll(openWindows);

beforeEach(() => {
  vi.spyOn(location, "assign").mockReturnValue();
  vi.stubGlobal(
    "fetch",
    vi.fn(() => new Promise<Response>((resolve) => (answer = resolve))),
  );
  document.body.innerHTML = `<a id="cancel" data-window href="${address}">Termin absagen</a>`;
});

afterEach(() => vi.unstubAllGlobals());

function press(selector: string): MouseEvent {
  const event = new MouseEvent("click", { bubbles: true, cancelable: true });
  document.querySelector(selector)?.dispatchEvent(event);
  return event;
}

function dialog(): HTMLDialogElement | null {
  return document.querySelector("dialog");
}

async function opened(): Promise<void> {
  press("#cancel");
  answer(new Response(cancelPage, { headers: { "Content-Type": "text/html" } }));
  await vi.waitFor(() => expect(dialog()?.open).toBe(true));
}

test("the link opens the window of the page it leads to", async () => {
  const shown = vi.spyOn(HTMLDialogElement.prototype, "showModal");

  await opened();

  expect(shown).toHaveBeenCalledOnce();
  expect(document.querySelector("#cancel-title")?.textContent).toBe("Termin absagen?");
});

test("its form goes to the page it came from, not to the one below it", async () => {
  await opened();

  const actions = [...document.querySelectorAll("form")].map((form) => form.getAttribute("action"));
  expect(actions).toEqual([`${location.origin}${address}`, "/elsewhere/"]);
});

test("'Termin behalten' closes it, and focus returns to the link", async () => {
  await opened();

  expect(press("#keep").defaultPrevented).toBe(true);

  expect(dialog()).toBeNull();
  expect(document.activeElement?.id).toBe("cancel");
});

test("closed by Escape, focus returns to the link", async () => {
  await opened();

  dialog()?.close(); // what the browser does on Escape

  expect(dialog()).toBeNull();
  expect(document.activeElement?.id).toBe("cancel");
});

test("pressed twice it opens once", async () => {
  press("#cancel");
  press("#cancel");

  expect(fetch).toHaveBeenCalledOnce();
});

test.each([
  ["a refusal", new Response(cancelPage, { status: 404, headers: { "Content-Type": "text/html" } })],
  ["a page without a window", new Response("<h1>Zu spät</h1>", { headers: { "Content-Type": "text/html" } })],
])("after %s the browser goes to the page", async (_what, response) => {
  press("#cancel");
  answer(response);

  await vi.waitFor(() => expect(location.assign).toHaveBeenCalledWith(`${location.origin}${address}`));
  expect(document.querySelector("#cancel[aria-busy]")).toBeNull();
});

test("on the window's own page 'Termin behalten' is a link like others", () => {
  document.body.innerHTML = cancelPage;

  expect(press("#keep").defaultPrevented).toBe(false);
});
