import { isNewArrival } from "./arrival.ts";

/** Moves the reader to the first of these that the page has; headings take the focus only for this. */
export function focusFirst(selectors: string[], page: ParentNode = document): void {
  const found = selectors.map((selector) => page.querySelector<HTMLElement>(selector)).find(Boolean);
  if (!found) return;
  if (!found.matches("a, button, input, select, textarea, [tabindex]")) found.tabIndex = -1;
  found.focus();
}

/**
 * A page that follows another of ours begins at its heading, a refused form at the field to be mended.
 *
 * The first page of a visit keeps the focus where it is: in a frame it would tear the host page along.
 */
export function focusOnArrival(): void {
  if (document.querySelector('[aria-invalid="true"]')) focusFirst(['[aria-invalid="true"]']);
  else if (cameFromOurs()) focusFirst(["[data-focus]"]);
}

function cameFromOurs(): boolean {
  return isNewArrival() && document.referrer.startsWith(`${location.origin}/`);
}
