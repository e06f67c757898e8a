/** Tells of each watched element whether it is, or nearly is, on the screen. */
export function watchVisible(onChange: (element: Element, isVisible: boolean) => void): {
  watch(element: Element): void;
  unwatch(element: Element): void;
} {
  if (typeof IntersectionObserver === 'undefined') {
    return { watch: (element) => onChange(element, true), unwatch: () => undefined };
  }
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) onChange(entry.target, entry.isIntersecting);
    },
    { rootMargin: '100px 0px' },
  );
  return {
    watch: (element) => observer.observe(element),
    unwatch: (element) => observer.unobserve(element),
  };
}
