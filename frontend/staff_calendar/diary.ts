/** The answer of the feed. All times are wall clock of the location: "2026-11-23T09:00". */
export type Diary = {
  text: string;
  tasks: number;
  hours: [from: string, to: string];
  offset: string;
  columns: Column[];
  entries: Entry[];
  closed: Part[];
  away: (Part & { key: number })[];
  /** What stands in connected calendars, or cannot be known of them. */
  elsewhere: (Part & { key: number; href: string })[];
};

export type Column = { uid: string; slug: string; name: string; kind: "person" | "room" | "device"; text: string };

export type Entry = {
  key: number;
  resource: string;
  kind: "booking" | "pending" | "wish" | "hold" | "offer";
  from: string;
  to: string;
  busy?: [from: string, to: string];
  who: string;
  what: string;
  sign: string;
  uid?: string;
  version?: number;
};

export type Part = { resource: string; from: string; to: string; said: string };

/** Views that come drawn from the server learn only that something has changed. */
export function hasGrid(diary: Partial<Diary>): diary is Diary {
  return diary.entries !== undefined;
}

/** "09:00"; the midnight that ends a day is 24:00. */
export function clock(wall: string, ends = false): string {
  const said = wall.slice(11, 16);
  return ends && said === "00:00" ? "24:00" : said;
}

/** Minutes between two wall clock times, as a clock that never changes counts them. */
export function minutesBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}Z`) - Date.parse(`${from}Z`)) / 60_000);
}

/** "2026-11-23T09:00" of a date whose local parts are the wall clock. */
export function wallOf(moment: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  const day = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  return `${day}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

/** What the clock at the location shows: `offset` is the location's, as "+01:00". */
export function wallNow(offset: string, now: Date = new Date()): string {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? [];
  const shift = (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
  return new Date(now.getTime() + shift * 60_000).toISOString().slice(0, 16);
}
