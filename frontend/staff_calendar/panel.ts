import { fetchedPage } from "../booking_pages/fetched_page.ts";
import { focusFirst } from "../booking_pages/focus.ts";

const bookingPath = /\/bookings\/([0-9a-f-]{36})\/$/;

/** The uid of the booking whose details the address names. */
export function openUid(path: string = location.pathname): string {
  return bookingPath.exec(path)?.[1] ?? "";
}

export function panel(): HTMLElement | null {
  return document.querySelector("aside.panel");
}

/** Puts the details of a booking beside the calendar; where they cannot be had the browser goes to them. */
export async function openPanel(address: string): Promise<void> {
  const found = await panelAt(address);
  if (!found) return location.assign(address);
  show(found);
  focusFirst(["aside.panel h2"]);
  markOpen();
}

export function closePanel(): void {
  panel()?.remove();
  markOpen();
}

/** Draws the details anew when something has changed, unless somebody is about to press something in a form. */
export async function refreshPanel(): Promise<void> {
  const here = panel();
  if (!here || !openUid() || isBusy(here)) return;
  const found = await panelAt(location.href);
  if (!found || panel() !== here || isBusy(here)) return;
  const focused = document.activeElement;
  const href = here.contains(focused) ? (focused?.getAttribute("href") ?? "") : null;
  show(found);
  if (href !== null) focusFirst([`aside.panel a[href="${CSS.escape(href)}"]`, "aside.panel h2"]);
}

function isBusy(here: HTMLElement): boolean {
  return here.querySelector("form :focus") !== null;
}

/** The booking in the grid and in lists that is open beside them says so. */
export function markOpen(): void {
  const uid = panel() ? openUid() : "";
  for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-part="calendar"] a[href*="/bookings/"]'))
    if (uid && openUid(link.pathname) === uid) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
}

async function panelAt(address: string): Promise<HTMLElement | null> {
  const page = await fetchedPage(address, "panel");
  return page?.querySelector<HTMLElement>("aside.panel") ?? null;
}

function show(found: HTMLElement): void {
  const here = panel();
  if (here) here.replaceWith(found);
  else document.querySelector(".desk-columns")?.append(found);
}
