const rules = `
:host { display: block; }
:host([hidden]) { display: none; }
:host([mode="button"]) { display: inline-block; }
iframe { display: block; inline-size: 100%; border: 0; }
button { font: inherit; cursor: pointer; }
.open { min-block-size: 2.75rem; padding: 0.5rem 1.25rem; }
dialog { box-sizing: border-box; inline-size: min(100% - 1.5rem, 72rem); max-block-size: calc(100% - 1.5rem);
  padding: 0; border: 0; border-radius: 1rem; background: Canvas; color: CanvasText; overflow: auto; }
dialog::backdrop { background: rgb(0 0 0 / 0.5); }
.close { position: sticky; inset-block-start: 0; float: inline-end; inline-size: 2.75rem; block-size: 2.75rem;
  padding: 0; border: 0; border-radius: 50%; background: Canvas; color: CanvasText; font-size: 1.5rem; line-height: 1; }
iframe { clear: both; }
:focus-visible { outline: 3px solid; outline-offset: -3px; }
`;

let sheet: CSSStyleSheet | undefined;

/** One sheet for all elements of the page, adopted, so that a host's policy against inline styles lets it pass. */
export function elementStyles(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
  }
  return sheet;
}
