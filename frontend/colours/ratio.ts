/** Red, green and blue as a screen shows them, 0 to 255. */
export type Shown = readonly [red: number, green: number, blue: number];

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
