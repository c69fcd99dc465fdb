/** The signs of all pages: the id in our sprite, and the name lucide gives the drawing. */
export const signs = {
  pencil: "pencil",
  bin: "trash-2",
  clock: "clock",
  person: "user",
  room: "door-open",
  phone: "phone",
  mail: "mail",
  check: "check",
  warning: "triangle-alert",
  calendar: "calendar-days",
  online: "globe",
  "by-hand": "pen-line",
  api: "plug",
  hold: "hourglass",
  pending: "circle-help",
  task: "list-todo",
  people: "users",
  service: "scissors",
  settings: "settings",
  safe: "shield-check",
  back: "chevron-left",
  next: "chevron-right",
  plus: "plus",
  close: "x",
  search: "search",
  place: "map-pin",
  "calendar-add": "calendar-plus",
  arrow: "arrow-right",
  absence: "thermometer",
  busy: "calendar-off",
  undo: "undo-2",
  info: "info",
  note: "message-square",
  refresh: "refresh-cw",
  more: "ellipsis",
  bell: "bell",
} as const;

type Sign = keyof typeof signs;

const onBookingPages: Sign[] = [
  "clock", "calendar", "calendar-add", "close", "next", "back", "search", "warning",
  "check", "phone", "pending", "arrow", "place", "info", "mail", "person",
];

/** The few that customers see, so that the first page stays small. */
export const bookingSigns = Object.fromEntries(onBookingPages.map((sign) => [sign, signs[sign]]));
