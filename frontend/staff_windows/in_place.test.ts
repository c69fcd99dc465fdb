import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { answerInPlace } from "./in_place.ts";

const refused = `<dialog open><form method="post" data-in-place>
    <div role="alert" tabindex="-1" autofocus>Ben already has a booking.</div>
    <input name="start" value="09:30"></form></dialog>`;

beforeAll(answerInPlace);

beforeEach(() => {
  vi.spyOn(location, "assign").mockReturnValue();
  document.body.innerHTML = `<dialog open data-modal><form method="post" action="/edit/" data-in-place aria-busy="true">
      <p data-unreachable tabindex="-1" hidden>No connection.</p>
      <input name="start" value="09:30"><button name="do" value="save">Save</button></form></dialog>`;
});

afterEach(() => vi.unstubAllGlobals());

function answer(response: Response | Error): void {
  const fetched = response instanceof Error ? Promise.reject(response) : Promise.resolve(response);
  vi.stubGlobal("fetch", vi.fn().mockReturnValue(fetched));
}

function save(): SubmitEvent {
  const submitter = document.querySelector("button");
  const event = new SubmitEvent("submit", { bubbles: true, cancelable: true, submitter });
  document.querySelector("form")?.dispatchEvent(event);
  return event;
}

test("a refusal takes the place of the window, and the keyboard goes to its sentence", async () => {
  answer(new Response(refused, { status: 409 }));

  expect(save().defaultPrevented).toBe(true);

  await vi.waitFor(() => expect(document.activeElement?.textContent).toBe("Ben already has a booking."));
  expect(document.querySelector("form")?.getAttribute("action")).toBe(`${location.origin}/edit/`);
  expect(location.assign).not.toHaveBeenCalled();
});

test("what is done leads to where the server says", async () => {
  answer(new Response(null, { status: 204, headers: { "X-Location": "/bookings/1/" } }));

  save();

  await vi.waitFor(() => expect(location.assign).toHaveBeenCalledWith("/bookings/1/"));
});

test("an answer without a window is shown as a page", async () => {
  answer(new Response("<h1>There is nothing here.</h1>", { status: 404 }));

  save();

  await vi.waitFor(() => expect(location.assign).toHaveBeenCalledWith(`${location.origin}/edit/`));
});

test("without network it says so, and the button can be pressed again", async () => {
  answer(new TypeError("offline"));

  save();

  await vi.waitFor(() => expect(document.activeElement?.textContent).toBe("No connection."));
  expect(document.querySelector("form")?.hasAttribute("aria-busy")).toBe(false);
});

test("on a page of its own the browser sends the form", () => {
  document.querySelector("dialog")?.removeAttribute("data-modal");

  expect(save().defaultPrevented).toBe(false);
});
