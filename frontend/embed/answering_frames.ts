import type { DetachedWindowAPI } from "happy-dom";

declare global {
  interface Window {
    happyDOM: DetachedWindowAPI;
  }
}

/** For tests: whatever a frame asks for is answered with a page, without a network. */
export function framesAnswer(): void {
  const { settings } = window.happyDOM;
  settings.enableIframePageLoading = true;
  settings.fetch.interceptor = {
    beforeAsyncRequest: async ({ window: frame }) => new frame.Response("<p>Termine</p>"),
  };
}
