import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ["**/*.test.ts"],
    environment: "happy-dom",
    restoreMocks: true,
    // Frames load nothing here, and happy-dom says so each time.
    onConsoleLog: (text) => !text.includes("Iframe page loading is disabled"),
  },
});
