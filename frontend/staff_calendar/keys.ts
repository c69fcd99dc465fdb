import { openUid } from "./panel.ts";
import { leavePanel } from "./ways.ts";
import type { Setup } from "./setup.ts";
import { openWindow } from "./windows.ts";

const fields = "input, select, textarea, [contenteditable]";

/** Single keys, as the window that "?" opens lists them. `setup` is asked each time: pages change in place. */
export function listenToKeys(setup: () => Setup | null): void {
  document.addEventListener("keydown", (event) => {
    const now = setup();
    if (!now || event.defaultPrevented || isForSomebodyElse(event)) return;
    if (event.key === "Escape") return leavePanel();
    if (now.usesKeys && press(event, now)) event.preventDefault();
  });
}

/** Windows and fields have their own keys, and so have browser and system. */
function isForSomebodyElse(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  return (
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    document.querySelector("dialog[open]") !== null ||
    (target?.matches(fields) ?? false)
  );
}

function press(event: KeyboardEvent, setup: Setup): boolean {
  if (event.key === "/") return focusSearch();
  if (event.key === "?") return showKeys();
  const booking = bookingAt(event.target);
  if (booking && setup.mayWrite) {
    if (event.key.toLowerCase() === "e") return open(`${booking}edit/`);
    if (event.key === "Delete") return open(`${booking}cancel/`);
  }
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const control = document.querySelector<HTMLElement>(`.desk [data-key="${CSS.escape(key)}"]`);
  if (!control || control.closest("[data-sheet]")) return false;
  control.click();
  return true;
}

function bookingAt(target: EventTarget | null): string {
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>("a[href]") : null;
  if (link && openUid(link.pathname)) return link.pathname;
  return target instanceof Element && target.closest("aside.panel") && openUid() ? location.pathname : "";
}

function open(address: string): boolean {
  openWindow(address);
  return true;
}

function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>(".desk-tools input[type=search]");
  field?.focus();
  return field !== null;
}

function showKeys(): boolean {
  const dialog = document.querySelector<HTMLDialogElement>("dialog[data-keys]");
  dialog?.showModal();
  return dialog !== null;
}
