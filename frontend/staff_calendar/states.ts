import type { Entry } from "./diary.ts";

export type State = "pending" | "hold" | "past" | "now" | "";

const undecided: Partial<Record<Entry["kind"], State>> = {
  pending: "pending",
  wish: "pending",
  hold: "hold",
  offer: "hold",
};

/** How the style sheet calls it; wall clock times compare as text. */
export function stateOf(entry: Entry, now: string): State {
  return undecided[entry.kind] ?? (entry.to <= now ? "past" : entry.from <= now ? "now" : "");
}
