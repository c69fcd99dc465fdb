import type { Calendar } from "@event-calendar/core";
import { clock, type Diary, type Entry, type Part } from "./diary.ts";
import { said, type Setup } from "./setup.ts";

type Event = Calendar.EventInput;

/** What the library draws: entries that can be pressed, and behind them what else takes time, and closed times. */
export function eventsOf(diary: Diary, setup: Setup): Event[] {
  return [
    ...diary.closed.map((part, at) => behind(part, `closed-${at}`, "closed")),
    ...diary.away.map((part, at) => behind(part, `away-${at}`, "absence")),
    ...diary.elsewhere.map((part, at) => behind(part, `elsewhere-${at}`, "busy")),
    ...diary.entries.flatMap((entry) => buffers(entry, setup)),
    ...diary.entries.map((entry) => booking(entry, setup)),
  ];
}

export function entryOf(event: Calendar.Event): Entry | undefined {
  return event.extendedProps.entry as Entry | undefined;
}

export function addressOf(event: Calendar.Event): string {
  return (event.extendedProps.href as string | undefined) ?? "";
}

export function textOf(event: Calendar.Event): string {
  return (event.extendedProps.said as string | undefined) ?? "";
}

function booking(entry: Entry, setup: Setup): Event {
  return {
    id: String(entry.key),
    resourceIds: [entry.resource],
    start: entry.from,
    end: entry.to,
    editable: setup.mayWrite && (entry.kind === "booking" || entry.kind === "pending"),
    classNames: ["booking"],
    extendedProps: { entry },
  };
}

function buffers(entry: Entry, setup: Setup): Event[] {
  if (!entry.busy) return [];
  const [from, to] = entry.busy;
  const parts: Part[] = [
    { resource: entry.resource, from, to: entry.from, said: buffer(setup, entry.from) },
    { resource: entry.resource, from: entry.to, to, said: buffer(setup, to) },
  ];
  return parts
    .filter((part) => part.from < part.to)
    .map((part, at) => behind(part, `buffer-${entry.key}-${at}`, "buffer"));
}

function buffer(setup: Setup, until: string): string {
  return said(setup, "buffer", { time: clock(until, true) });
}

function behind(part: Part & { href?: string }, id: string, name: string): Event {
  return {
    id,
    resourceIds: [part.resource],
    start: part.from,
    end: part.to,
    display: "background",
    classNames: [name],
    extendedProps: { said: part.said, name, href: part.href },
  };
}
