/** Opens the page at `address` as a window: what a press on a link `[data-window]` does. */
export function openWindow(address: string): void {
  for (const before of document.querySelectorAll("a[data-opener]")) before.remove();
  const opener = document.createElement("a");
  opener.href = address;
  opener.dataset.window = "";
  opener.dataset.opener = "";
  opener.hidden = true;
  document.body.append(opener);
  opener.click();
}
