import { said, type Setup } from "./setup.ts";

/** The bar that says since when there is no connection, and how old is what is shown. */
export class Connection {
  private lastHeard = new Date();
  private lostSince: Date | null = null;

  constructor(private readonly setup: Setup) {}

  get isLost(): boolean {
    return this.lostSince !== null;
  }

  heard(now: Date = new Date()): void {
    this.lastHeard = now;
    this.lostSince = null;
    this.bar?.setAttribute("hidden", "");
  }

  lost(now: Date = new Date()): void {
    if (this.lostSince) return;
    this.lostSince = now;
    if (!this.bar) return;
    this.bar.textContent = said(this.setup, "offline", { since: time(now), asOf: time(this.lastHeard) });
    this.bar.removeAttribute("hidden");
  }

  private get bar(): HTMLElement | null {
    return document.querySelector("[data-offline]");
  }
}

function time(moment: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${two(moment.getHours())}:${two(moment.getMinutes())}`;
}
