type Way = "create" | "get";
type Json = { [name: string]: unknown };

/**
 * A form `[data-passkey]` asks the browser for a passkey before it is sent: it makes one, or uses one.
 *
 * The question stands in `data-question`, or is fetched from `data-ask` when the button is pressed.
 */
export function usePasskeys(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches("[data-passkey]")) return;
    event.preventDefault();
    void answer(form);
  });
}

async function answer(form: HTMLFormElement): Promise<void> {
  const trouble = form.querySelector<HTMLElement>("[data-passkey-failed]");
  trouble?.setAttribute("hidden", "");
  try {
    const credential = await asked(form);
    field(form, "credential").value = JSON.stringify(credential);
    form.submit();
  } catch {
    trouble?.removeAttribute("hidden");
  }
}

async function asked(form: HTMLFormElement): Promise<Json> {
  const question: unknown = JSON.parse(form.dataset.question ?? (await fetched(form)));
  const publicKey = decoded(question) as { publicKey: PublicKeyCredentialCreationOptions & PublicKeyCredentialRequestOptions };
  const way = form.dataset.passkey as Way;
  const found = await (way === "create" ? navigator.credentials.create(publicKey) : navigator.credentials.get(publicKey));
  if (!(found instanceof PublicKeyCredential)) throw new TypeError("no passkey");
  return encoded(found);
}

async function fetched(form: HTMLFormElement): Promise<string> {
  const token = field(form, "csrfmiddlewaretoken").value;
  const response = await fetch(form.dataset.ask ?? "", { method: "POST", headers: { "X-CSRFToken": token } });
  if (!response.ok) throw new Error("no question");
  return response.text();
}

function field(form: HTMLFormElement, name: string): HTMLInputElement {
  const found = form.elements.namedItem(name);
  if (!(found instanceof HTMLInputElement)) throw new TypeError(name);
  return found;
}

const BYTES = new Set(["challenge", "id"]);

/** Challenge and ids come as base64url; the browser wants bytes. The id of ourselves (`rp`) stays a word. */
export function decoded(said: unknown, inside = ""): unknown {
  if (Array.isArray(said)) return said.map((each) => decoded(each, inside));
  if (typeof said !== "object" || said === null) return said;
  return Object.fromEntries(
    Object.entries(said).map(([name, value]) => [name, isBytes(name, value, inside) ? bytes(value) : decoded(value, name)]),
  );
}

function isBytes(name: string, value: unknown, inside: string): value is string {
  return typeof value === "string" && BYTES.has(name) && inside !== "rp";
}

/** What the browser found, as the server reads it (WebAuthn level 3, toJSON). */
export function encoded(found: PublicKeyCredential): Json {
  const response = found.response as AuthenticatorAttestationResponse & AuthenticatorAssertionResponse;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"] as const;
  const said = parts.flatMap((part) => (response[part] ? [[part, text(response[part])]] : []));
  return {
    id: found.id,
    rawId: text(found.rawId),
    type: found.type,
    clientExtensionResults: found.getClientExtensionResults(),
    response: Object.fromEntries(said) as Json,
  };
}

export function bytes(base64url: string): Uint8Array {
  const plain = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

export function text(buffer: ArrayBuffer): string {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
