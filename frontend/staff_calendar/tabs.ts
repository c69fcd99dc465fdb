import type { Column } from "./diary.ts";

/** On a phone one resource at a time: its tabs above the day. `choose` is told which. */
export function showTabs(sheet: HTMLElement, columns: Column[], chosen: string, choose: (slug: string) => void): void {
  const nav = sheet.parentElement?.querySelector<HTMLElement>(".resource-tabs") ?? made(sheet);
  const current = columns.some(({ slug }) => slug === chosen) ? chosen : columns[0]?.slug;
  const known = [...nav.children].map((tab) => `${(tab as HTMLElement).dataset.slug} ${tab.textContent}`);
  if (known.join() !== columns.map(({ slug, name }) => `${slug} ${name}`).join())
    nav.replaceChildren(...columns.map((column) => tab(column, choose)));
  for (const each of nav.children as Iterable<HTMLElement> & HTMLCollection)
    if (each.dataset.slug === current) each.setAttribute("aria-current", "true");
    else each.removeAttribute("aria-current");
  nav.hidden = columns.length < 2;
}

function made(sheet: HTMLElement): HTMLElement {
  const nav = document.createElement("div");
  nav.className = "resource-tabs";
  sheet.before(nav);
  return nav;
}

function tab({ slug, name }: Column, choose: (slug: string) => void): HTMLElement {
  const found = document.createElement("button");
  found.type = "button";
  found.dataset.slug = slug;
  found.textContent = name;
  found.addEventListener("click", () => choose(slug));
  return found;
}
