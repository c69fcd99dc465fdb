/**
 * What the booking pages in the frame and the element around them tell each other.
 *
 * Both ends doubt what they hear: anybody may post a message to a window.
 */
export const outcomes = ["booked", "moved", "cancelled"] as const;
export type Outcome = (typeof outcomes)[number];

/** As the frame posts it. */
export type FrameMessage =
  | { type: "terminbuch:height"; height: number }
  | { type: "terminbuch:close" }
  | { type: `terminbuch:${Outcome}`; number: string };

/** As the element takes it. */
export type Heard =
  | { kind: "height"; height: number }
  | { kind: "close" }
  | { kind: "outcome"; outcome: Outcome; number: string };

/** What a host page may know about its visitor already. */
export type Prefill = { name?: string; email?: string; phone?: string };
export type PrefillMessage = { type: "terminbuch:prefill"; prefill: Prefill };

export const lowest = 200;
export const highest = 10_000;
const longestText = 254;

/** A message from the frame, its height (CSS pixels) brought between the bounds; null if it is none of ours. */
export function heardFromFrame(data: unknown): Heard | null {
  const type = own(data, "type");
  if (type === "terminbuch:close") return { kind: "close" };
  if (type === "terminbuch:height") return heardHeight(own(data, "height"));
  const outcome = outcomes.find((each) => type === `terminbuch:${each}`);
  const number = text(own(data, "number"));
  return outcome && number ? { kind: "outcome", outcome, number } : null;
}

/** What the host page wants to fill in; null if the message is about something else. */
export function heardFromHost(data: unknown): Prefill | null {
  if (own(data, "type") !== "terminbuch:prefill") return null;
  const sent = own(data, "prefill");
  const prefill: Prefill = {};
  for (const field of ["name", "email", "phone"] as const) {
    const value = text(own(sent, field));
    if (value) prefill[field] = value;
  }
  return prefill;
}

function heardHeight(height: unknown): Heard | null {
  if (typeof height !== "number" || !Number.isFinite(height)) return null;
  return { kind: "height", height: Math.min(Math.max(Math.ceil(height), lowest), highest) };
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" && value.length <= longestText ? value : null;
}

/** A property of the message itself, never one that a polluted prototype lends it. */
function own(data: unknown, name: string): unknown {
  if (typeof data !== "object" || data === null) return undefined;
  return Object.getOwnPropertyDescriptor(data, name)?.value;
}
