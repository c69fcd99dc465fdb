import {
  type Calendar,
  createCalendar,
  destroyCalendar,
  Interaction,
  ResourceTimeGrid,
  TimeGrid,
} from "@event-calendar/core";
import { type Column, type Diary, wallNow } from "./diary.ts";
import { drags } from "./drags.ts";
import { addressOf, entryOf, eventsOf, textOf } from "./events.ts";
import { face } from "./face.ts";
import { head } from "./heads.ts";
import type { Setup } from "./setup.ts";
import { sign, words } from "./signs.ts";
import { stateOf } from "./states.ts";

/** Pixels of half an hour; by thumb there is a little more. */
const slot = { wide: 42, narrow: 48 };
/** So many columns fit without scrolling sideways. */
const roomy = 8;
const signs: Record<string, string> = { absence: "absence", busy: "calendar" };

export type Grid = {
  /** Draws a newer diary, or the same one a minute later; focus stays on its booking. */
  draw(diary: Diary): void;
  /** Only this column is drawn, where there is room for one. */
  choose(slug: string): void;
  allowWriting(allowed: boolean): void;
  destroy(): void;
};

/** Where columns would be too narrow to read: a day then shows one resource at a time, a week its lines. */
export function isNarrow(place: HTMLElement, view: Setup["view"] = "day"): boolean {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return place.clientWidth < (view === "week" ? 46 : 34) * rem;
}

export function openGrid(sheet: HTMLElement, setup: Setup, first: Diary): Grid {
  let diary = first;
  let chosen = "";
  let drawnStates = statesOf(first);
  const shown = (): Column[] => {
    if (!isNarrow(sheet) || setup.view !== "day") return diary.columns;
    return [diary.columns.find(({ slug }) => slug === chosen) ?? diary.columns[0]].filter((one) => !!one);
  };
  const calendar = createCalendar(sheet, [TimeGrid, ResourceTimeGrid, Interaction], {
    ...looks(sheet, setup, () => diary),
    ...times(diary),
    ...drags(setup, () => diary),
    resources: resources(shown()),
    events: eventsOf(diary, setup),
  });
  mark(sheet, diary);
  requestAnimationFrame(() => speakPlainly(sheet));
  return {
    draw(next) {
      const states = statesOf(next);
      mark(sheet, next);
      if (next === diary && states === drawnStates) return;
      drawnStates = states;
      const focused = focusedKey(sheet);
      diary = next;
      for (const [name, value] of Object.entries(times(diary)))
        calendar.setOption(name as keyof Calendar.Options, value);
      calendar.setOption("resources", resources(shown()));
      calendar.setOption("events", eventsOf(diary, setup));
      requestAnimationFrame(() => {
        speakPlainly(sheet);
        if (focused) focusKey(sheet, focused);
      });
    },
    choose(slug) {
      chosen = slug;
      calendar.setOption("slotHeight", isNarrow(sheet) ? slot.narrow : slot.wide);
      calendar.setOption("resources", resources(shown()));
      requestAnimationFrame(() => speakPlainly(sheet));
    },
    allowWriting(allowed) {
      calendar.setOption("editable", allowed && setup.mayWrite);
      calendar.setOption("selectable", allowed && setup.mayWrite);
    },
    destroy() {
      void destroyCalendar(calendar);
    },
  };
}

function looks(sheet: HTMLElement, setup: Setup, diary: () => Diary): Calendar.Options {
  const weekday = new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "short" });
  return {
    view: setup.view === "day" ? "resourceTimeGridDay" : "timeGridWeek",
    date: setup.on,
    firstDay: 1,
    headerToolbar: { start: "", center: "", end: "" },
    locale: document.documentElement.lang,
    allDaySlot: false,
    nowIndicator: true,
    slotDuration: "00:30",
    slotLabelInterval: "01:00",
    snapDuration: "00:15",
    slotHeight: isNarrow(sheet) ? slot.narrow : slot.wide,
    slotEventOverlap: false,
    slotLabelFormat: (time) => `${String(time.getHours()).padStart(2, "0")}:00`,
    dayHeaderFormat: (day) => `${weekday.format(day)} ${day.getDate()}`,
    filterEventsWithResources: setup.view === "day",
    eventContent: ({ event }) => ({ domNodes: content(event, setup, wallNow(diary().offset)) }),
    resourceLabelContent: ({ resource }) => {
      const column = diary().columns.find(({ slug }) => slug === resource.id);
      return column ? { domNodes: [head(column)] } : "";
    },
  };
}

function times({ hours: [from, to], offset, columns }: Diary): Pick<
  Calendar.Options,
  "slotMinTime" | "slotMaxTime" | "timeZone" | "columnWidth"
> {
  const columnWidth = columns.length > roomy ? "minmax(8.5rem, 1fr)" : "minmax(0, 1fr)";
  return { slotMinTime: from, slotMaxTime: to, timeZone: offset, columnWidth };
}

function resources(columns: Column[]): Calendar.ResourceInput[] {
  // The text is part of it, so that a head is drawn anew when it says something else.
  return columns.map(({ slug, name, text }) => ({ id: slug, title: name, extendedProps: { text } }));
}

function content(event: Calendar.Event, setup: Setup, now: string): Node[] {
  const entry = entryOf(event);
  if (entry) return [face(entry, setup, now)];
  const behind = signs[event.extendedProps.name as string];
  if (behind) return [sign(behind), leading(words("span", textOf(event)), addressOf(event))];
  return textOf(event) ? [words("span", textOf(event), "spoken")] : [];
}

function leading(text: HTMLElement, href: string): HTMLElement {
  if (!href) return text;
  const link = document.createElement("a");
  link.draggable = false;
  link.href = href;
  link.append(...text.childNodes);
  return link;
}

/** A minute later most bookings look as they did: only a change is worth drawing all of them anew. */
function statesOf(diary: Diary): string {
  const now = wallNow(diary.offset);
  return diary.entries.map((entry) => stateOf(entry, now)).join();
}

function mark(sheet: HTMLElement, diary: Diary): void {
  sheet.removeAttribute("aria-busy");
  sheet.toggleAttribute("data-many", diary.columns.length > roomy && !isNarrow(sheet));
  sheet.style.setProperty("--now", `"${wallNow(diary.offset).slice(11)}"`);
}

/**
 * The library calls its grid a table, but bookings do not stand in the cells: whoever listens would hear of
 * empty ones. Without these roles there are a list of links and the words behind them.
 */
function speakPlainly(sheet: HTMLElement): void {
  for (const box of sheet.querySelectorAll("[role]"))
    for (const name of ["role", "aria-colindex", "aria-colspan"]) box.removeAttribute(name);
  for (const head of sheet.querySelectorAll(".ec-col-head time[aria-label]"))
    head.removeAttribute("aria-label");
}

function focusedKey(sheet: HTMLElement): string | undefined {
  const focused = document.activeElement;
  return focused instanceof HTMLElement && sheet.contains(focused) ? focused.dataset.key : undefined;
}

export function focusKey(sheet: ParentNode, key: string): void {
  sheet.querySelector<HTMLElement>(`a[data-key="${key}"]`)?.focus();
}
