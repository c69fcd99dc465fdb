const steps: Record<string, number> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** Arrows walk through the times of the day, from morning to evening. */
export function walkTimes(): void {
  document.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (!step || !(event.target instanceof HTMLButtonElement) || !event.target.closest(".slot-list")) return;
    const times = [...document.querySelectorAll<HTMLButtonElement>(".slot-list button")];
    const next = times[times.indexOf(event.target) + step];
    event.preventDefault();
    next?.focus();
  });
}
