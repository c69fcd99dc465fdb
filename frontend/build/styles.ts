import { bundle } from "lightningcss";
import type { Plugin } from "vite";

/**
 * Puts each style sheet with all it imports into one small file of the same name.
 *
 * No browser targets are given: light-dark() and relative colours stay as written, older
 * browsers are served by older_browsers.css.
 */
export function styles(folder: string, names: string[]): Plugin {
  return {
    name: "styles",
    generateBundle() {
      for (const fileName of names) {
        const { code } = bundle({ filename: `${folder}/${fileName}`, minify: true });
        this.emitFile({ type: "asset", fileName, source: code });
      }
    },
  };
}
