import { Window } from 'happy-dom';

const names = [
  'document',
  'matchMedia',
  'MutationObserver',
  'requestAnimationFrame',
  'getComputedStyle',
] as const;

/**
 * An empty page that code under test finds as its globals. It has no canvas to draw on. Returns
 * what takes it away again.
 */
export function emptyPage(): () => Promise<void> {
  const window = new Window({ url: 'file:///page.html' });
  for (const name of names) {
    const value: unknown = window[name];
    const bound = typeof value === 'function' && !/^[A-Z]/.test(name) ? value.bind(window) : value;
    Object.defineProperty(globalThis, name, { value: bound, configurable: true, writable: true });
  }
  return async () => {
    for (const name of names) Reflect.deleteProperty(globalThis, name);
    await window.happyDOM.close();
  };
}
