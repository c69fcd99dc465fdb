import { color, serializeRGB } from "@csstools/css-color-parser";
import { parseComponentValue } from "@csstools/css-parser-algorithms";
import { tokenize } from "@csstools/css-tokenizer";

/** Red, green and blue as a screen shows them, 0 to 255. */
export type Shown = readonly [red: number, green: number, blue: number];

/** A CSS colour without var() and light-dark() as rgb(), brought into the screen's range as CSS Color 4 says. */
export function plain(css: string): string | null {
  const value = parseComponentValue(tokenize({ css }));
  const parsed = value && color(value);
  return parsed ? serializeRGB(parsed).toString() : null;
}

export function shown(css: string): Shown {
  const [red, green, blue] = (plain(css)?.match(/[\d.]+/g) ?? []).map(Number);
  if (red === undefined || green === undefined || blue === undefined) throw new Error(`No colour: ${css}`);
  return [red, green, blue];
}

/** Contrast ratio, 1 to 21: WCAG 2.2, "relative luminance" and "contrast ratio". */
export function contrast(one: Shown, other: Shown): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance([red, green, blue]: Shown): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(part: number): number {
  const share = part / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
