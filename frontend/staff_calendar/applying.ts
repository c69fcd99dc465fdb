import type { Entry } from "./diary.ts";
import type { Put } from "./drags.ts";
import { addressOf } from "./face.ts";
import { notice } from "./notice.ts";
import { said, type Setup } from "./setup.ts";

export type Answer =
  | { ok: true; sentence: string; undo_url: string; version: number }
  | { ok: false; sentence: string; window_url?: string };

/** Applies a drag, says so with a way back, and puts the booking back where it cannot be. */
export async function apply(entry: Entry, put: Put, setup: Setup, revert: () => void): Promise<void> {
  const answer = await post(`${addressOf(entry.uid ?? "", setup)}move/`, {
    starts_at: put.from,
    minutes: String(put.minutes),
    resource: put.resource,
    was_resource: put.was,
    version: String(entry.version ?? ""),
  });
  const body = await answered(answer, setup);
  if (!body.ok) {
    revert();
    notice({ kind: "warn", text: body.sentence, link: body.window_url ?? "", label: said(setup, "look") });
    return;
  }
  const undo = () => void takeBack(body.undo_url, body.version, setup);
  notice({ kind: "good", text: body.sentence, label: said(setup, "undo"), press: undo });
  document.dispatchEvent(new Event("diary:ask"));
}

async function takeBack(address: string, version: number, setup: Setup): Promise<void> {
  const answer = await post(address, { version: String(version) });
  const worked = answer?.ok ?? false;
  notice({ kind: worked ? "good" : "warn", text: said(setup, worked ? "undone" : "failed") });
  document.dispatchEvent(new Event("diary:ask"));
}

async function answered(answer: Response | null, setup: Setup): Promise<Answer> {
  try {
    const body = (await answer?.json()) as Answer | undefined;
    if (body?.sentence) return body;
  } catch {
    // not from our page: a gateway, or no network
  }
  return { ok: false, sentence: said(setup, "failed") };
}

export async function post(address: string, fields: Record<string, string>): Promise<Response | null> {
  const token = document.querySelector<HTMLInputElement>("[data-token] input")?.value ?? "";
  const body = new URLSearchParams({ ...fields, csrfmiddlewaretoken: token });
  return fetch(address, { method: "POST", body, headers: { "X-Part": "drag" } }).catch(() => null);
}
