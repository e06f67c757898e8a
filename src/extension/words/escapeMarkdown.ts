/** A text as Markdown shows it literally, on one line; also addresses, which would become links. */
export function escapeMarkdown(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]()#+\-.!|<>~$&:@]/g, '\\$&');
}
