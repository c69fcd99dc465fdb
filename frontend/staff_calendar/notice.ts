import { sign, words } from "./signs.ts";

export const lasts = 10_000;

export type Said = {
  kind: "good" | "warn";
  text: string;
  label?: string;
  link?: string;
  press?: () => void;
};

let timer = 0;

/** Says in place what became of it, for ten seconds; longer while somebody is reading it with the keyboard. */
export function notice({ kind, text, label = "", link = "", press }: Said): void {
  document.querySelector("[data-notice]")?.remove();
  const found = document.createElement("div");
  found.className = "notice";
  found.dataset.kind = kind;
  found.dataset.notice = "";
  found.setAttribute("role", "status");
  found.append(sign(kind === "good" ? "check" : "warning"), words("p", text));
  if (press) found.append(button(label, press));
  if (link) found.append(windowLink(label, link));
  document.querySelector(".desk-columns")?.before(found);
  clearTimeout(timer);
  timer = window.setTimeout(() => leave(found), lasts);
}

function leave(found: HTMLElement): void {
  if (!found.contains(document.activeElement)) return found.remove();
  found.addEventListener("focusout", () => found.remove(), { once: true });
}

function button(label: string, press: () => void): HTMLElement {
  const found = words("button", label, "button");
  found.addEventListener("click", press, { once: true });
  return found;
}

function windowLink(label: string, href: string): HTMLElement {
  const found = words("a", label, "button") as HTMLAnchorElement;
  found.href = href;
  found.dataset.window = "";
  return found;
}
