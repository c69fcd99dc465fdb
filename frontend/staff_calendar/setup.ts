/** What the page knows before the diary is asked for: see staff_pages/calendar/setup.py. */
export type Setup = {
  view: "day" | "week" | "month" | "list";
  on: string;
  alone: string;
  bookings: string;
  mayWrite: boolean;
  appliesAtOnce: boolean;
  usesKeys: boolean;
  words: Record<string, string>;
};

/** The calendar of this page, or null where it has none. */
export function calendarPart(): HTMLElement | null {
  return document.querySelector('[data-part="calendar"]');
}

export function readSetup(part: HTMLElement): Setup {
  return JSON.parse(part.querySelector('script[type="application/json"]')?.textContent ?? "{}") as Setup;
}

/** A sentence of the page with its gaps filled: "{from} to {to}". */
export function said(setup: Setup, sentence: string, gaps: Record<string, string> = {}): string {
  return (setup.words[sentence] ?? "").replace(/\{(\w+)\}/g, (_gap, name: string) => gaps[name] ?? "");
}
