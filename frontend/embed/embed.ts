import { bookingElement } from "./booking_element.ts";

const tag = "terminbuch-booking";

// Asked at once: when the element is made, another script may be the current one.
const script = document.currentScript;

if (!(script instanceof HTMLScriptElement)) {
  console.error(`<${tag}>: please load embed.js by <script src> without type="module".`);
} else if (!customElements.get(tag)) {
  customElements.define(tag, bookingElement(new URL(script.src).origin));
}
