import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Plugin } from "vite";

const resolve = createRequire(import.meta.url).resolve;

/** One sign as a <symbol>: `sign` is the id the pages name, `file` its name in lucide-static. */
function symbol(sign: string, file: string): string {
  const svg = readFileSync(resolve(`lucide-static/icons/${file}.svg`), "utf8");
  const drawing = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
  return `<symbol id="${sign}" viewBox="0 0 24 24">${drawing.replace(/\s*\n\s*/g, "")}</symbol>`;
}

export function spriteText(signs: Record<string, string>): string {
  const symbols = Object.entries(signs).map(([sign, file]) => symbol(sign, file));
  return `<!-- Lucide, ISC licence --><svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`;
}

/** Writes the signs as one file for `<use href="…#sign"/>`; line and colour come from `.icon`. */
export function sprite(fileName: string, signs: Record<string, string>): Plugin {
  return {
    name: `sprite ${fileName}`,
    generateBundle() {
      this.emitFile({ type: "asset", fileName, source: spriteText(signs) });
    },
  };
}
