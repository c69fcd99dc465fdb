export type Wanted = { organisation: string; service: string | null; language: Language; host: string };
export type Language = "de" | "en";

/** German for German, English for everybody else: the two languages the booking pages speak. */
export function languageFrom(tag: string): Language {
  return /^de\b/i.test(tag) ? "de" : "en";
}

/**
 * Where the frame begins: the organisation's services, or the times of one.
 *
 * `home` and `host` are origins: of the booking pages, and of the page that shows them. Null for a name
 * that can be none, such as ".." (an address would take it for the folder above, however it is encoded).
 */
export function frameAddress(home: string, { organisation, service, language, host }: Wanted): string | null {
  const names = service ? [organisation, service] : [organisation];
  if (names.some((name) => /^\.{0,2}$/.test(name))) return null;
  const query = new URLSearchParams({ embed: host, lang: language });
  return `${home}/${names.map(encodeURIComponent).join("/")}/?${query}`;
}
