/** Small typed helpers to make elements. */

export type Child = Node | string | number | null | undefined | false | Child[];

type Attributes = Record<string, string | number | boolean | null | undefined>;
type Handlers = { [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void };

/** Attributes by name (true: there, without a value; false, null: not there) and, under `on`, what to do at events. */
export type Properties = Attributes | (Attributes & { on?: never }) | { on?: Handlers; [name: string]: unknown };

export function h<K extends keyof HTMLElementTagNameMap>(tag: K, properties: Properties = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), properties, children);
}

export function svg<K extends keyof SVGElementTagNameMap>(tag: K, properties: Properties = {}, ...children: Child[]): SVGElementTagNameMap[K] {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), properties, children);
}

function fill<E extends Element>(element: E, properties: Properties, children: Child[]): E {
  for (const [name, value] of Object.entries(properties)) {
    if (name === 'on') {
      for (const [event, handler] of Object.entries(value as Handlers)) element.addEventListener(event, handler as EventListener);
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, String(value));
    }
  }
  append(element, children);
  return element;
}

export function append(element: Element, children: Child): void {
  if (Array.isArray(children)) {
    for (const child of children) append(element, child);
  } else if (children !== null && children !== undefined && children !== false) {
    element.append(typeof children === 'number' ? String(children) : children);
  }
}

/** Puts new content in place of the old. */
export function show(element: Element, ...children: Child[]): void {
  element.replaceChildren();
  append(element, children);
}

/** Whether the person reads on a dark ground. */
export const isDark = (): boolean => matchMedia('(prefers-color-scheme: dark)').matches;

/** A colour of the style sheet. */
export const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** How wide a picture is drawn, in its own units: as the window, so that its text is never scaled down to nothing. */
export const pictureWidth = (most: number): number => Math.max(340, Math.min(most, document.documentElement.clientWidth - 32));

let nextId = 0;

/** An id that no other element of the page has. */
export const freshId = (): string => `e${nextId++}`;
