import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { foretellHours } from "./foretelling.ts";

const answered = (spans: string, words: string): string =>
  `<form id="week" data-foretells><div data-part="typed">${spans}<button name="do" value="add-0" data-spans>+</button></div>
    <aside data-part="preview"><h2>${words}</h2></aside></form>`;
const span = (opens: string, more = ""): string =>
  `<input class="input" name="opens-0" value="${opens}" ${more}><button name="do" value="remove-0-0" data-spans>x</button>`;

let sent: URLSearchParams[];
let answer: string;

beforeAll(foretellHours);

beforeEach(() => {
  sent = [];
  document.body.innerHTML = answered(span("09:00") + span("13:00"), "Nothing is changed yet.");
  answer = answered(span("10:00", "data-changed") + span("13:00"), "Two would be affected.");
  const fetched = (_address: string, { body }: { body: URLSearchParams }): Promise<Response> => {
    sent.push(body);
    return Promise.resolve(new Response(answer));
  };
  vi.stubGlobal("fetch", vi.fn(fetched));
});

afterEach(() => vi.unstubAllGlobals());

function inputs(): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>("input")];
}

function said(): string {
  return document.querySelector("[data-part=preview]")?.textContent?.trim() ?? "";
}

function press(selector: string): MouseEvent {
  const click = new MouseEvent("click", { bubbles: true, cancelable: true });
  document.querySelector(selector)?.dispatchEvent(click);
  return click;
}

async function leave(field: HTMLInputElement | undefined, value: string): Promise<void> {
  if (!field) throw new Error("there is no such field");
  field.value = value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  await vi.waitFor(() => expect(sent).toHaveLength(1));
}

test("a field that is left asks what would follow, and shows it", async () => {
  await leave(inputs()[0], "10:00");

  await vi.waitFor(() => expect(said()).toBe("Two would be affected."));
  expect([sent[0]?.get("do"), sent[0]?.getAll("opens-0")]).toEqual(["look", ["10:00", "13:00"]]);
  expect(inputs()[0]?.dataset.changed).toBe("");
});

test("what is typed meanwhile stays, and the keyboard with it", async () => {
  inputs()[1]?.focus();
  await leave(inputs()[0], "10:00");
  const next = inputs()[1];
  if (next) next.value = "14:00";

  await vi.waitFor(() => expect(said()).toBe("Two would be affected."));

  expect(inputs().map(({ value }) => value)).toEqual(["10:00", "14:00"]);
  expect(document.activeElement).toBe(inputs()[1]);
});

test("a button that is pressed meanwhile is there until it is let go", async () => {
  const add = document.querySelector("[value=add-0]");
  add?.dispatchEvent(new Event("pointerdown", { bubbles: true }));
  await leave(inputs()[0], "10:00");
  await new Promise((later) => setTimeout(later, 20));
  expect([add?.isConnected, said()]).toEqual([true, "Nothing is changed yet."]);

  add?.dispatchEvent(new Event("pointerup", { bubbles: true }));

  await vi.waitFor(() => expect(said()).toBe("Two would be affected."));
});

test("a span is added, and its first field waits", async () => {
  answer = answered(span("09:00") + span("13:00") + span("", "autofocus"), "Nothing is changed yet.");

  const click = press("[value=add-0]");

  await vi.waitFor(() => expect(inputs()).toHaveLength(3));
  expect(click.defaultPrevented).toBe(true);
  expect(sent[0]?.get("do")).toBe("add-0");
  expect(document.activeElement).toBe(inputs()[2]);
});

test("after a span is gone the keyboard is where another can be added", async () => {
  answer = answered(span("13:00"), "Two would be affected.");

  press("[value=remove-0-0]");

  await vi.waitFor(() => expect(inputs()).toHaveLength(1));
  expect(document.activeElement?.getAttribute("value")).toBe("add-0");
});

test("without network everything stays", async () => {
  vi.mocked(fetch).mockRejectedValue(new TypeError("offline"));

  press("[value=add-0]");

  await vi.waitFor(() => expect(fetch).toHaveBeenCalled());
  expect(said()).toBe("Nothing is changed yet.");
  expect(inputs()).toHaveLength(2);
});

test("what is ticked is answered, what is typed and opened beside it stays, and so does the keyboard", async () => {
  const person = (more: string): string =>
    `<input type="checkbox" name="able" value="ben" checked><details${more}><input type="text" name="length-ben" value="30"></details>`;
  const clara = '<input type="checkbox" name="able" value="clara">';
  document.body.innerHTML = answered(person(" open") + clara, "Nothing is changed yet.");
  answer = answered(person("") + `${clara}<input type="text" name="length-clara" value="">`, "Two would be affected.");
  inputs()[2]?.focus();

  await leave(inputs()[1], "45");

  await vi.waitFor(() => expect(said()).toBe("Two would be affected."));
  expect(inputs().map(({ name, value }) => `${name} ${value}`)).toEqual([
    "able ben",
    "length-ben 45",
    "able clara",
    "length-clara ",
  ]);
  expect(document.querySelector("details")?.open).toBe(true);
  expect(document.activeElement).toBe(inputs()[2]);
});

test("of several forms on a page each has its own answer", async () => {
  const other = answered("", "Of another.").replace('id="week"', 'id="other"');
  answer = other + answer;

  await leave(inputs()[0], "10:00");

  await vi.waitFor(() => expect(said()).toBe("Two would be affected."));
});
