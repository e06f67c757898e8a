import assert from 'node:assert/strict';
import { Window } from 'happy-dom';
import { panelHtml } from '../../../../src/extension/panel/panelHtml';

const parts = {
  cspSource: 'https://*.vscode-cdn.net',
  nonce: 'AbC123+/==',
  scriptUri: 'https://file+.vscode-resource.vscode-cdn.net/ext/dist/panel.js',
};

function read(html: string) {
  const { document } = new Window();
  document.write(html);
  const policy =
    document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content') ??
    '';
  const directives = new Map(
    policy.split(';').map((directive): [string, readonly string[]] => {
      const [name = '', ...sources] = directive.trim().split(/\s+/);
      return [name, sources];
    }),
  );
  return { document, directives };
}

describe("the panel's page", () => {
  it('lets nothing in but its own script and styles, by nonce', () => {
    const { directives } = read(panelHtml(parts));
    assert.deepEqual(directives.get('default-src'), ["'none'"]);
    assert.deepEqual(directives.get('script-src'), [`'nonce-${parts.nonce}'`]);
    assert.deepEqual(directives.get('style-src'), [parts.cspSource, `'nonce-${parts.nonce}'`]);
    assert.deepEqual([...directives.keys()].sort(), [
      'base-uri',
      'default-src',
      'form-action',
      'script-src',
      'style-src',
    ]);
    for (const [name, sources] of directives)
      assert.ok(!sources.some((source) => /unsafe|\*$|data:|^http:/.test(source)), name);
  });

  it('has the policy before anything that it governs, and one script with the nonce', () => {
    const html = panelHtml(parts);
    const { document } = read(html);
    assert.ok(html.indexOf('Content-Security-Policy') < html.indexOf('<script'));
    const scripts = [...document.querySelectorAll('script')];
    assert.equal(scripts.length, 1);
    assert.equal(scripts[0]?.getAttribute('nonce'), parts.nonce);
    assert.equal(scripts[0]?.getAttribute('src'), parts.scriptUri);
    assert.equal(scripts[0]?.textContent, '');
    assert.equal(document.querySelectorAll('[onload], [onclick], [style]').length, 0);
  });

  it('keeps markup in what it is given inside the attribute', () => {
    const { document } = read(
      panelHtml({ ...parts, scriptUri: '"><img src=x onerror=alert(1)><script src="x' }),
    );
    assert.equal(document.querySelectorAll('img').length, 0);
    assert.equal(document.querySelectorAll('script').length, 1);
  });
});
