import { heardFromHost, outcomes, type FrameMessage } from "../embed/messages.ts";
import { isNewArrival } from "./arrival.ts";

/** The page around our frame. The server names its origin only when the organisation allows it to show us. */
export function talkToHostPage(): void {
  const { embed, embedOrigin } = document.documentElement.dataset;
  if (embed === undefined || !embedOrigin || window.parent === window) return;
  const tell = (message: FrameMessage): void => window.parent.postMessage(message, embedOrigin);
  tellHeight(tell);
  tellOutcome(tell);
  tellEscape(tell);
  fillIn(embedOrigin);
}

type Tell = (message: FrameMessage) => void;

function tellHeight(tell: Tell): void {
  const watch = new ResizeObserver(() =>
    tell({ type: "terminbuch:height", height: document.body.offsetHeight }),
  );
  watch.observe(document.body);
}

/** Once: a page loaded again or brought back tells of nothing new. */
function tellOutcome(tell: Tell): void {
  const { event, number } = document.querySelector<HTMLElement>("[data-event]")?.dataset ?? {};
  const outcome = outcomes.find((each) => each === event);
  if (outcome && number && isNewArrival()) tell({ type: `terminbuch:${outcome}`, number });
}

/** Escape closes the window around the frame, unless a window of ours is open. */
function tellEscape(tell: Tell): void {
  document.addEventListener("keydown", (event) => {
    const isFree = !event.defaultPrevented && !document.querySelector("dialog[open]");
    if (event.key === "Escape" && isFree) tell({ type: "terminbuch:close" });
  });
}

/** Sets, as text, what the host page knows of its visitor where nothing has been typed yet. */
function fillIn(hostOrigin: string): void {
  window.addEventListener("message", (event: MessageEvent<unknown>) => {
    if (event.origin !== hostOrigin || event.source !== window.parent) return;
    for (const [name, value] of Object.entries(heardFromHost(event.data) ?? {})) {
      const field = document.querySelector<HTMLInputElement>(`form[method="post"] input[name="${name}"]`);
      if (field && !field.value) field.value = value;
    }
  });
}
