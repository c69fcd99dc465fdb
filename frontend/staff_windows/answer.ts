/** What the server says to a form of a window. */
export type Answer =
  | { kind: "done"; address: string }
  | { kind: "window"; dialog: HTMLDialogElement }
  | { kind: "elsewhere" }
  | { kind: "unreachable" };

/** Sends the form as its page would; the server knows by the header that the window stays open. */
export async function answerTo(form: HTMLFormElement, body: FormData, signal?: AbortSignal): Promise<Answer> {
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body: asText(body),
      headers: { "X-Part": "window" },
      signal: signal ?? null,
    });
    const address = response.headers.get("X-Location");
    if (address) return { kind: "done", address };
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const dialog = page.querySelector("dialog");
    return dialog ? { kind: "window", dialog } : { kind: "elsewhere" };
  } catch {
    return { kind: "unreachable" };
  }
}

function asText(body: FormData): URLSearchParams {
  const said = new URLSearchParams();
  for (const [name, value] of body) if (typeof value === "string") said.append(name, value);
  return said;
}
