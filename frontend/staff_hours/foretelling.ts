let latest = new AbortController();

/**
 * In a form `[data-foretells]` the page says what would follow as soon as a field is left.
 *
 * The form is sent to its own page with another `do`, which saves nothing; the server's week and preview
 * take their place. The buttons that add and remove time spans (`[data-spans]`) do the same.
 */
export function foretellHours(): void {
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
  const page = await pageFor(form, what, latest.signal);
  const week = page?.querySelector('[data-part="week"]');
  const preview = page?.querySelector('[data-part="preview"]');
  if (!week || !preview) return;
  if (what === "look") keepTyping(form, week);
  else exchange(form, week, what);
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

/** What was typed while the server worked is newer than its answer. */
function keepTyping(form: HTMLFormElement, week: Element): void {
  const [now, answered] = [fields(form), fields(week)];
  const place = now.findIndex((field) => field === document.activeElement);
  if (now.length !== answered.length) return;
  answered.forEach((field, number) => (field.value = now[number]?.value ?? ""));
  const { selectionStart = null, selectionEnd = null } = now[place] ?? {};
  form.querySelector('[data-part="week"]')?.replaceWith(week);
  answered[place]?.focus();
  answered[place]?.setSelectionRange(selectionStart, selectionEnd);
}

/** A new span waits for its first time; after one is gone the keyboard is where another can be added. */
function exchange(form: HTMLFormElement, week: Element, what: string): void {
  const added = week.querySelector<HTMLElement>("[autofocus]");
  added?.removeAttribute("autofocus");
  form.querySelector('[data-part="week"]')?.replaceWith(week);
  const day = what.split("-")[1] ?? "";
  (added ?? week.querySelector<HTMLElement>(`[value="add-${CSS.escape(day)}"]`))?.focus();
}

function fields(part: Element): HTMLInputElement[] {
  return [...part.querySelectorAll<HTMLInputElement>("input.input")];
}

function formOf(target: EventTarget | null): HTMLFormElement | null {
  return target instanceof Element ? target.closest<HTMLFormElement>("form[data-foretells]") : null;
}
