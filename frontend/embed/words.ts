import type { Language } from "./address.ts";

export type Words = { book: string; close: string };

export const words: Record<Language, Words> = {
  de: { book: "Termin buchen", close: "Schließen" },
  en: { book: "Book an appointment", close: "Close" },
};
