/** Milliseconds between two looks: the bar moves calmly, and no seconds are counted. */
export const calm = 20_000;

/**
 * Shows how much of a hold is left in `progress[data-starts-at][data-ends-at]`, and `[data-hold-ended]` at its end.
 *
 * Instants are ISO texts. `data-now` is the server's clock when it wrote the page, for visitors whose own
 * is wrong. `data-label` holds the words for it, with {left} and {all} in minutes.
 */
export function showHold(): void {
  const bar = document.querySelector<HTMLProgressElement>("progress[data-ends-at]");
  if (!bar) return;
  const startsAt = Date.parse(bar.dataset.startsAt ?? "");
  const endsAt = Date.parse(bar.dataset.endsAt ?? "");
  const ahead = bar.dataset.now ? Date.now() - Date.parse(bar.dataset.now) : 0;

  const look = (): void => {
    const left = endsAt - (Date.now() - ahead);
    if (left <= 0) return endHold(bar);
    draw(bar, left, endsAt - startsAt);
    setTimeout(look, Math.min(calm, left));
  };
  look();
}

function draw(bar: HTMLProgressElement, left: number, all: number): void {
  bar.max = 1;
  bar.value = left / all;
  const words = bar.dataset.label;
  if (words)
    bar.setAttribute("aria-label", words.replace("{left}", minutes(left)).replace("{all}", minutes(all)));
}

function minutes(milliseconds: number): string {
  return String(Math.ceil(milliseconds / 60_000));
}

function endHold(bar: HTMLProgressElement): void {
  const ended = document.querySelector<HTMLElement>("[data-hold-ended]");
  const held = bar.closest<HTMLElement>("[data-hold]") ?? bar;
  held.hidden = true;
  if (ended) ended.hidden = false;
}
