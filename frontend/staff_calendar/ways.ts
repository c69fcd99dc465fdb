import { pressedLink } from "../booking_pages/links.ts";
import { endsDrag } from "./drags.ts";
import { closePanel, openPanel, openUid, panel } from "./panel.ts";
import { calendarAddress, renew } from "./parts.ts";

const everything = ["head", "tools", "choices", "calendar"];

/** Where the reader was: the booking to come back to when its details are closed. */
let leftAt: string | null = null;
let shown = "";

/**
 * Days, views and bookings change in place, and the address with them; back and forward too.
 *
 * `arrived` is told of every exchange of the calendar.
 */
export function walkInPlace(arrived: () => void): void {
  shown = calendarAddress();

  document.addEventListener("click", (event) => {
    const face = event.target instanceof Element ? event.target.closest("[data-sheet] a[data-key]") : null;
    if (face && endsDrag()) return event.preventDefault();
    const link = pressedLink(event, 'a[href]:not([data-window])');
    if (!link || link.origin !== location.origin) return;
    if (openUid(link.pathname) && link.closest('[data-part="calendar"]')) {
      event.preventDefault();
      leftAt = selectorOf(link);
      history.pushState(null, "", link.href);
      return void openPanel(link.href);
    }
    if (link.closest("aside.panel") && link.pathname === home()) {
      event.preventDefault();
      return leavePanel();
    }
    if (link.closest("[data-part]") && link.pathname === home()) {
      event.preventDefault();
      void go(link.href, arrived);
    }
  });

  window.addEventListener("popstate", () => void comeBack(arrived));
}

/** Closes the details; focus returns to the booking they were opened from. */
export function leavePanel(): void {
  if (!panel()) return;
  const uid = openUid();
  history.pushState(null, "", calendarAddress());
  closePanel();
  const back = leftAt ?? `[data-part="calendar"] a[href*="${uid}"]`;
  leftAt = null;
  document.querySelector<HTMLElement>(back)?.focus();
}

/** Shows another day or view. */
export async function go(address: string, arrived: () => void): Promise<void> {
  document.querySelector("[data-sheet]")?.setAttribute("aria-busy", "true");
  if (!(await renew(everything, address))) return location.assign(address);
  history.pushState(null, "", address);
  closePanel();
  shown = calendarAddress();
  arrived();
}

async function comeBack(arrived: () => void): Promise<void> {
  if (openUid()) return openPanel(location.href);
  closePanel();
  if (new URL(shown, location.href).href === location.href) return;
  if (!(await renew(everything, location.href))) return location.reload();
  shown = calendarAddress();
  arrived();
}

function home(): string {
  return new URL(calendarAddress(), location.href).pathname;
}

function selectorOf(link: HTMLAnchorElement): string {
  const key = link.dataset.key;
  return key ? `a[data-key="${key}"]` : `[data-part="calendar"] a[href="${link.getAttribute("href")}"]`;
}
