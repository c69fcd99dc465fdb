import { fetchedPage } from "./fetched_page.ts";
import { pressedLink } from "./links.ts";

/**
 * `a[data-window]` opens the `<dialog>` of the page it leads to; without it, or without script, that page.
 *
 * Escape, `[data-close]` and `formmethod="dialog"` close it, and focus returns to the link.
 */
export function openWindows(): void {
  document.addEventListener("click", (event) => {
    const opener = pressedLink(event, "a[data-window]");
    const closer = pressedLink(event, "a[data-close]")?.closest<HTMLDialogElement>("dialog[data-modal]");
    if (!opener && !closer) return;
    event.preventDefault();
    closer?.close();
    if (opener && !opener.hasAttribute("aria-busy")) void openWindow(opener);
  });
}

async function openWindow(opener: HTMLAnchorElement): Promise<void> {
  opener.setAttribute("aria-busy", "true");
  const page = await fetchedPage(opener.href, "window");
  opener.removeAttribute("aria-busy");
  const dialog = page?.querySelector("dialog");
  if (!dialog) return location.assign(opener.href);
  show(dialog, opener);
}

function show(dialog: HTMLDialogElement, opener: HTMLAnchorElement): void {
  dialog.removeAttribute("open");
  dialog.dataset.modal = "";
  // A form without an address means the page it stood on.
  for (const form of dialog.querySelectorAll("form:not([action])")) form.setAttribute("action", opener.href);
  dialog.addEventListener("close", () => {
    dialog.remove();
    opener.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}
