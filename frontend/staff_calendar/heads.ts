import type { Column } from "./diary.ts";
import { sign, words } from "./signs.ts";

/** The head of a resource's column: its monogram, its name, when it is there. */
export function head(column: Column): HTMLElement {
  const found = document.createElement("span");
  found.className = "day-head";
  const names = document.createElement("span");
  names.append(words("b", column.name, "day-name"), words("span", column.text, "day-text"));
  found.append(monogram(column), names);
  return found;
}

function monogram({ slug, name, kind }: Column): HTMLElement {
  const mark = words("span", kind === "person" ? (Array.from(name)[0] ?? "") : "", "monogram tint");
  mark.dataset.tint = slug;
  mark.setAttribute("aria-hidden", "true");
  if (kind !== "person") mark.append(sign("room"));
  return mark;
}
