import type { Calendar } from "@event-calendar/core";
import { apply } from "./applying.ts";
import { type Diary, type Entry, minutesBetween, wallOf } from "./diary.ts";
import { entryOf } from "./events.ts";
import { addressOf } from "./face.ts";
import type { Setup } from "./setup.ts";
import { openWindow } from "./windows.ts";

/** Where a booking was put, or a stretch of empty space: wall clock and resources by their uid. */
export type Put = { from: string; minutes: number; resource: string; was: string };

/** What a drag does: it opens the window with the new time filled in, or applies at once. */
export function drags(setup: Setup, diary: () => Diary): Calendar.Options {
  const uid = (slug: string | number | undefined) =>
    diary().columns.find((column) => column.slug === String(slug))?.uid ?? "";
  const settle = (event: Calendar.Event, revert: () => void, put: Partial<Put>) => {
    const entry = entryOf(event);
    if (!entry?.uid) return revert();
    const from = wallOf(event.start);
    const whole = { from, minutes: minutesBetween(from, wallOf(event.end)), resource: "", was: "", ...put };
    if (setup.appliesAtOnce) return void apply(entry, whole, setup, revert);
    revert();
    openWindow(editAddress(entry, whole, setup));
  };
  return {
    editable: setup.mayWrite,
    selectable: setup.mayWrite,
    eventDragMinDistance: 5,
    selectMinDistance: 5,
    longPressDelay: 400,
    eventDragStart: () => draggedAt(performance.now()),
    eventDragStop: () => draggedAt(performance.now()),
    eventResizeStart: () => draggedAt(performance.now()),
    eventResizeStop: () => draggedAt(performance.now()),
    eventDrop: ({ event, oldResource, newResource, revert }) =>
      settle(event, revert, {
        resource: newResource ? uid(newResource.id) : "",
        was: oldResource ? uid(oldResource.id) : "",
      }),
    eventResize: ({ event, revert }) => settle(event, revert, {}),
    select: ({ start, end, resource }) => {
      const from = wallOf(start);
      const put = { from, minutes: minutesBetween(from, wallOf(end)), resource: "", was: "" };
      openWindow(newAddress({ ...put, resource: uid(resource?.id ?? setup.alone) }, setup));
    },
    unselectAuto: true,
  };
}

export function editAddress(entry: Entry, put: Put, setup: Setup): string {
  return `${addressOf(entry.uid ?? "", setup)}edit/?${asked(put)}`;
}

export function newAddress(put: Put, setup: Setup): string {
  return `${setup.bookings}new/?${asked(put)}`;
}

function asked({ from, minutes, resource, was }: Put): string {
  const said = { on: from.slice(0, 10), at: from.slice(11), minutes: String(minutes), resource, was };
  return new URLSearchParams(Object.entries(said).filter(([, value]) => value)).toString();
}

let lastDrag = Number.NEGATIVE_INFINITY;

function draggedAt(moment: number): void {
  lastDrag = moment;
}

/** Browsers send a click after a drag; it is no press on the booking. */
export function endsDrag(now: number = performance.now()): boolean {
  return now - lastDrag < 300;
}
