type Day = { link: HTMLAnchorElement; number: number };

const week = 7;

/** Arrows walk over the free days, Home and End within the week, Page Up and Page Down turn the month. */
export function walkDays(): void {
  document.addEventListener("keydown", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-date]") : null;
    if (!(link instanceof HTMLAnchorElement) || isCombined(event)) return;
    const next = monthLink(event.key) ?? dayFrom(link, event.key);
    if (!next) return;
    event.preventDefault();
    if (next.dataset.month) next.click();
    else next.focus();
  });
}

function isCombined(event: KeyboardEvent): boolean {
  return event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
}

function monthLink(key: string): HTMLAnchorElement | null {
  const month = { PageUp: "previous", PageDown: "next" }[key];
  return month ? document.querySelector(`a[data-month="${month}"]`) : null;
}

/** Days without free times are no links, so they are passed over: a week up means the next free one above. */
function dayFrom(link: HTMLAnchorElement, key: string): HTMLAnchorElement | undefined {
  const days = [...document.querySelectorAll<HTMLAnchorElement>("a[data-date]")].map(day);
  const { number } = day(link);
  const row = [...(link.closest("tr")?.querySelectorAll<HTMLAnchorElement>("a[data-date]") ?? [])];
  const before = days.filter((other) => other.number < number).reverse();
  const after = days.filter((other) => other.number > number);
  const inColumn = (other: Day) => (other.number - number) % week === 0;
  switch (key) {
    case "ArrowLeft":
      return before[0]?.link;
    case "ArrowRight":
      return after[0]?.link;
    case "ArrowUp":
      return before.find(inColumn)?.link;
    case "ArrowDown":
      return after.find(inColumn)?.link;
    case "Home":
      return row[0];
    case "End":
      return row.at(-1);
    default:
      return undefined;
  }
}

/** `number` counts days, so that weekdays can be compared across months. */
function day(link: HTMLAnchorElement): Day {
  return { link, number: Date.parse(link.dataset.date ?? "") / 86_400_000 };
}
