/**
 * A text of a config or a run as a notification shows it literally: there `[says](target)` would
 * become a link, also one that runs a command.
 */
export function plainNotice(text: string): string {
  return text.replaceAll('](', '] (');
}
