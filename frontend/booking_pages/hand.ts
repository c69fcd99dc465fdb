/** Milliseconds after which a press is no longer waited for: nobody's click takes so long. */
export const longest = 10_000;

let off: Promise<unknown> = Promise.resolve();

/**
 * Resolves as soon as nobody is pressing anything.
 *
 * What is exchanged between press and release takes the click with it: leaving a field by pressing on a
 * choice asks the server, and its answer may be quicker than a slow hand.
 */
export async function handIsOff(): Promise<void> {
  await off;
}

/** Asked for once by whatever will exchange parts of the page; a second time adds nothing. */
export function feelHand(): void {
  document.addEventListener("pointerdown", press, true);
}

function press({ target }: Event): void {
  // A list of choices keeps the release to itself.
  if (target instanceof Element && target.closest("select")) return;
  off = new Promise((resolve) => {
    const done = new AbortController();
    const lift = (): void => {
      done.abort();
      // The click comes right after the release.
      setTimeout(resolve);
    };
    const listening = { capture: true, signal: done.signal };
    for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, lift, listening);
    // It was let go where we could not hear it.
    document.addEventListener("pointermove", ({ buttons }) => buttons === 0 && lift(), listening);
    setTimeout(lift, longest);
  });
}
