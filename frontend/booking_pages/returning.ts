/** What browsers that have the Navigation API know of the way here. */
export type Arrival = { navigationType: string; from: { url: string | null } | null };

/**
 * Whoever goes back from the form to choose again gives the kept time back.
 *
 * The browser's back button tells the server nothing, and the visitor's own hold would stand in the way of
 * the times around it. Browsers without the Navigation API let it run out.
 */
export function giveBackOnReturn(): void {
  window.addEventListener("pageshow", () => {
    const form = formLeftBehind(arrival(), location.href);
    if (form) void giveBack(form);
  });
}

function arrival(): Arrival | null {
  return (window as { navigation?: { activation: Arrival | null } }).navigation?.activation ?? null;
}

/** The address of the form that a visitor left by going back to these times; null for every other way here. */
export function formLeftBehind(arrival: Arrival | null, times: string): URL | null {
  if (arrival?.navigationType !== "traverse" || !arrival.from?.url) return null;
  const form = new URL(arrival.from.url);
  const here = new URL(times);
  const isForm = form.origin === here.origin && form.pathname === `${here.pathname}book/`;
  return isForm && form.searchParams.get("hold") ? form : null;
}

async function giveBack(form: URL): Promise<void> {
  const answer = await fetch(form, {
    method: "POST",
    body: new URLSearchParams({ do: "leave" }),
    redirect: "manual",
  }).catch(() => null);
  if (answer) location.reload();
}
