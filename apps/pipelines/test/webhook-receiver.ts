import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import type { EventEnvelope } from '#libs/contracts';

/** A message as it came. */
export interface ReceivedMessage {
  readonly id: string;
  readonly event: EventEnvelope;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What the receiver answered. */
  readonly status: number;
}

type Answer = number | { readonly status: number; readonly headers: Readonly<Record<string, string>> } | 'silence';

/** A program that takes webhooks: it checks each by the package of Standard Webhooks, and answers as it is told. */
export class WebhookReceiver {
  /** Every message that was well signed, in the order in which it came. */
  readonly messages: ReceivedMessage[] = [];
  /** Messages that no secret of the receiver fits. */
  forged = 0;
  /** Secrets it knows. */
  secrets: string[] = [];
  /** What it answers; 204 unless told otherwise. */
  answer: (event: EventEnvelope) => Answer = () => 204;
  /** How long it thinks before it answers, ms. */
  delayMs = 0;

  private constructor(private server: Server) {}

  static async open(): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver(createServer());
    await receiver.listen(0);
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/hook`;
  }

  /** Those it took. */
  get taken(): readonly ReceivedMessage[] {
    return this.messages.filter(({ status }) => status === 204);
  }

  get takenIds(): readonly string[] {
    return this.taken.map(({ id }) => id);
  }

  /** Its process dies; nobody listens at its port any more. */
  async down(): Promise<void> {
    const { server } = this;
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }

  /** It comes back at the same port. */
  async up(): Promise<void> {
    this.server = createServer();
    await this.listen(this.port);
  }

  private port = 0;

  private async listen(port: number): Promise<void> {
    this.server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void this.take(request, response);
    });
    await new Promise<void>((resolve) => {
      this.server.listen(port, '127.0.0.1', () => resolve());
    });
    this.port = (this.server.address() as AddressInfo).port;
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = Buffer.concat(pieces).toString('utf8');
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    if (!this.secrets.some((secret) => fits(secret, body, headers))) {
      this.forged += 1;
      response.writeHead(401).end();
      return;
    }
    const event = JSON.parse(body) as EventEnvelope;
    const answer = this.answer(event);
    const status = answer === 'silence' ? 0 : typeof answer === 'number' ? answer : answer.status;
    this.messages.push({ id: headers['webhook-id'] ?? '', event, body, headers, status });
    if (answer === 'silence') return;
    if (this.delayMs > 0) await sleep(this.delayMs);
    response.writeHead(status, typeof answer === 'number' ? {} : answer.headers).end();
  }
}

const fits = (secret: string, body: string, headers: Record<string, string>): boolean => {
  try {
    new Webhook(secret).verify(body, headers);
    return true;
  } catch {
    return false;
  }
};
