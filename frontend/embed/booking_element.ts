import { frameAddress, languageFrom } from "./address.ts";
import { heardFromFrame, type Outcome, type Prefill, type PrefillMessage } from "./messages.ts";
import { elementStyles } from "./styles.ts";
import { buttonView, inlineView, type View } from "./views.ts";
import { words } from "./words.ts";

/**
 * The class of `<terminbuch-booking>`; `home` is the origin of the booking pages.
 *
 * Attributes: organisation, service, language, mode ("inline" or "button"), label (of the button).
 * Events: booked, moved, cancelled, each with `detail.number`.
 */
export function bookingElement(home: string) {
  return class BookingElement extends HTMLElement {
    static readonly observedAttributes = ["organisation", "service", "language", "mode", "label"];

    #root = this.attachShadow({ mode: "open" });
    #connected = false;
    #view: View | null = null;
    #prefill: Prefill | null = null;

    connectedCallback(): void {
      this.#root.adoptedStyleSheets = [elementStyles()];
      window.addEventListener("message", this.#hear);
      this.#connected = true;
      this.#show();
    }

    disconnectedCallback(): void {
      window.removeEventListener("message", this.#hear);
      this.#connected = false;
      this.#view = null;
    }

    attributeChangedCallback(): void {
      if (this.#connected) this.#show();
    }

    /** Name, e-mail and phone the host page knows; filled in where the visitor has typed nothing. */
    set prefill(prefill: Prefill) {
      this.#prefill = prefill;
      this.#sendPrefill();
    }

    #show(): void {
      this.#view = this.#newView();
      this.#view?.frame.addEventListener("load", () => this.#sendPrefill());
      this.#root.replaceChildren(...(this.#view?.nodes ?? []));
    }

    #newView(): View | null {
      const language = languageFrom(this.getAttribute("language") ?? this.#languageAround());
      const address = frameAddress(home, {
        organisation: this.getAttribute("organisation") ?? "",
        service: this.getAttribute("service"),
        language,
        host: location.origin,
      });
      if (!address) {
        console.error(
          "<terminbuch-booking>: organisation (and service) must be the names in the booking page's address.",
        );
        return null;
      }
      const spoken = words[language];
      if (this.getAttribute("mode") !== "button") return inlineView(address, spoken);
      return buttonView(address, spoken, this.getAttribute("label") ?? spoken.book);
    }

    #languageAround(): string {
      return this.closest("[lang]")?.getAttribute("lang") ?? navigator.language;
    }

    #sendPrefill(): void {
      if (!this.#prefill) return;
      const message: PrefillMessage = { type: "terminbuch:prefill", prefill: this.#prefill };
      this.#view?.frame.contentWindow?.postMessage(message, home);
    }

    #hear = (event: MessageEvent<unknown>): void => {
      const view = this.#view;
      // A window that is gone has no source, a frame that is gone no window: they would be the same.
      if (!view || !event.source || event.source !== view.frame.contentWindow || event.origin !== home)
        return;
      const heard = heardFromFrame(event.data);
      switch (heard?.kind) {
        case "height":
          view.frame.height = String(heard.height);
          break;
        case "close":
          view.close();
          break;
        case "outcome":
          this.#tell(heard.outcome, heard.number);
      }
    };

    #tell(outcome: Outcome, number: string): void {
      this.dispatchEvent(new CustomEvent(outcome, { detail: { number }, bubbles: true }));
    }
  };
}
