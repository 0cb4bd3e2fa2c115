import type { Cell } from './contract';
import { h } from './dom';

/** A CSV file (RFC 4180) with every digit of its numbers; null is an empty field. */
export function csv(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [columns, ...rows].map(row => row.map(field).join(',') + '\r\n').join('');
}

function field(value: Cell): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Hands a file to the person's downloads. */
export function save(name: string, content: Blob): void {
  const link = h('a', { href: URL.createObjectURL(content), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** A button that saves text made when it is pressed. */
export const downloadButton = (name: string, content: () => string, label = 'Download data'): HTMLButtonElement =>
  h('button', {
    type: 'button', class: 'quiet', 'data-test': 'download', 'aria-label': `${label}: ${name}`,
    on: { click: () => save(name, new Blob([content()], { type: 'text/csv' })) },
  }, label);

/** Puts text where it can be pasted; the older way where the page is not served over https. */
export async function copy(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = h('textarea', { class: 'unseen', 'aria-hidden': 'true' }, text);
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}
