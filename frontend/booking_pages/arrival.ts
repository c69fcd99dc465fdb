/** Whether the reader came here just now, by a link or a form: not by reloading or going back. */
export function isNewArrival(): boolean {
  const [arrival] = performance.getEntriesByType("navigation");
  return !arrival || !("type" in arrival) || arrival.type === "navigate";
}
