/** An event that a server sent. */
export interface ServerEvent { id: string; event: string; data: string }

/** Reads server-sent events from text that arrives in pieces, cut anywhere. */
export class EventReader {
  private rest = '';
  private data: string[] = [];
  private event = '';
  private id = '';
  /** The id of the last event that came whole, from where to go on. */
  lastId = '';
  /** How long to wait before connecting again, in milliseconds. */
  retry = 2000;

  read(piece: string): ServerEvent[] {
    this.rest += piece;
    const events: ServerEvent[] = [];
    for (;;) {
      const end = /\r\n|\n|\r/.exec(this.rest);
      // A carriage return at the very end may be the first half of a line end.
      if (end === null || (end[0] === '\r' && end.index === this.rest.length - 1)) return events;
      const line = this.rest.slice(0, end.index);
      this.rest = this.rest.slice(end.index + end[0].length);
      const event = this.line(line);
      if (event !== null) events.push(event);
    }
  }

  private line(line: string): ServerEvent | null {
    if (line === '') return this.dispatch();
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') this.data.push(value);
    else if (field === 'event') this.event = value;
    else if (field === 'id') this.id = value;
    else if (field === 'retry' && /^\d+$/.test(value)) this.retry = Number(value);
    return null;
  }

  private dispatch(): ServerEvent | null {
    this.lastId = this.id;
    const event = { id: this.id, event: this.event || 'message', data: this.data.join('\n') };
    const isEmpty = this.data.length === 0;
    this.data = [];
    this.event = '';
    return isEmpty ? null : event;
  }

  /** Forgets what was cut off when the connection was lost. */
  cut(): void {
    this.rest = '';
    this.id = this.lastId;
    this.data = [];
    this.event = '';
  }
}
