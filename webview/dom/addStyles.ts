import { element } from './element';

/** Adds a stylesheet to the page; the nonce is for pages whose style-src asks for one. */
export function addStyles(css: string, nonce?: string): void {
  const style = element('style', { nonce });
  style.textContent = css;
  document.head.append(style);
}
