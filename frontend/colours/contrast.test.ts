// @vitest-environment node
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { contrast, shown, type Shown } from "./contrast.ts";
import { inTheme, tokensFrom, withValues, type Theme } from "./token_file.ts";

const tokens = tokensFrom(join(import.meta.dirname, "../../terminbuch/static/terminbuch/tokens.css"));
const themes: Theme[] = ["light", "dark"];
const steps = [0, 51, 102, 153, 204, 255];
const accents = steps.flatMap((r) => steps.flatMap((g) => steps.map((b) => `rgb(${r} ${g} ${b})`)));
const hues = Array.from({ length: 72 }, (_, index) => String(index * 5));

const surfaces = ["canvas", "paper", "well", "accent-soft", "good-soft", "warn-soft", "bad-soft"];

/** What is read, and what it may stand on. */
const texts: Record<string, string[]> = {
  ink: surfaces,
  "ink-soft": surfaces,
  "accent-ink": surfaces,
  "on-accent": ["accent-fill", "accent-fill-hover", "bad-fill", "bad-fill-hover"],
  "good-ink": ["good-soft", "paper", "canvas"],
  "warn-ink": ["warn-soft", "paper", "canvas"],
  "bad-ink": ["bad-soft", "paper", "canvas"],
};
const lines: Record<string, string[]> = { "field-line": ["paper", "canvas"], "bad-line": ["paper"] };
const ofResources: Record<string, string[]> = {
  "resource-ink": ["resource-soft"],
  ink: ["resource-soft"],
  "ink-soft": ["resource-soft"],
};

function looksOf(theme: Theme, given: Record<string, string>): (name: string) => Shown {
  const known = new Map<string, Shown>();
  return (name) => {
    const look = known.get(name) ?? shown(inTheme(withValues(`var(--${name})`, tokens, given), theme));
    known.set(name, look);
    return look;
  };
}

/** The pair that is hardest to tell apart, over all values of one token. */
function lowest(pairs: Record<string, string[]>, theme: Theme, token: string, values: string[]): number {
  const all = values.flatMap((value) => {
    const look = looksOf(theme, { [token]: value });
    return Object.entries(pairs).flatMap(([on, grounds]) =>
      grounds.map((ground) => contrast(look(on), look(ground))),
    );
  });
  return Math.min(...all);
}

describe.each(themes)("in the %s theme", (theme) => {
  test("every text can be read, whatever colour the business chose", () => {
    expect(lowest(texts, theme, "--accent", accents)).toBeGreaterThanOrEqual(4.5);
  });

  test("every field shows where it ends, whatever colour the business chose", () => {
    expect(lowest(lines, theme, "--accent", accents)).toBeGreaterThanOrEqual(3);
  });

  test("every resource's bookings can be read, whatever its hue", () => {
    expect(lowest(ofResources, theme, "--hue", hues)).toBeGreaterThanOrEqual(4.5);
  });
});

test("contrast is measured as WCAG does", () => {
  expect(contrast(shown("#000"), shown("#fff"))).toBe(21);
  expect(contrast(shown("#767676"), shown("white"))).toBeCloseTo(4.54, 2);
  expect(contrast(shown("white"), shown("#777"))).toBeCloseTo(4.48, 2);
});
