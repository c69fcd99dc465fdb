import { focusFirst } from "../booking_pages/focus.ts";
import { answerTo } from "./answer.ts";
import { stopLooking } from "./looking.ts";

/**
 * A form `[data-in-place]` of an open window is sent while the page below stays.
 *
 * A refusal takes the window's place with all that was typed; what is done leads to where the server says.
 */
export function answerInPlace(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return;
    const open = form.closest<HTMLDialogElement>("dialog[data-modal]");
    if (!open || !form.matches("[data-in-place]")) return;
    event.preventDefault();
    stopLooking();
    void send(form, open, event.submitter);
  });
}

async function send(
  form: HTMLFormElement,
  open: HTMLDialogElement,
  submitter: HTMLElement | null,
): Promise<void> {
  const answer = await answerTo(form, new FormData(form, submitter));
  for (const part of [form, submitter]) part?.removeAttribute("aria-busy");
  if (answer.kind === "done") return location.assign(answer.address);
  if (answer.kind === "elsewhere") return location.assign(form.action);
  if (answer.kind === "unreachable") return sayUnreachable(form);
  const { action } = form;
  open.replaceChildren(...answer.dialog.childNodes);
  for (const fresh of open.querySelectorAll("form:not([action])")) fresh.setAttribute("action", action);
  open.scrollTop = 0;
  const refused = ['[role="alert"][autofocus]', '[aria-invalid="true"]'];
  focusFirst([...refused, ...again(submitter), "[autofocus]"], open);
}

/** The button that was pressed, if it is still there. */
function again(submitter: HTMLElement | null): string[] {
  if (!(submitter instanceof HTMLButtonElement) || !submitter.name) return [];
  return [`button:not(.spoken)[name="${CSS.escape(submitter.name)}"][value="${CSS.escape(submitter.value)}"]`];
}

function sayUnreachable(form: HTMLFormElement): void {
  const notice = form.querySelector<HTMLElement>("[data-unreachable]");
  if (!notice) return;
  notice.hidden = false;
  notice.focus();
}
