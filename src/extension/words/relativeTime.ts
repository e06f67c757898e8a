const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago, as people say it: `just now`, `5 min ago`, `3 h ago`, `yesterday`, `2026-11-20`. */
export function relativeTime(iso: string, now: Date): string {
  const seconds = (now.getTime() - Date.parse(iso)) / 1000;
  if (Number.isNaN(seconds)) return iso;
  if (seconds < minute) return 'just now';
  if (seconds < hour) return `${Math.floor(seconds / minute)} min ago`;
  if (seconds < day) return `${Math.floor(seconds / hour)} h ago`;
  if (seconds < 2 * day) return 'yesterday';
  if (seconds < 7 * day) return `${Math.floor(seconds / day)} days ago`;
  return iso.slice(0, 10);
}
