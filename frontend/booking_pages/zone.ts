/**
 * Offers a visitor whose clock shows another time to read the page in theirs; the page never moves by itself.
 *
 * The server writes the zone it shows into `[data-zone]` and a hidden link `[data-zone-hint]`, whose
 * `[data-zone-name]` says the place.
 */
export function offerZone(visitorZone = Intl.DateTimeFormat().resolvedOptions().timeZone): void {
  const shown = document.querySelector<HTMLElement>("[data-zone]")?.dataset.zone;
  const hint = document.querySelector<HTMLAnchorElement>("a[data-zone-hint]");
  if (!shown || !hint || !visitorZone || new URL(location.href).searchParams.has("tz")) return;
  if (readTheSame(shown, visitorZone, new Date())) return;
  const address = new URL(hint.href);
  address.searchParams.set("tz", visitorZone);
  hint.href = address.href;
  const name = hint.querySelector("[data-zone-name]");
  if (name) name.textContent = placeOf(visitorZone);
  hint.hidden = false;
}

/** Vienna and Berlin are two names for one clock; asked now and half a year on, for summer time. */
function readTheSame(one: string, other: string, now: Date): boolean {
  const halfYearOn = new Date(now.getTime() + 182 * 86_400_000);
  return [now, halfYearOn].every((moment) => clock(one, moment) === clock(other, moment));
}

function clock(zone: string, moment: Date): string {
  return moment.toLocaleString("en", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
}

/** "New York" for "America/New_York". */
function placeOf(zone: string): string {
  return (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
}
