import { brotliCompressSync, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

/** Prints what each file weighs on the wire, and stops the build where one outgrew its bound (bytes, gzipped). */
export function sizes(bounds: Record<string, number>): Plugin {
  return {
    name: "sizes",
    enforce: "post",
    generateBundle(_options, files) {
      for (const [fileName, bound] of Object.entries(bounds)) {
        const file = files[fileName];
        if (!file) this.error(`${fileName} was not built`);
        const content = file.type === "chunk" ? file.code : file.source;
        const gzipped = gzipSync(content).length;
        this.info(`${fileName}: ${gzipped} bytes gzipped, ${brotliCompressSync(content).length} with brotli`);
        if (gzipped > bound) this.error(`${fileName} may have ${bound} bytes gzipped`);
      }
    },
  };
}
