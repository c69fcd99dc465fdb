import { feelHand, handIsOff } from "../booking_pages/hand.ts";

let latest = new AbortController();

/**
 * In a form `[data-foretells]` the page says what would follow as soon as a field is left.
 *
 * The form is sent to its own page with another `do`, which saves nothing; of the form with the same id in
 * the answer, what is typed and the preview take their place. The buttons that add and remove time spans
 * (`[data-spans]`) do the same.
 */
export function foretellHours(): void {
  feelHand();
  document.addEventListener("change", (event) => {
    const form = formOf(event.target);
    if (form) void look(form, "look");
  });
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button[data-spans]") : null;
    const form = formOf(button);
    if (!form || !(button instanceof HTMLButtonElement)) return;
    event.preventDefault();
    void look(form, button.value);
  });
}

async function look(form: HTMLFormElement, what: string): Promise<void> {
  latest.abort();
  latest = new AbortController();
  const { signal } = latest;
  const page = await pageFor(form, what, signal);
  await handIsOff();
  if (signal.aborted) return;
  const answer = page?.getElementById(form.id);
  const typed = answer?.querySelector('[data-part="typed"]');
  const preview = answer?.querySelector('[data-part="preview"]');
  if (!typed || !preview) return;
  if (what === "look") keepTyping(form, typed);
  else exchange(form, typed, what);
  // Its children alone: a region that is read aloud must stay the same one.
  form.querySelector('[data-part="preview"]')?.replaceChildren(...preview.childNodes);
}

async function pageFor(form: HTMLFormElement, what: string, signal: AbortSignal): Promise<Document | null> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
  body.set("do", what);
  try {
    const answer = await fetch(form.action, { method: "POST", body, signal });
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return null; // no network, or a newer question: the old preview stays
  }
}

/** What was typed while the server worked is newer than its answer; what was opened stays open. */
function keepTyping(form: HTMLFormElement, typed: Element): void {
  const old = form.querySelector('[data-part="typed"]');
  if (!old) return;
  const [now, answered] = [fields(old), fields(typed)];
  const focused = [...now].find(([, field]) => field === document.activeElement)?.[0] ?? "";
  const { selectionStart = null, selectionEnd = null } = now.get(focused) ?? {};
  const opened = [...old.querySelectorAll("details[open] input")].map((field) => field.getAttribute("name"));
  answered.forEach((field, key) => {
    field.value = now.get(key)?.value ?? field.value;
    const folded = field.closest("details");
    if (opened.includes(field.name)) folded?.setAttribute("open", "");
  });
  old.replaceWith(typed);
  const field = answered.get(focused);
  field?.focus();
  if (field?.type === "text") field.setSelectionRange(selectionStart, selectionEnd);
}

/** A new span waits for its first time; after one is gone the keyboard is where another can be added. */
function exchange(form: HTMLFormElement, typed: Element, what: string): void {
  const added = typed.querySelector<HTMLElement>("[autofocus]");
  added?.removeAttribute("autofocus");
  form.querySelector('[data-part="typed"]')?.replaceWith(typed);
  const day = what.split("-")[1] ?? "";
  (added ?? typed.querySelector<HTMLElement>(`[value="add-${CSS.escape(day)}"]`))?.focus();
}

/** By name, those of one name by their place or, where they are ticked, by what they stand for. */
function fields(part: Element): Map<string, HTMLInputElement> {
  const found = new Map<string, HTMLInputElement>();
  for (const field of part.querySelectorAll<HTMLInputElement>("input:not([type=hidden])")) {
    let key = field.type === "checkbox" ? `${field.name} ${field.value}` : `${field.name} 0`;
    for (let place = 1; found.has(key); place++) key = `${field.name} ${place}`;
    found.set(key, field);
  }
  return found;
}

function formOf(target: EventTarget | null): HTMLFormElement | null {
  return target instanceof Element ? target.closest<HTMLFormElement>("form[data-foretells]") : null;
}
