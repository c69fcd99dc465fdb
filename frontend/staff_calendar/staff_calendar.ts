import "./staff_calendar.css";
import { openCalendar } from "./calendar.ts";
import { listenToKeys } from "./keys.ts";
import { calendarPart, readSetup, type Setup } from "./setup.ts";
import { walkInPlace } from "./ways.ts";

let setup: Setup | null = null;
let end = (): void => {};

/** Once for the page, and again whenever another day or view has taken its place. */
function open(): void {
  end();
  const part = calendarPart();
  setup = part ? readSetup(part) : null;
  end = part && setup ? openCalendar(part, setup) : () => {};
}

open();
walkInPlace(open);
listenToKeys(() => setup);
