export interface PanelHtmlParts {
  /** What the editor calls its own resources in a policy. */
  readonly cspSource: string;
  readonly nonce: string;
  readonly scriptUri: string;
  readonly title?: string;
}

/**
 * The panel's page: a policy that lets nothing in but our script and our styles, by nonce, and an
 * empty body that the script fills. No text of a run or config is ever written into it. The toolkit
 * takes the nonce of a style that it tries out from `csp-nonce`.
 */
export function panelHtml({
  cspSource,
  nonce,
  scriptUri,
  title = 'Fitscope',
}: PanelHtmlParts): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${escaped(policy)}" />
    <meta property="csp-nonce" content="${escaped(nonce)}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escaped(title)}</title>
  </head>
  <body>
    <script nonce="${escaped(nonce)}" src="${escaped(scriptUri)}"></script>
  </body>
</html>
`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
