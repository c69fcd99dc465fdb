import type { Diary, Entry } from "./diary.ts";
import type { Setup } from "./setup.ts";

/** A Monday at the salon, for the tests. */
export const setup: Setup = {
  view: "day",
  on: "2026-11-23",
  alone: "",
  bookings: "/-/staff/salon/bookings/",
  mayWrite: true,
  appliesAtOnce: false,
  usesKeys: true,
  words: {
    online: "online gebucht",
    to: "{from} bis {to}",
    buffer: "Puffer bis {time}",
    offline: "Keine Verbindung seit {since}. Angezeigt wird der Stand von {asOf}.",
    undo: "Rückgängig",
    undone: "Es ist wieder wie vorher.",
    failed: "Das hat nicht geklappt.",
    look: "Im Fenster ansehen",
  },
};

export const uid = "0b1d5a52-0000-4000-8000-000000000001";

export function entry(changes: Partial<Entry> = {}): Entry {
  return {
    key: 7,
    resource: "anna",
    kind: "booking",
    from: "2026-11-23T09:00",
    to: "2026-11-23T09:45",
    who: "Maria Weber",
    what: "Schneiden & Föhnen",
    sign: "online",
    uid,
    version: 3,
    ...changes,
  };
}

export function diary(changes: Partial<Diary> = {}): Diary {
  return {
    text: "1 Buchung",
    tasks: 2,
    hours: ["08:00", "19:00"],
    offset: "+01:00",
    columns: [
      { uid: "a-uid", slug: "anna", name: "Anna", kind: "person", text: "9 bis 18 Uhr, 1 Buchung" },
      { uid: "r-uid", slug: "raum-1", name: "Raum 1", kind: "room", text: "8 bis 19 Uhr, 0 Belegungen" },
    ],
    entries: [entry()],
    closed: [{ resource: "anna", from: "2026-11-23T00:00", to: "2026-11-23T09:00", said: "geschlossen" }],
    away: [{ key: 1, resource: "anna", from: "2026-11-23T15:00", to: "2026-11-24T00:00", said: "Urlaub" }],
    elsewhere: [
      {
        key: 5,
        resource: "anna",
        from: "2026-11-23T12:00",
        to: "2026-11-23T13:00",
        said: "belegt (Privat) 12 bis 13 Uhr",
        href: "/-/staff/salon/what-blocks/?at=12:00",
      },
    ],
    ...changes,
  };
}
