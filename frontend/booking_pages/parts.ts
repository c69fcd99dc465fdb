import { fetchedPage } from "./fetched_page.ts";
import { focusFirst } from "./focus.ts";
import { feelHand, handIsOff } from "./hand.ts";
import { pressedLink } from "./links.ts";

/** Milliseconds an answer may take before the page says that it waits. */
export const patience = 200;

const when = '[data-part="when"]';

let shown = "";
let latest = new AbortController();

/**
 * Days, months and people change in place.
 *
 * A link inside a part to the same path is fetched, and every part that both pages have is exchanged;
 * all other links, and whatever fails, the browser follows as always. `onRenewed` is told of each exchange.
 */
export function renewParts(onRenewed: () => void): void {
  shown = withoutFragment(location.href);
  feelHand();

  document.addEventListener("click", (event) => {
    const link = pressedLink(event, "[data-part] a[href]");
    if (!link || !isOfThisPage(link)) return;
    event.preventDefault();
    const next = focusAfter(link);
    void renew(link.href, () => {
      history.pushState(null, "", link.href);
      onRenewed();
      focusFirst(next);
    });
  });

  // The skip link's fragment comes here too, and changes nothing.
  window.addEventListener("popstate", () => {
    if (withoutFragment(location.href) !== shown) void renew(location.href, onRenewed);
  });
}

async function renew(address: string, arrive: () => void): Promise<void> {
  latest.abort();
  latest = new AbortController();
  const { signal } = latest;
  const done = waiting();
  const page = await fetchedPage(address, "when", signal);
  await handIsOff();
  done();
  if (signal.aborted) return;
  if (!page?.querySelector(when)) return location.assign(address);
  exchange(page);
  shown = withoutFragment(address);
  arrive();
}

/** The old content stays; after a while it says that it waits. Returns what ends the waiting. */
function waiting(): () => void {
  const part = document.querySelector(when);
  const status = document.querySelector<HTMLElement>("[data-loading]");
  const timer = setTimeout(() => {
    part?.setAttribute("aria-busy", "true");
    if (status) status.textContent = status.dataset.loading ?? "";
  }, patience);
  return () => {
    clearTimeout(timer);
    part?.removeAttribute("aria-busy");
    if (status) status.textContent = "";
  };
}

function exchange(page: Document): void {
  for (const part of document.querySelectorAll<HTMLElement>("[data-part]")) {
    const renewed = page.querySelector(`[data-part="${part.dataset.part}"]`);
    if (renewed) part.replaceWith(renewed);
  }
  if (page.title) document.title = page.title;
}

/** Whoever walks from month to month stays in the month; whoever chooses a day or a person reads the times. */
function focusAfter(link: HTMLAnchorElement): string[] {
  const { month } = link.dataset;
  if (!month) return ["[data-times]"];
  const days = ["a[data-date]", "[data-times]"];
  return document.activeElement === link ? [`a[data-month="${month}"]`, ...days] : days;
}

function isOfThisPage(link: HTMLAnchorElement): boolean {
  return link.origin === location.origin && link.pathname === location.pathname && !link.hash;
}

function withoutFragment(address: string): string {
  return address.replace(/#.*/, "");
}
