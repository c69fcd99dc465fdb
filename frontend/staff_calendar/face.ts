import { clock, type Entry } from "./diary.ts";
import { said, type Setup } from "./setup.ts";
import { sign, words } from "./signs.ts";
import { stateOf } from "./states.ts";

/** What a booking shows in the grid: a link to its details; a kept time leads nowhere. */
export function face(entry: Entry, setup: Setup, now: string): HTMLAnchorElement {
  const link = document.createElement("a");
  link.draggable = false; // the calendar drags it, not the browser
  link.dataset.key = String(entry.key);
  link.dataset.tint = entry.resource;
  link.className = "tint";
  const state = stateOf(entry, now);
  if (state) link.dataset.state = state;
  if (entry.uid) link.href = addressOf(entry.uid, setup);
  link.append(
    words("b", entry.who),
    sign(entry.sign),
    words("span", ` ${said(setup, entry.sign)}, `, "spoken"),
    words("span", entry.what, "booking-service"),
    words("span", span(entry, setup), "booking-time"),
  );
  return link;
}

export function addressOf(uid: string, setup: Setup): string {
  return `${setup.bookings}${uid}/`;
}

function span(entry: Entry, setup: Setup): string {
  return said(setup, "to", { from: clock(entry.from), to: clock(entry.to, true) });
}
