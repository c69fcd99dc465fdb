/**
 * A form `[data-submit-once]` that is on its way is not sent again by a second press.
 *
 * The button stays a button (aria-busy, not disabled), and a page brought back from memory starts afresh.
 */
export function submitOnce(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches("[data-submit-once]") || keepsPage(event))
      return;
    if (form.getAttribute("aria-busy") === "true") return event.preventDefault();
    for (const part of [form, event.submitter]) part?.setAttribute("aria-busy", "true");
  });

  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const part of document.querySelectorAll("form[aria-busy], form [aria-busy]"))
      part.removeAttribute("aria-busy");
  });
}

/** A window is closed, or the answer comes into a frame: the form can be sent again. */
function keepsPage({ submitter }: SubmitEvent): boolean {
  if (!(submitter instanceof HTMLButtonElement)) return false;
  return submitter.formMethod === "dialog" || submitter.formTarget !== "";
}
