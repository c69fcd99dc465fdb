import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { framesAnswer } from "./answering_frames.ts";
import { bookingElement } from "./booking_element.ts";

const home = "https://booking.example";

beforeAll(() => {
  framesAnswer();
  customElements.define("terminbuch-booking", bookingElement(home));
});

afterEach(() => {
  document.body.replaceChildren();
  document.documentElement.lang = "";
});

function placed(attributes: Record<string, string>): HTMLElement {
  const element = document.createElement("terminbuch-booking");
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  document.body.append(element);
  return element;
}

function part<T extends Element>(element: HTMLElement, selector: string): T {
  const found = element.shadowRoot?.querySelector<T>(selector);
  if (!found) throw new Error(`The element shows no ${selector}`);
  return found;
}

/** A message as the window gets it when `frame`'s page has posted it. */
function post(data: unknown, frame: HTMLIFrameElement, origin = home): void {
  window.dispatchEvent(new MessageEvent("message", { data, origin, source: frame.contentWindow }));
}

function heardBy(element: HTMLElement): unknown[] {
  const heard: unknown[] = [];
  for (const name of ["booked", "moved", "cancelled"]) {
    element.addEventListener(name, (event) =>
      heard.push([name, event instanceof CustomEvent && event.detail]),
    );
  }
  return heard;
}

describe("in the page", () => {
  test("the booking pages stand in a frame that says what it is", () => {
    const frame = part<HTMLIFrameElement>(placed({ organisation: "salon-anna", language: "de" }), "iframe");

    expect(frame.src).toBe(`${home}/salon-anna/?embed=${encodeURIComponent(location.origin)}&lang=de`);
    expect(frame.title).toBe("Termin buchen");
  });

  test("without a language it speaks the one around it", () => {
    document.documentElement.lang = "en-GB";

    const frame = part<HTMLIFrameElement>(placed({ organisation: "salon-anna" }), "iframe");

    expect(frame.src).toContain("&lang=en");
    expect(frame.title).toBe("Book an appointment");
  });

  test("another service is shown when the attribute changes, also after one that was refused", () => {
    vi.spyOn(console, "error").mockReturnValue();
    const element = placed({ organisation: "salon-anna", service: ".." });
    expect(element.shadowRoot?.querySelector("iframe")).toBeNull();

    element.setAttribute("service", "cut");

    expect(part<HTMLIFrameElement>(element, "iframe").src).toContain(`${home}/salon-anna/cut/?`);
  });

  test("an element without an organisation shows nothing and says why to whoever built the page", () => {
    const said = vi.spyOn(console, "error").mockReturnValue();

    const element = placed({});

    expect(element.shadowRoot?.childElementCount).toBe(0);
    expect(said).toHaveBeenCalledOnce();
  });

  test("no style stands in an attribute or element, which a host's policy may forbid", () => {
    const root = placed({ organisation: "salon-anna" }).shadowRoot;

    expect(root?.querySelector("style, [style]")).toBeNull();
    expect(root?.adoptedStyleSheets).toHaveLength(1);
  });
});

describe("messages", () => {
  test("the frame grows with its content", () => {
    const frame = part<HTMLIFrameElement>(placed({ organisation: "salon-anna" }), "iframe");

    post({ type: "terminbuch:height", height: 1234 }, frame);

    expect(frame.height).toBe("1234");
  });

  test.each([["terminbuch:booked"], ["terminbuch:moved"], ["terminbuch:cancelled"]])(
    "%s becomes an event",
    (type) => {
      const element = placed({ organisation: "salon-anna" });
      const heard = heardBy(element);

      post({ type, number: "A4719" }, part(element, "iframe"));

      expect(heard).toEqual([[type.replace("terminbuch:", ""), { number: "A4719" }]]);
    },
  );

  test("a foreign origin is not heard", () => {
    const element = placed({ organisation: "salon-anna" });
    const frame = part<HTMLIFrameElement>(element, "iframe");
    const heard = heardBy(element);

    post({ type: "terminbuch:height", height: 1234 }, frame, "https://evil.example");
    post({ type: "terminbuch:booked", number: "A4719" }, frame, "https://evil.example");
    post({ type: "terminbuch:booked", number: "A4719" }, frame, `${home}.evil.example`);

    expect(frame.height).toBe("640");
    expect(heard).toEqual([]);
  });

  test("our origin in another window is not heard", () => {
    const element = placed({ organisation: "salon-anna" });
    const heard = heardBy(element);

    const data = { type: "terminbuch:booked", number: "A4719" };
    window.dispatchEvent(new MessageEvent("message", { data, origin: home, source: window }));

    expect(heard).toEqual([]);
  });

  test.each([["not an object"], [null], [{ type: "resize", height: "100%;position:fixed" }]])(
    "%o changes nothing and throws nothing",
    (data) => {
      const frame = part<HTMLIFrameElement>(placed({ organisation: "salon-anna" }), "iframe");
      const thrown = vi.fn();
      window.addEventListener("error", thrown);

      post(data, frame);

      window.removeEventListener("error", thrown);
      expect(thrown).not.toHaveBeenCalled();
      expect(frame.height).toBe("640");
    },
  );

  test("two organisations on one page hear only their own frame", () => {
    const [salon, physio] = [placed({ organisation: "salon-anna" }), placed({ organisation: "physio" })];
    const [heardBySalon, heardByPhysio] = [heardBy(salon), heardBy(physio)];

    post({ type: "terminbuch:booked", number: "P1" }, part(physio, "iframe"));
    post({ type: "terminbuch:height", height: 900 }, part(physio, "iframe"));

    expect([heardBySalon, heardByPhysio]).toEqual([[], [["booked", { number: "P1" }]]]);
    expect(part<HTMLIFrameElement>(salon, "iframe").height).toBe("640");
    expect(part<HTMLIFrameElement>(physio, "iframe").height).toBe("900");
  });

  test("an element taken out of the page hears nothing more", () => {
    const element = placed({ organisation: "salon-anna" });
    const frame = part<HTMLIFrameElement>(element, "iframe");
    const heard = heardBy(element);

    element.remove();
    post({ type: "terminbuch:booked", number: "A4719" }, frame);

    expect(heard).toEqual([]);
  });
});

describe("as a button", () => {
  test("the window opens on the frame, and closes back to the button", () => {
    const element = placed({
      organisation: "salon-anna",
      mode: "button",
      language: "de",
      label: "Jetzt Termin wählen",
    });
    const opener = part<HTMLButtonElement>(element, "button.open");
    const frame = part<HTMLIFrameElement>(element, "dialog iframe");
    const dialog = part<HTMLDialogElement>(element, "dialog");
    expect([opener.textContent, frame.getAttribute("src"), dialog.open]).toEqual([
      "Jetzt Termin wählen",
      null,
      false,
    ]);

    opener.click();

    expect(dialog.open).toBe(true);
    expect(dialog.getAttribute("aria-label")).toBe("Termin buchen");
    expect(frame.src).toContain(`${home}/salon-anna/?`);
    expect(element.shadowRoot?.activeElement).toBe(frame);

    part<HTMLButtonElement>(element, "button.close").click();

    expect(dialog.open).toBe(false);
    expect(element.shadowRoot?.activeElement).toBe(opener);
  });

  test("Escape inside the frame closes the window too", () => {
    const element = placed({ organisation: "salon-anna", mode: "button" });
    part<HTMLButtonElement>(element, "button.open").click();

    post({ type: "terminbuch:close" }, part(element, "iframe"));

    expect(part<HTMLDialogElement>(element, "dialog").open).toBe(false);
  });

  test("opened again it is where it was", () => {
    const element = placed({ organisation: "salon-anna", mode: "button" });
    const opener = part<HTMLButtonElement>(element, "button.open");
    const frame = part<HTMLIFrameElement>(element, "iframe");
    const sources = vi.spyOn(frame, "src", "set");

    opener.click();
    part<HTMLButtonElement>(element, "button.close").click();
    opener.click();

    expect(sources).toHaveBeenCalledOnce();
  });

  test("without a label it says what it does", () => {
    const element = placed({ organisation: "salon-anna", mode: "button", language: "en" });

    expect(part(element, "button.open").textContent).toBe("Book an appointment");
    expect(part(element, "button.close").getAttribute("aria-label")).toBe("Close");
  });
});

test("what the host page knows of the visitor goes to the booking pages alone", () => {
  const element = placed({ organisation: "salon-anna" });
  const frame = part<HTMLIFrameElement>(element, "iframe");
  const sent = vi.spyOn(frame.contentWindow ?? window, "postMessage").mockReturnValue();

  Object.assign(element, { prefill: { name: "Maria Weber" } });
  frame.dispatchEvent(new Event("load"));

  const message = { type: "terminbuch:prefill", prefill: { name: "Maria Weber" } };
  expect(sent.mock.calls).toEqual([
    [message, home],
    [message, home],
  ]);
});
