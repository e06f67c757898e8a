import { element, type Child } from './element';

/** Text in which a number such as 3e-3 is not broken at the end of a line. */
export function prose(text: string): readonly Child[] {
  return text
    .split(/(\d[\d.]*e-\d+)/)
    .map((part, i) => (i % 2 === 0 ? part : element('span', { class: 'unbroken' }, part)));
}
