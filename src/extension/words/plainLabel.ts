/** A text as labels with icons (status bar, quick picks) show it literally: not as `$(icon)`. */
export function plainLabel(text: string): string {
  return text.replace(/\$\([a-z0-9~-]+\)/gi, '\\$&');
}
