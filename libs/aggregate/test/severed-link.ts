import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A TCP proxy that can let a request through and cut the connection before its answer: an unknown write result. */
export class SeveredLink {
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;
  private cuts: string | undefined;
  /** How many answers were cut off. */
  severed = 0;

  constructor(private readonly target: { readonly host: string; readonly port: number }) {
    this.server = createServer((client) => this.join(client));
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return (this.server.address() as AddressInfo).port;
  }

  /** Cuts the answer of the next request whose bytes contain this word. */
  cutAfter(word: string): void {
    this.cuts = word;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private join(client: Socket): void {
    const upstream = connect(this.target.port, this.target.host);
    let isCut = false;
    for (const socket of [client, upstream]) {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => this.sockets.delete(socket));
    }
    client.on('data', (chunk) => {
      if (this.cuts !== undefined && chunk.includes(this.cuts)) {
        this.cuts = undefined;
        isCut = true;
      }
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (!isCut) {
        client.write(chunk);
        return;
      }
      this.severed += 1;
      client.destroy();
      upstream.destroy();
    });
    client.on('close', () => upstream.end());
    upstream.on('close', () => client.end());
  }
}
