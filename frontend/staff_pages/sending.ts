/** The button of the board says how many are sent, and the words beside it how many people hear of it. */
export function countSending(): void {
  document.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.form?.matches("[data-sending]")) tally();
  });
}

export function tally(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-sending]");
  if (!form) return;
  const inputs = [...form.elements].filter((each) => each instanceof HTMLInputElement);
  const cases = new Set(inputs.filter((each) => each.name === "send" && each.checked).map(({ value }) => value));
  const people = new Set(inputs.filter((each) => isHeard(each, cases)).flatMap(readers));
  say(form.querySelector("[data-send]"), form, "words", cases.size);
  say(document.querySelector("[data-people]"), form, "people-words", people.size);
}

function isHeard(input: HTMLInputElement, cases: Set<string>): boolean {
  const ofCase = input.name.slice(input.name.indexOf("-") + 1);
  return input.dataset.hears !== undefined && cases.has(ofCase) && (input.type === "hidden" || input.checked);
}

function readers(input: HTMLInputElement): string[] {
  return (input.dataset.hears ?? "").split(" ").filter(Boolean);
}

function say(place: Element | null, form: HTMLFormElement, what: string, count: number): void {
  const which = count === 1 ? "one" : "many";
  const words = form.querySelector(`[data-${what}="${count === 0 ? "none" : which}"]`)
    ?? form.querySelector(`[data-${what}="${which}"]`);
  if (place && words) place.textContent = (words.textContent ?? "").replace("#", String(count));
}
