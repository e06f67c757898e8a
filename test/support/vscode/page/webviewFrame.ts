import type { Frame, Page } from 'playwright-core';
import { eventually } from './eventually';

/**
 * The innermost frame, where the extension's own HTML is, of the webview in sight whose title contains
 * `title`. A webview that is hidden and shown again has a new frame: ask again.
 */
export async function webviewFrame(page: Page, title: string): Promise<Frame> {
  const found = eventually(`a webview titled "${title}"`, async () => {
    for (const frame of page.frames()) {
      if (!isContent(frame) || !(await titlesOf(frame)).some((one) => one.includes(title)))
        continue;
      if (await isInSight(frame)) return frame;
    }
    return undefined;
  });
  return found.catch(async (error: unknown) => {
    throw new Error(
      `${String(error)} Webviews: ${(await webviewTitles(page)).join(' | ') || 'none'}`,
    );
  });
}

/** Titles of the webviews in sight. */
export async function webviewTitles(page: Page): Promise<readonly string[]> {
  const titles: string[] = [];
  for (const frame of page.frames().filter(isContent)) {
    try {
      if (await isInSight(frame)) titles.push((await titlesOf(frame)).join(' / '));
    } catch {
      // It went away while being looked at.
    }
  }
  return titles;
}

/** The editor's page holds an outer frame, which holds this one. */
function isContent(frame: Frame): boolean {
  return frame.url().includes('/webview/browser/pre/fake.html');
}

/** The title that the extension gave to its tab or view, and the one in its HTML. */
async function titlesOf(frame: Frame): Promise<readonly string[]> {
  const element = await frame.frameElement();
  return [(await element.getAttribute('title')) ?? '', await frame.title()].filter(Boolean);
}

async function isInSight(frame: Frame): Promise<boolean> {
  // While it loads, a pending frame stands beside the active one.
  const inner = await frame.frameElement();
  if ((await inner.getAttribute('id')) !== 'active-frame') return false;
  const outer = await frame.parentFrame()?.frameElement();
  return (await outer?.isVisible()) ?? false;
}
