/** What is being done when an installation fails. */
export type InstallStep = 'packages' | 'library' | 'proof';

/** Why npm failed, from what it said, and what to do about it: sentences for people. */
export function explainFailure(step: InstallStep, lines: readonly string[]): string {
  const said = lines.join('\n');
  const from = step === 'packages' ? registryAdvice : libraryAdvice;
  const unreachable = unreachableCode.exec(said)?.[0];
  const host = hostOf(said);
  if (/E404|404 Not Found/.test(said))
    return `${host ?? 'The server'} does not have what was asked for (404). ${from}`;
  if (unreachable) return `${host ?? 'The server'} cannot be reached (${unreachable}). ${from}`;
  if (halfDownload.test(said))
    return `The download${host === undefined ? '' : ` from ${host}`} ended before it was complete. Try again; ${lowerFirst(from)}`;
  if (/ENOSPC|no space left/i.test(said))
    return 'The disk is full: TensorFlow needs 2 GB while it is installed (the library for processors 1 GB).';
  if (/EACCES|EPERM|EROFS/.test(said))
    return `${lastLine(lines)} FITSCOPE_ENGINES may name a folder that can be written.`;
  if (/Unsupported system/.test(said))
    return `There is no build of TensorFlow for this system (${process.platform}-${process.arch}).`;
  if (/gyp ERR|node-pre-gyp ERR|node-pre-gyp install failed/.test(said))
    return (
      `TensorFlow.js has no ready-made binding for Node ${process.versions.node} on ` +
      `${process.platform}-${process.arch}, and building one failed: ${lastLine(lines)} Its ` +
      'download may be blocked here; else another Node (18 or 20), or Python and a compiler, help.'
    );
  if (/EBADENGINE|Unsupported engine/.test(said))
    return `It does not fit Node ${process.versions.node}: ${lastLine(lines)}`;
  const what = step === 'packages' ? 'npm' : "The package's install script";
  return `${what} failed: ${lastLine(lines)}`;
}

const registryAdvice =
  'Check the connection, and the registry and proxy of npm (npm config get registry).';
const libraryAdvice =
  "The library comes from TensorFlow's own server; behind a firewall, TFJS_NODE_CDN_STORAGE may " +
  'name a mirror.';

const unreachableCode =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENETUNREACH|EHOSTUNREACH|CERT_\w+|UNABLE_TO_\w+|SELF_SIGNED_CERT\w*/;
const halfDownload =
  /ECONNRESET|socket hang up|aborted|premature close|ERR_STREAM_PREMATURE_CLOSE|EINTEGRITY|unexpected end of (file|data)|Z_BUF_ERROR|TAR_BAD_ARCHIVE|TAR_ABORT|zlib:|Invalid response body|Parse Error/i;

/** Of the last address that was named on a line that tells of trouble, else of the last at all. */
function hostOf(said: string): string | undefined {
  const lines = said.split('\n').filter((line) => /https?:\/\//.test(line));
  const line = lines.findLast((text) => /error|fail|ERR/.test(text)) ?? lines.at(-1);
  return /https?:\/\/([^/\s'"]+)/.exec(line ?? '')?.[1];
}

/** The last line that says something, as a sentence. */
function lastLine(lines: readonly string[]): string {
  const telling = lines
    .map((line) => line.replace(/^npm (error|ERR!)\s*/, '').trim())
    .filter((line) => line !== '' && !silent.test(line));
  const line =
    telling.findLast((text) => /error/i.test(text)) ?? telling.at(-1) ?? 'no reason given';
  return /[.?!]$/.test(line) ? line : `${line}.`;
}

/** What npm adds to every failure, and what is no reason. */
const silent =
  /^(A complete log of this run|\/.*debug-0\.log|Log files were not written|code \S+$|errno \S+$|path |command |npm (http|warn|notice|info|verb))/;

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
