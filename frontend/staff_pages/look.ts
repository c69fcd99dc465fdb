import { contrast, type Shown } from "../colours/ratio.ts";

/** The page takes the colour while it is being chosen, and each sample says how well its button reads. */
export function showColour(): void {
  const field = document.querySelector<HTMLInputElement>("[data-accent]");
  if (!field) return;
  field.addEventListener("input", () => show(field.value));
  measure();
}

function show(colour: string): void {
  document.documentElement.style.setProperty("--accent", colour);
  measure();
}

function measure(): void {
  for (const sample of document.querySelectorAll<HTMLElement>("[data-sample]")) {
    const words = sample.querySelector<HTMLElement>("[data-contrast]");
    const button = sample.querySelector<HTMLElement>("[data-measured]");
    if (words && button) words.textContent = said(words.dataset.contrast ?? "", button);
  }
}

function said(words: string, button: HTMLElement): string {
  const { color, backgroundColor } = getComputedStyle(button);
  const [ink, ground] = [seen(color), seen(backgroundColor)];
  if (!ink || !ground) return "";
  const ratio = contrast(ink, ground).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
  return words.replace("{ratio}", ratio);
}

/** Any colour that CSS knows, as the screen shows it. */
function seen(css: string): Shown | undefined {
  const sheet = document.createElement("canvas").getContext("2d");
  if (!sheet) return undefined;
  sheet.fillStyle = css;
  sheet.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = sheet.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}
