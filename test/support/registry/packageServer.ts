import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** The files of a package, package.json with them. */
export type PackageFiles = Readonly<Record<string, string>>;

/** What a server does with a request: all of it, half of it, or nothing for ever. */
export type Manner = 'whole' | 'half' | 'silent';

/** npm packages and one file to download, from this machine to itself. */
export class PackageServer {
  readonly asked: string[] = [];
  /** How tarballs of packages are served, and how the file. */
  manners: { packages: Manner; library: Manner } = { packages: 'whole', library: 'whole' };
  library = '';
  private readonly packages = new Map<string, Packed>();
  private readonly server: Server;

  constructor(private readonly folder: string) {
    this.server = createServer(({ url = '/' }, response) => this.answer(url, response));
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  offer(files: PackageFiles): void {
    const manifest = JSON.parse(files['package.json'] ?? '{}') as Packed['manifest'];
    const at = join(this.folder, encodeURIComponent(manifest.name));
    mkdirSync(at, { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(at, name), text);
    execFileSync('npm', ['pack', '--silent', '--ignore-scripts'], { cwd: at, stdio: 'pipe' });
    const file = readdirSync(at).find((name) => name.endsWith('.tgz')) ?? '';
    this.packages.set(manifest.name, { manifest, tarball: readFileSync(join(at, file)) });
  }

  private answer(url: string, response: ServerResponse): void {
    this.asked.push(url);
    const [, kind, name = ''] = /^\/(?:(tarballs)\/)?(.*)$/.exec(decodeURIComponent(url)) ?? [];
    const packed = this.packages.get(name);
    if (url === '/library') send(response, Buffer.from(this.library), this.manners.library);
    else if (!packed) response.writeHead(404).end('{"error":"not found"}');
    else if (kind) send(response, packed.tarball, this.manners.packages);
    else response.end(JSON.stringify(this.describe(packed)));
  }

  private describe({ manifest, tarball }: Packed) {
    const { name, version } = manifest;
    const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
    const dist = { integrity, tarball: `${this.url}/tarballs/${encodeURIComponent(name)}` };
    const hasInstallScript = manifest.scripts !== undefined;
    return {
      name,
      'dist-tags': { latest: version },
      versions: { [version]: { ...manifest, dist, hasInstallScript } },
    };
  }
}

interface Packed {
  readonly manifest: {
    readonly name: string;
    readonly version: string;
    readonly scripts?: Readonly<Record<string, string>>;
  };
  readonly tarball: Buffer;
}

function send(response: ServerResponse, body: Buffer, manner: Manner): void {
  response.writeHead(200, { 'content-length': body.length });
  if (manner === 'whole') response.end(body);
  else if (manner === 'half')
    response.write(body.subarray(0, body.length / 2), () => response.destroy());
  else response.flushHeaders();
}
