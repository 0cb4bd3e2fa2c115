import * as api from '../api';
import type { Cell, ResultFile } from '../contract';
import { save } from '../download';
import { h, show } from '../dom';
import { number } from '../format';
import { action, tell } from '../shell';
import { type Column, table } from '../table';

/** A result file as it is. Where the server wants a key, a link cannot send it: the page fetches the file and hands it on. */
export function fileLink(place: api.Place, id: string, file: string, label = file): HTMLElement {
  const link = h('a', { href: `${api.resultAddress(place, id, file)}?download=1`, download: file, 'data-test': 'download' }, label);
  if (api.key.get() !== null) {
    link.addEventListener('click', event => {
      event.preventDefault();
      void api.resultFile(place, id, file).then(content => save(file, content)).catch(error => tell(error, () => link.click()));
    });
  }
  return link;
}

/** Every result file of a run, to take away or to look into. */
export function fileList(id: string, files: ResultFile[], signal: AbortSignal): HTMLElement {
  return h('details', { class: 'files', 'data-test': 'result-files' }, h('summary', {}, 'All result files'),
    h('ul', {}, files.map(({ name }) => {
      const box = h('div');
      const look = h('button', { type: 'button', class: 'quiet', 'aria-label': `Look into ${name}` }, 'Look');
      action(look, async () => show(box, await sheetTable(id, name, signal)));
      return h('li', {}, fileLink('runs', id, name), ' ', name.endsWith('.csv') ? look : null, box);
    })));
}

async function sheetTable(id: string, file: string, signal: AbortSignal): Promise<HTMLElement> {
  const { columns, rows } = await api.sheet(id, file, signal);
  return table(file, columns.map((name, index): Column<Cell[]> => {
    const isNumber = rows.some(row => typeof row[index] === 'number');
    return {
      name, header: name, isNumber, cell: row => row[index] ?? null,
      show: row => typeof row[index] === 'number' ? number(row[index]) : String(row[index] ?? '–'),
    };
  }), rows);
}
