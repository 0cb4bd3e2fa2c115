import { key, LostConnection, Problem } from './api';
import { copy } from './download';
import { freshId, h, show } from './dom';
import { plural } from './format';

const banner = (): HTMLElement => document.getElementById('banner')!;

/** Says something to screen readers. */
export function announce(text: string): void {
  show(document.getElementById('live')!, text);
}

export const calm = (): void => show(banner());

/** Tells what went wrong, and offers to try again; asks for the key where the server wants one. */
export function tell(error: unknown, again: () => void): void {
  // Who went elsewhere does not wait for it any more.
  if (error instanceof DOMException && error.name === 'AbortError') return;
  const retry = (): void => { calm(); again(); };
  if (error instanceof Problem && error.status === 401) return show(banner(), keyForm(error.message, retry));
  const button = h('button', { type: 'button', 'data-test': 'try-again', on: { click: retry } }, 'Try again');
  show(banner(), h('div', { class: 'notice bad', 'data-test': 'problem' }, h('p', {}, sentence(error)), button));
}

function sentence(error: unknown): string {
  if (error instanceof LostConnection) return 'The server cannot be reached. It may be stopped, or the connection is lost.';
  if (!(error instanceof Problem)) return `The page made a mistake: ${error instanceof Error ? error.message : String(error)}`;
  if (error.status === 403) return `Your key does not allow this. ${error.message}`;
  if (error.status === 429) {
    const wait = error.retryAfter === null ? 'in a while' : `in ${plural(error.retryAfter, 'second')}`;
    return `The server has no room for this now; try again ${wait}. ${error.message}`;
  }
  return error.message;
}

function keyForm(message: string, done: () => void): HTMLElement {
  const id = freshId();
  const input = h('input', { id, type: 'password', autocomplete: 'off', required: true, 'data-test': 'key' });
  const form = h('form', {
    class: 'notice', 'data-test': 'key-form',
    on: { submit: event => { event.preventDefault(); key.set(input.value.trim()); done(); } },
  }, h('p', {}, `This server asks for a key. ${message}`), h('label', { for: id }, 'Key'), input, h('button', { type: 'submit' }, 'Go on'));
  requestAnimationFrame(() => input.focus());
  return form;
}

/** A command to type in a terminal, with a button that copies it. */
export function commandBox(command: string): HTMLElement {
  const button = h('button', { type: 'button', class: 'quiet', on: {
    click: () => void copy(command).then(() => { button.textContent = 'Copied'; announce('The command is copied.'); }),
  } }, 'Copy');
  return h('div', { class: 'command' },
    // A scenario that did not come with the program lies in inputs.zip.
    h('p', {}, command.includes(' scenarios/') ? 'The same on the command line' : 'The same on the command line, where inputs.zip of the result files is unpacked'),
    h('div', {}, h('code', { 'data-test': 'command', tabindex: 0 }, command), button));
}

/** Runs what a button asks for, once at a time, and tells what goes wrong. */
export function action(button: HTMLButtonElement, work: () => Promise<void>): void {
  const run = async (): Promise<void> => {
    button.disabled = true;
    try {
      await work();
    } catch (error) {
      tell(error, () => void run());
    } finally {
      button.disabled = false;
    }
  };
  button.addEventListener('click', () => void run());
}
