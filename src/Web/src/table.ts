import type { Cell } from './contract';
import { csv, downloadButton } from './download';
import { type Child, h, show } from './dom';
import { plural } from './format';

/** A column: `cell` is what downloads hold, `show` what people see (the cell itself unless given). */
export interface Column<Row> {
  name: string;
  header: string;
  cell: (row: Row) => Cell;
  show?: (row: Row) => Child;
  /** What stands to the right and lines up by digits. */
  isNumber?: boolean;
  /** Makes the header a button. */
  sort?: { order: 'ascending' | 'descending' | null; press: () => void };
}

/** Rows shown at once; the rest comes on demand, so that a long table does not stop the page. */
const pageLength = 25;

export const csvOf = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string =>
  csv(columns.map(column => column.name), rows.map(row => columns.map(column => column.cell(row))));

export const downloadOf = <Row>(file: string, columns: readonly Column<Row>[], rows: readonly Row[]): HTMLButtonElement =>
  downloadButton(file, () => csvOf(columns, rows));

/** A table in a box of its own that scrolls sideways. The first column names the row. */
export function table<Row>(caption: string, columns: readonly Column<Row>[], rows: readonly Row[], test?: string): HTMLElement {
  const body = h('tbody');
  let shown = 0;
  const more = h('button', { type: 'button', class: 'quiet', on: { click: () => showMore() } });
  const showMore = (): void => {
    body.append(...rows.slice(shown, shown + pageLength).map(row => line(columns, row)));
    shown = Math.min(rows.length, shown + pageLength);
    more.hidden = shown === rows.length;
    more.textContent = `Show ${Math.min(pageLength, rows.length - shown)} more of ${plural(rows.length, 'row')}`;
  };
  showMore();
  if (rows.length === 0) show(body, h('tr', {}, h('td', { colspan: columns.length }, 'Nothing to show.')));
  return h('div', { class: 'table', 'data-test': test },
    h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption },
      h('table', {}, h('caption', {}, caption), h('thead', {}, h('tr', {}, columns.map(head))), body)),
    more);
}

function head<Row>({ header, isNumber, sort }: Column<Row>): HTMLElement {
  const text = sort === undefined ? header
    : h('button', { type: 'button', class: 'sort', on: { click: sort.press } }, header, sort.order === 'ascending' ? ' ▲' : sort.order === 'descending' ? ' ▼' : '');
  return h('th', { scope: 'col', class: isNumber && 'number', 'aria-sort': sort?.order }, text);
}

function line<Row>(columns: readonly Column<Row>[], row: Row): HTMLElement {
  return h('tr', {}, columns.map((column, index) => {
    const cell = column.cell(row);
    const title = column.isNumber && typeof cell === 'number' && column.show !== undefined ? String(cell) : null;
    const properties = { class: column.isNumber && 'number', title };
    const content = column.show === undefined ? (cell === null ? '–' : String(cell)) : column.show(row);
    return index === 0 ? h('th', { scope: 'row', ...properties }, content) : h('td', properties, content);
  }));
}
