import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { lookAhead, pause } from "./looking.ts";

const page = `<form method="post" action="/edit/" data-looks>
    <input type="search" name="find">
    <input name="start" value="09:00">
    <p role="status" data-part="found"></p>
    <div data-part="serving"><label><input type="radio" name="pick-0" value="ben" checked>Ben</label>
      <label><input type="radio" name="pick-0" value="clara">Clara</label></div>
    <div data-part="length"><input name="minutes" value="60"></div>
  </form>`;
const answered = `<dialog><form>
    <p role="status" data-part="found">2 found</p>
    <div data-part="serving"><label><input type="radio" name="pick-0" value="ben">Ben: taken</label>
      <label><input type="radio" name="pick-0" value="clara" checked>Clara: free</label></div>
    <div data-part="length"><input name="minutes" value="30"></div>
  </form></dialog>`;

let sent: URLSearchParams[];

beforeAll(lookAhead);

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  document.body.innerHTML = page;
  vi.stubGlobal(
    "fetch",
    vi.fn((_address: string, { body }: { body: URLSearchParams }) => {
      sent.push(body);
      return Promise.resolve(new Response(answered));
    }),
  );
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function one<Kind extends HTMLElement = HTMLInputElement>(selector: string): Kind {
  const found = document.querySelector<Kind>(selector);
  if (!found) throw new Error(`nothing is ${selector}`);
  return found;
}

async function told(element: HTMLElement, type: string): Promise<void> {
  element.dispatchEvent(new Event(type, { bubbles: true }));
  await vi.runAllTimersAsync();
}

test("a change asks what would come of it and shows the answer in place", async () => {
  one("[name=start]").value = "16:15";

  await told(one("[name=start]"), "change");

  expect([sent[0]?.get("do"), sent[0]?.get("start"), sent[0]?.get("pick-0")]).toEqual(["look", "16:15", "ben"]);
  expect(one("[data-part=serving]").textContent).toContain("Ben: taken");
  expect(one("[name=minutes]").value).toBe("30");
  expect(one("[name=start]").value).toBe("16:15");
});

test("the keyboard stays on the choice it was on", async () => {
  one("[value=clara]").focus();

  await told(one("[value=clara]"), "change");

  expect(document.activeElement).toBe(one("[value=clara]"));
  expect(one("[data-part=serving]").textContent).toContain("Clara: free");
});

test("what is being pressed is not exchanged until it is let go", async () => {
  const clara = one("[value=clara]");
  clara.dispatchEvent(new Event("pointerdown", { bubbles: true }));

  one("[name=find]").dispatchEvent(new Event("change", { bubbles: true }));
  await vi.advanceTimersByTimeAsync(pause);
  expect([sent.length, clara.isConnected]).toEqual([1, true]);

  await told(clara, "pointerup");
  expect(clara.isConnected).toBe(false);
});

test("what is just being typed into stays", async () => {
  one("[name=minutes]").focus();
  one("[name=minutes]").value = "4";

  await told(one("[name=start]"), "change");

  expect(one("[name=minutes]").value).toBe("4");
});

test("a search begins when the typing rests, once", async () => {
  for (const letters of ["b", "be"]) {
    one("[name=find]").value = letters;
    one("[name=find]").dispatchEvent(new Event("input", { bubbles: true }));
  }
  await vi.advanceTimersByTimeAsync(pause - 1);
  expect(fetch).not.toHaveBeenCalled();

  await vi.advanceTimersByTimeAsync(1);

  expect(sent.map((body) => body.get("find"))).toEqual(["be"]);
});

test("Enter in the search looks and does not send the form", async () => {
  const enter = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true });

  one("[name=find]").dispatchEvent(enter);
  await vi.runAllTimersAsync();

  expect(enter.defaultPrevented).toBe(true);
  expect(sent.map((body) => body.get("do"))).toEqual(["look"]);
});

test("what was found is said by the same element, so that it is heard", async () => {
  const speaker = one<HTMLParagraphElement>("[role=status]");

  await told(one("[name=find]"), "input");

  expect([speaker.isConnected, speaker.textContent]).toEqual([true, "2 found"]);
});

test("without network everything stays", async () => {
  vi.mocked(fetch).mockRejectedValue(new TypeError("offline"));

  await told(one("[name=start]"), "change");

  expect(one("[data-part=serving]").textContent).toContain("Ben");
});
