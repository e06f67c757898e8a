// In place of @vscode/spdlog, whose native part the npm package would have to compile: without it VS Code
// writes no log, and the Output view has nothing to show. Same functions, plain synchronous appending.
/* eslint-disable @typescript-eslint/no-require-imports */
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];

class Logger {
  constructor(_kind, _name, path) {
    this.path = path;
    this.level = 2;
    this.bare = false;
  }
  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  setPattern() {}
  clearFormatters() {
    this.bare = true;
  }
  flush() {}
  drop() {}
  write(level, message) {
    if (level < this.level) return;
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    appendFileSync(this.path, this.bare ? message : `${time} [${levels[level]}] ${message}\n`);
  }
}

for (const [level, name] of ['trace', 'debug', 'info', 'warn', 'error', 'critical'].entries()) {
  Logger.prototype[name] = function (message) {
    this.write(level, message);
  };
}

async function createLogger(kind, name, path) {
  mkdirSync(dirname(path), { recursive: true });
  return new Logger(kind, name, path);
}

exports.version = 0;
exports.setLevel = () => undefined;
exports.setFlushOn = () => undefined;
exports.Logger = Logger;
exports.createRotatingLogger = (name, path) => createLogger('rotating', name, path);
exports.createAsyncRotatingLogger = (name, path) => createLogger('rotating_async', name, path);
