/** Milliseconds in which a change can be taken back. */
export const grace = 10_000;

/** `[data-passes]` goes when its time is over: what can no longer be done is no longer offered. */
export function letPass(): void {
  for (const part of document.querySelectorAll("[data-passes]")) setTimeout(() => part.remove(), grace);
}
