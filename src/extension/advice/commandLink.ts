/**
 * A command with its arguments as the address of a Markdown link or of a problem's code. Arguments
 * are ids and URIs only, since they are serialised.
 */
export function commandAddress(command: string, ...ids: readonly string[]): string {
  return `command:${command}?${encode(JSON.stringify(ids))}`;
}

/** Also what would end a Markdown link: brackets and quotes. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
