const svg = "http://www.w3.org/2000/svg";

/** A sign of the sprite that the page's own signs come from. */
export function sign(name: string): SVGSVGElement {
  const drawing = document.createElementNS(svg, "svg");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(svg, "use");
  use.setAttribute("href", `${sprite()}#${name}`);
  drawing.append(use);
  return drawing;
}

function sprite(): string {
  const href = document.querySelector("svg.icon use")?.getAttribute("href") ?? "";
  return href.replace(/#.*/, "");
}

export function words(tag: string, text: string, className = ""): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  if (className) element.className = className;
  return element;
}
