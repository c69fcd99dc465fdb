import { feelHand, handIsOff } from "../booking_pages/hand.ts";
import { answerTo } from "./answer.ts";

/** Milliseconds without a further letter after which a search begins. */
export const pause = 250;

let latest = new AbortController();
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * In a form `[data-looks]` the server works out anew what every change would lead to.
 *
 * The form is sent with `do=look`, which changes nothing, and each `[data-part]` of the answer takes its
 * place; what is just being typed into stays. A search begins while it is typed.
 */
export function lookAhead(): void {
  feelHand();
  document.addEventListener("change", (event) => {
    const form = looksOf(event.target);
    if (form) void look(form);
  });
  document.addEventListener("input", (event) => {
    const form = isSearch(event.target) ? looksOf(event.target) : null;
    if (!form) return;
    clearTimeout(timer);
    timer = setTimeout(() => void look(form), pause);
  });
  document.addEventListener("keydown", (event) => {
    const form = event.key === "Enter" && isSearch(event.target) ? looksOf(event.target) : null;
    if (!form) return;
    event.preventDefault();
    void look(form);
  });
}

/** What was still being worked out is no longer wanted. */
export function stopLooking(): void {
  clearTimeout(timer);
  latest.abort();
}

async function look(form: HTMLFormElement): Promise<void> {
  stopLooking();
  latest = new AbortController();
  const { signal } = latest;
  const body = new FormData(form);
  body.set("do", "look");
  const answer = await answerTo(form, body, signal);
  await handIsOff();
  if (!signal.aborted && answer.kind === "window") exchange(form, answer.dialog);
}

function exchange(form: HTMLFormElement, fresh: HTMLElement): void {
  const focused = document.activeElement;
  for (const part of form.querySelectorAll<HTMLElement>("[data-part]")) {
    const renewed = fresh.querySelector(`[data-part="${part.dataset.part}"]`);
    if (!renewed || isTypedInto(part)) continue;
    // A new element that speaks would not be heard, only new words in an old one.
    if (part.getAttribute("role") === "status") part.textContent = renewed.textContent;
    else part.replaceWith(renewed);
  }
  if (focused instanceof HTMLInputElement && !focused.isConnected) sameAs(focused, form)?.focus();
}

function isTypedInto(part: HTMLElement): boolean {
  const active = document.activeElement;
  if (!part.contains(active)) return false;
  return active instanceof HTMLInputElement && !["radio", "checkbox"].includes(active.type);
}

function sameAs(gone: HTMLInputElement, form: HTMLFormElement): HTMLInputElement | undefined {
  const all = [...form.querySelectorAll("input")];
  return all.find((input) => input.name === gone.name && input.value === gone.value);
}

function looksOf(target: EventTarget | null): HTMLFormElement | null {
  return target instanceof Element ? target.closest<HTMLFormElement>("form[data-looks]") : null;
}

function isSearch(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type === "search";
}
