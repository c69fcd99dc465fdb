import type { Words } from "./words.ts";

/** What the element shows: the frame as it stands, or a button that opens it in a window. */
export type View = { frame: HTMLIFrameElement; nodes: Node[]; close: () => void };

const firstHeight = "640";

function newFrame(title: string): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  frame.title = title;
  frame.height = firstHeight;
  return frame;
}

function newButton(part: string, text: string): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = part;
  button.setAttribute("part", part);
  button.textContent = text;
  return button;
}

export function inlineView(address: string, words: Words): View {
  const frame = newFrame(words.book);
  frame.src = address;
  return { frame, nodes: [frame], close: () => {} };
}

/** The frame loads when the window opens first; closed and opened again it is where it was. */
export function buttonView(address: string, words: Words, label: string): View {
  const frame = newFrame(words.book);
  const opener = newButton("open", label);
  const closer = newButton("close", "×");
  const dialog = document.createElement("dialog");
  closer.setAttribute("aria-label", words.close);
  dialog.setAttribute("aria-label", words.book);
  dialog.append(closer, frame);
  opener.addEventListener("click", () => {
    if (!frame.src) frame.src = address;
    dialog.showModal();
    frame.focus();
  });
  closer.addEventListener("click", () => dialog.close());
  // Said although browsers do it: Safari does not focus a button that was clicked, and has nothing to return to.
  dialog.addEventListener("close", () => opener.focus());
  return { frame, nodes: [opener, dialog], close: () => dialog.close() };
}
