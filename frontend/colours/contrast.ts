import { color, serializeRGB } from "@csstools/css-color-parser";
import { parseComponentValue } from "@csstools/css-parser-algorithms";
import { tokenize } from "@csstools/css-tokenizer";
import type { Shown } from "./ratio.ts";

export { contrast, type Shown } from "./ratio.ts";

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
