import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { bookingSigns, signs } from "./build/signs.ts";
import { sizes } from "./build/sizes.ts";
import { sprite } from "./build/sprite.ts";
import { styles } from "./build/styles.ts";

const served = fileURLToPath(new URL("../terminbuch/static/terminbuch", import.meta.url));
const kilobyte = 1000;

type Script = { entry: string; folder: string; plugins: Plugin[] };

const scripts: Record<string, Script> = {
  pages: {
    entry: "booking_pages/pages.ts",
    folder: "built",
    plugins: [
      styles(served, ["pages.css", "staff.css"]),
      sprite("icons.svg", signs),
      sprite("icons-booking.svg", bookingSigns),
      sizes({ "pages.js": 5 * kilobyte, "pages.css": 12 * kilobyte, "icons-booking.svg": 3 * kilobyte }),
    ],
  },
  staff: {
    entry: "staff_pages/staff.ts",
    folder: "built",
    plugins: [sizes({ "staff.js": 5 * kilobyte })],
  },
  staff_calendar: {
    entry: "staff_calendar/staff_calendar.ts",
    folder: "built",
    plugins: [sizes({ "staff_calendar.js": 48 * kilobyte, "staff_calendar.css": 5 * kilobyte })],
  },
  embed: {
    entry: "embed/embed.ts",
    // Served at the root, under the one address that foreign pages name.
    folder: "built/root",
    plugins: [sizes({ "embed.js": 4 * kilobyte })],
  },
};

/** One classic script a run (`--mode` names it): scripts of that kind cannot share files. */
export default defineConfig(({ mode }) => {
  const script = scripts[mode];
  if (!script) throw new Error(`--mode must be one of ${Object.keys(scripts).join(", ")}`);
  return {
    root: import.meta.dirname,
    publicDir: false,
    plugins: script.plugins,
    build: {
      outDir: `${served}/${script.folder}`,
      emptyOutDir: false,
      target: "es2022",
      reportCompressedSize: false,
      lib: { entry: script.entry, formats: ["iife"], name: "terminbuch", fileName: () => `${mode}.js`, cssFileName: mode },
    },
  };
});
