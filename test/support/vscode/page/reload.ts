import type { Page } from 'playwright-core';

/**
 * Reloads the window as the browser's button does. A browser keeps no slow promises while a page goes
 * away, so VS Code on the web stores its layout (open tabs, states of webviews) every few seconds and
 * when the window loses the focus. Who reloads by hand has waited that long; here the focus goes first.
 */
export async function reloadWindow(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.hasFocus = () => false;
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await page.evaluate(whenStored);
  await page.reload();
}

/** The editor writes 100 ms after it was told; a transaction that begins after its own ends after it. */
async function whenStored(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 200));
  for (const { name } of await indexedDB.databases()) {
    if (name === undefined || !name.startsWith('vscode-web-state-db-')) continue;
    await new Promise((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onerror = () => reject(new Error(`The database ${name} does not open.`));
      opening.onsuccess = () => {
        const database = opening.result;
        const stores = [...database.objectStoreNames];
        const finish = (): void => {
          database.close();
          resolve(undefined);
        };
        if (stores.length === 0) return finish();
        const transaction = database.transaction(stores, 'readwrite');
        transaction.oncomplete = finish;
        transaction.onabort = finish;
        stores.forEach((store) => transaction.objectStore(store).count());
      };
    });
  }
}
