import { plain } from "./contrast.ts";
import { inTheme, withValues, type Theme, type Tokens } from "./token_file.ts";

const head = `/* For browsers without light-dark() or relative colours: what tokens.css says for the default accent.
   Written from it by \`npm test -- --update\`; the test fails where the two differ. */
@layer tokens {
  @supports not ((color: light-dark(#000, #fff)) and (color: oklch(from red l c h))) {
`;

/** A style sheet that says again, without what older browsers cannot read, each token that needs it. */
export function olderBrowsers(tokens: Tokens): string {
  const names = [...tokens.keys()].filter((name) => tokens.get(name)?.includes("light-dark("));
  const rule = (selector: string, theme: Theme): string =>
    [
      `    ${selector} {`,
      ...names.map((name) => `      ${name}: ${simply(name, theme, tokens)};`),
      "    }",
      "",
    ].join("\n");
  return [
    head,
    rule(":root, .tint", "light"),
    "    @media (prefers-color-scheme: dark) {\n",
    rule(':root:not([data-theme="light"]), :root:not([data-theme="light"]) .tint', "dark"),
    "    }\n",
    rule('[data-theme="dark"], [data-theme="dark"] .tint', "dark"),
    "  }\n}\n",
  ].join("");
}

/** A plain colour where it is one; shadows, and resources whose hue comes later, keep their var(). */
function simply(name: string, theme: Theme, tokens: Tokens): string {
  const value = inTheme(tokens.get(name) ?? "", theme);
  if (value.includes("--hue")) return value;
  return plain(inTheme(withValues(value, tokens), theme)) ?? value;
}
