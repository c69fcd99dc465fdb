import { feelHand, handIsOff } from "../booking_pages/hand.ts";
import { tally } from "./sending.ts";

/** Milliseconds between two questions whether the board has changed. */
export const pause = 5_000;

const part = '[data-part="board"]';

/** A board that is looked at shows what customers answer; what was ticked and typed stays. */
export function followBoard(): void {
  const board = document.querySelector<HTMLElement>("[data-board]");
  if (!board) return;
  feelHand();
  setInterval(() => void renew(board), pause);
}

async function renew(board: HTMLElement): Promise<void> {
  if (document.hidden || document.querySelector("dialog[open]") || isTypedInto(board)) return;
  const answer = await asked(board);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  await handIsOff();
  const fresh = page.querySelector<HTMLElement>(part);
  const old = board.querySelector<HTMLElement>(part);
  if (!fresh || !old || isTypedInto(board)) return;
  keepInputs(old, fresh);
  const focused = placeOf(document.activeElement, old);
  old.replaceWith(fresh);
  if (focused) fresh.querySelector<HTMLElement>(focused)?.focus();
  board.dataset.mark = answer.headers.get("ETag") ?? "";
  tally();
}

async function asked(board: HTMLElement): Promise<Response | null> {
  const headers = { "X-Part": "board", "If-None-Match": board.dataset.mark ?? "" };
  try {
    return await fetch(board.dataset.board ?? "", { headers });
  } catch {
    return null; // no network: the next question may be answered
  }
}

function isTypedInto(board: HTMLElement): boolean {
  const active = document.activeElement;
  return active instanceof HTMLInputElement && active.type === "text" && board.contains(active);
}

function keepInputs(old: HTMLElement, fresh: HTMLElement): void {
  for (const input of fresh.querySelectorAll<HTMLInputElement>("input[form]")) {
    const before = old.querySelector<HTMLInputElement>(sameAs(input));
    if (before && input.type === "checkbox") input.checked = before.checked;
    else if (before) input.value = before.value;
  }
  for (const shown of old.querySelectorAll<HTMLInputElement>("details[open] input[form]"))
    fresh.querySelector(sameAs(shown))?.closest("details")?.setAttribute("open", "");
}

function sameAs(input: HTMLInputElement): string {
  const value = input.type === "checkbox" ? `[value="${CSS.escape(input.value)}"]` : "";
  return `input[name="${CSS.escape(input.name)}"]${value}`;
}

/** How what has the focus is found again. */
function placeOf(active: Element | null, old: HTMLElement): string {
  if (!active || !old.contains(active)) return "";
  if (active instanceof HTMLInputElement) return sameAs(active);
  return active instanceof HTMLAnchorElement ? `a[href="${CSS.escape(active.getAttribute("href") ?? "")}"]` : "";
}
