/** The part of the address after `#`: it holds what is seen, so that opening it again shows the same. */
export interface Address { path: string[]; query: URLSearchParams }

export function parse(hash: string): Address {
  const text = hash.replace(/^#?\/?/, '');
  const mark = text.indexOf('?');
  const path = mark < 0 ? text : text.slice(0, mark);
  return {
    path: path.split('/').filter(part => part !== '').map(decode),
    query: new URLSearchParams(mark < 0 ? '' : text.slice(mark + 1)),
  };
}

// An address typed by hand may hold a lone '%'.
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function format({ path, query }: Address): string {
  const text = query.toString();
  return `#/${path.map(encodeURIComponent).join('/')}${text === '' ? '' : `?${text}`}`;
}

/** An address from its path and the parts of its query that are given. */
export function address(path: string[], query: Record<string, string | number | string[] | null | undefined> = {}): Address {
  return { path, query: merged(new URLSearchParams(), query) };
}

/** The same place with some of its query changed; null takes a part away. */
export function changed(from: Address, query: Record<string, string | number | string[] | null | undefined>): Address {
  return { path: from.path, query: merged(new URLSearchParams(from.query), query) };
}

function merged(into: URLSearchParams, query: Record<string, string | number | string[] | null | undefined>): URLSearchParams {
  for (const [name, value] of Object.entries(query)) {
    into.delete(name);
    if (value === null || value === undefined || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) into.append(name, String(one));
  }
  return into;
}

/** Whole numbers in a query; what is not one counts as not given. */
export function whole(query: URLSearchParams, name: string): number | null {
  const text = query.get(name);
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

export const here = (): Address => parse(location.hash);

/** Goes there, as a step that the back button undoes. */
export const go = (to: Address): void => { location.hash = format(to); };

/** Notes in the address what is seen, without a step of its own. */
export const note = (to: Address): void => history.replaceState(null, '', format(to));
