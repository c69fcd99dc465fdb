/** Asks the server for the page at `address`; `part` says what of it we need. Null when it cannot be had as asked. */
export async function fetchedPage(
  address: string,
  part: string,
  signal?: AbortSignal,
): Promise<Document | null> {
  try {
    const response = await fetch(address, { headers: { "X-Part": part }, signal: signal ?? null });
    const isPage = response.headers.get("Content-Type")?.startsWith("text/html");
    if (!response.ok || response.redirected || !isPage) return null;
    return new DOMParser().parseFromString(await response.text(), "text/html");
  } catch {
    return null; // no network, or no longer wanted
  }
}
