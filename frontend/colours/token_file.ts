import { readFileSync } from "node:fs";

export type Theme = "light" | "dark";
export type Tokens = ReadonlyMap<string, string>;

/** The custom properties of a style sheet by name ("--ink"), as written; of two of one name the first. */
export function tokensFrom(path: string): Tokens {
  const text = readFileSync(path, "utf8").replace(/\/\*.*?\*\//gs, "");
  const tokens = new Map<string, string>();
  for (const [, name = "", value = ""] of text.matchAll(/(--[\w-]+):\s*([^;]+);/g)) {
    if (!tokens.has(name)) tokens.set(name, value.replace(/\s+/g, " "));
  }
  return tokens;
}

/** `value` with the side of each light-dark() that the theme takes. */
export function inTheme(value: string, theme: Theme): string {
  return withoutCalls(value, "light-dark", (sides) => {
    const comma = positionOf(",", sides, 0);
    return theme === "light" ? sides.slice(0, comma) : sides.slice(comma + 1).trim();
  });
}

/** `value` with what each var() stands for; `given` wins over the tokens. */
export function withValues(value: string, tokens: Tokens, given: Record<string, string> = {}): string {
  return withoutCalls(value, "var", (name) => {
    const meant = given[name] ?? tokens.get(name);
    if (meant === undefined) throw new Error(`No token is called ${name}`);
    return meant;
  });
}

function withoutCalls(value: string, name: string, meaning: (inside: string) => string): string {
  const at = value.indexOf(`${name}(`);
  if (at < 0) return value;
  const from = at + name.length + 1;
  const to = positionOf(")", value, from);
  const rest = value.slice(0, at) + meaning(value.slice(from, to).trim()) + value.slice(to + 1);
  return withoutCalls(rest, name, meaning);
}

/** Where `sign` stands first outside of inner brackets, from `from` on. */
function positionOf(sign: string, text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const here = text.charAt(at);
    if (here === sign && depth === 0) return at;
    if (here === "(") depth++;
    if (here === ")") depth--;
  }
  throw new Error(`No ${sign} in ${text}`);
}
