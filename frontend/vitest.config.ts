import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { root: import.meta.dirname, environment: "happy-dom", include: ["**/*.test.ts"], restoreMocks: true },
});
