// Required before the editor's server: when the process that holds its standard input is gone, however
// that came about, the server and all that it started go too. Forked children must not wait for it.
if (process.argv[1] !== undefined && process.argv[1].endsWith('server-main.js')) {
  process.stdin.on('end', () => process.kill(-process.pid, 'SIGKILL'));
  process.stdin.on('error', () => process.kill(-process.pid, 'SIGKILL'));
  process.stdin.resume();
}
