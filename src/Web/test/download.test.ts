import { expect, test } from 'vitest';
import { csv } from '../src/download';
import { csvOf } from '../src/table';

test('Fields with commas, quotes, line ends or spaces at their ends are quoted, and nothing is an empty field', () => {
  expect(csv(['id', 'a,b'], [['x "y"', 1.5], [' z', null], ['two\nlines', true]])).toBe('id,"a,b"\r\n"x ""y""",1.5\r\n" z",\r\n"two\nlines",true\r\n');
});

test('Downloads have every digit, whatever the page shows', () => {
  const columns = [{ name: 'loss', header: 'Lost', cell: (row: number) => row, show: () => 'about 0.1', isNumber: true }];
  expect(csvOf(columns, [0.1 + 0.2, 1e-17])).toBe('loss\r\n0.30000000000000004\r\n1e-17\r\n');
});
