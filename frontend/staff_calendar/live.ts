import type { Diary } from "./diary.ts";

/** Milliseconds between two questions. */
export const pause = 1500;

export type News =
  | { kind: "changed"; diary: Partial<Diary> }
  | { kind: "same" }
  | { kind: "signed out" }
  | { kind: "lost" };

export type Asking = { address: string; known: string };

/** Asks once. What is known is not sent again. */
export async function ask(asking: Asking, signal?: AbortSignal): Promise<[News, Asking]> {
  try {
    const headers = asking.known ? { "If-None-Match": asking.known } : undefined;
    const answer = await fetch(asking.address, {
      cache: "no-store",
      signal: signal ?? null,
      ...(headers && { headers }),
    });
    if (answer.status === 304) return [{ kind: "same" }, asking];
    if (answer.redirected || answer.status === 404) return [{ kind: "signed out" }, asking];
    if (!answer.ok) return [{ kind: "lost" }, asking];
    const diary = (await answer.json()) as Partial<Diary>;
    return [{ kind: "changed", diary }, { ...asking, known: answer.headers.get("ETag") ?? "" }];
  } catch {
    return [{ kind: "lost" }, asking];
  }
}

/** Asks again and again while the page is seen; an event "diary:ask" asks at once. Returns what ends it. */
export function follow(address: string, tell: (news: News) => void): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  let asking: Asking = { address, known: "" };
  let timer = 0;
  let isUnderWay = false;

  async function once(): Promise<void> {
    if (isUnderWay || signal.aborted) return;
    clearTimeout(timer);
    isUnderWay = true;
    const [news, next] = await ask(asking, signal);
    isUnderWay = false;
    if (signal.aborted) return;
    asking = next;
    tell(news);
    if (!document.hidden && news.kind !== "signed out") timer = window.setTimeout(once, pause);
  }

  document.addEventListener("diary:ask", () => void once(), { signal });
  document.addEventListener("visibilitychange", () => void (document.hidden || once()), { signal });
  window.addEventListener("online", () => void once(), { signal });
  void once();
  return () => {
    clearTimeout(timer);
    ended.abort();
  };
}
