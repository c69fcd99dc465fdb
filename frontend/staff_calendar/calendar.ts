import { type Diary, hasGrid } from "./diary.ts";
import { Connection } from "./connection.ts";
import { type Grid, isNarrow, openGrid } from "./grid.ts";
import { follow, type News } from "./live.ts";
import { markOpen, refreshPanel } from "./panel.ts";
import { renew } from "./parts.ts";
import type { Setup } from "./setup.ts";
import { showTabs } from "./tabs.ts";

const minute = 60_000;

/** The calendar of one page: asks, draws, and asks again. Returns what ends it. */
export function openCalendar(part: HTMLElement, setup: Setup): () => void {
  const connection = new Connection(setup);
  const sheet = part.querySelector<HTMLElement>("[data-sheet]");
  let grid: Grid | null = null;
  let diary: Diary | null = null;
  let heardBefore = false;
  let chosen = setup.alone;

  function draw(): void {
    if (!sheet || !diary) return;
    // A narrow week keeps the lines that the server drew.
    if (setup.view === "week" && isNarrow(part, "week")) return putAway(sheet);
    sheet.hidden = false;
    const now = diary;
    if (setup.view === "day")
      showTabs(sheet, now.columns, chosen, (slug) => {
        chosen = slug;
        grid?.choose(slug);
        draw();
      });
    if (grid) grid.draw(now);
    else grid = openGrid(sheet, setup, now);
    part.dataset.drawn = "";
    requestAnimationFrame(markOpen);
  }

  function putAway(empty: HTMLElement): void {
    grid?.destroy();
    grid = null;
    empty.hidden = true;
    delete part.dataset.drawn;
  }

  function hear(news: News): void {
    if (news.kind === "signed out") return location.reload();
    if (news.kind === "lost") connection.lost();
    else connection.heard();
    grid?.allowWriting(!connection.isLost);
    if (news.kind !== "changed") return;
    tellCounts(news.diary);
    if (hasGrid(news.diary)) {
      diary = news.diary;
      draw();
    }
    // What the server draws was drawn with the page; only later news are new.
    if (heardBefore) {
      if (setup.view !== "day") void renew(["drawn"]);
      void refreshPanel();
    }
    heardBefore = true;
  }

  const unfollow = follow(part.dataset.feed ?? "", hear);
  const clock = window.setInterval(draw, minute);
  const turned = () => {
    grid?.choose(chosen);
    draw();
  };
  window.addEventListener("resize", turned);
  return () => {
    unfollow();
    clearInterval(clock);
    window.removeEventListener("resize", turned);
    grid?.destroy();
  };
}

function tellCounts({ text, tasks }: Partial<Diary>): void {
  const place = document.querySelector("[data-text]");
  if (place && text !== undefined && place.textContent !== text) place.textContent = text;
  const count = document.querySelector<HTMLElement>("[data-tasks]");
  if (!count || tasks === undefined) return;
  const spoken = document.createElement("span");
  spoken.className = "spoken";
  spoken.textContent = ` ${count.dataset.tasks ?? ""}`;
  count.hidden = tasks === 0;
  count.replaceChildren(...(tasks ? [String(tasks), spoken] : []));
}
