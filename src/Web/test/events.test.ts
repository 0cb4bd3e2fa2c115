import { expect, test } from 'vitest';
import { EventReader } from '../src/events';

const stream = ': heartbeat\r\nretry: 2000\r\n\r\nid: 1\nevent: progress\ndata: {"a":\ndata: 1}\n\nid: 2\revent: state\rdata:ö\r\r: heartbeat\n\ndata: last\n\n';

const expected = [
  { id: '1', event: 'progress', data: '{"a":\n1}' },
  { id: '2', event: 'state', data: 'ö' },
  { id: '2', event: 'message', data: 'last' },
];

test('Events are the same wherever the stream is cut', () => {
  for (let first = 0; first <= stream.length; first++) {
    for (const second of [first, first + 1, first + 7, stream.length]) {
      const reader = new EventReader();
      const events = [stream.slice(0, first), stream.slice(first, second), stream.slice(second)].flatMap(piece => reader.read(piece));
      expect(events, `cut at ${first} and ${second}`).toEqual(expected);
    }
  }
});

test('What was cut off by a lost connection is forgotten, and the last id is kept', () => {
  const reader = new EventReader();
  reader.read('retry: 50\nid: 7\ndata: whole\n\nid: 8\ndata: ha');
  expect(reader.lastId).toBe('7');
  reader.cut();
  expect(reader.read('data: again\n\n')).toEqual([{ id: '7', event: 'message', data: 'again' }]);
  expect(reader.retry).toBe(50);
});
