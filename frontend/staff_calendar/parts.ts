import { fetchedPage } from "../booking_pages/fetched_page.ts";

/** The address of the calendar itself, also while a booking stands beside it. */
export function calendarAddress(): string {
  const part = document.querySelector<HTMLElement>('[data-part="calendar"]');
  return part?.dataset.address ?? location.pathname;
}

/** Fetches a page of the calendar and exchanges these parts of this one. False when it could not be had. */
export async function renew(names: string[], address: string = calendarAddress()): Promise<boolean> {
  const page = await fetchedPage(address, "calendar");
  if (!page?.querySelector('[data-part="calendar"]')) return false;
  const focused = focusOf(document.activeElement);
  for (const name of names) exchange(name, page);
  if (names.includes("head")) document.title = page.title;
  if (focused) document.querySelector<HTMLElement>(focused)?.focus();
  return true;
}

/** What one page has and the other has not comes and goes with it. */
function exchange(name: string, page: Document): void {
  const here = document.querySelector(`[data-part="${name}"]`);
  const there = page.querySelector(`[data-part="${name}"]`);
  if (here && there) here.replaceWith(there);
}

/** How the focused control is found again in the new part: by its key, or by where it leads. */
function focusOf(element: Element | null): string | null {
  if (!(element instanceof HTMLElement) || !element.closest("[data-part]")) return null;
  if (element.dataset.key) return `[data-part] [data-key="${CSS.escape(element.dataset.key)}"]`;
  const href = element.getAttribute("href");
  return href ? `[data-part] a[href="${CSS.escape(href)}"]` : null;
}
