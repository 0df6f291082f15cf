import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ServiceTokens } from '#libs/access';
import type { StructuredLogger } from '#libs/telemetry';
import { DEMONSTRATION_ACCOUNTS } from './accounts.js';
import { BankLedger, BankOrder } from './bank-ledger.js';
import { BankReports } from './bank-reports.js';
import { outcomeFor } from './bank-script.js';
import { developmentIssuer } from './issuer.js';
import { RegisteredClients } from './registered-clients.js';
import { signingKey } from './signing-key.js';

export interface CounterpartsOptions {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly paymentsUrl: string;
  /** Where the programs are registered that the issuer gives tokens to beside the accounts. */
  readonly pipelinesUrl: string;
  /** Under which URL the others reach the issuer; this process's own address if left out. */
  readonly issuerUrl?: string | undefined;
  readonly secret: string;
  /** Web origins of the consoles that people may be sent back to after they have signed in or out. */
  readonly consoleUrls?: readonly string[] | undefined;
  readonly bankDelayMs: number;
  readonly logger: StructuredLogger;
}

export interface RunningCounterparts {
  readonly url: string;
  readonly issuerUrl: string;
  readonly stop: () => Promise<void>;
}

const BODY_MAX_BYTES = 64 * 1024;

/** Starts the outside world: an issuer of tokens and a scripted bank, on one port. */
export const startCounterparts = async (options: CounterpartsOptions): Promise<RunningCounterparts> => {
  const { logger, secret } = options;
  const key = await signingKey(options.dataDir);
  const ledger = await BankLedger.open(join(options.dataDir, 'bank-orders.jsonl'));
  let listener: RequestListener | undefined;
  const server = createServer((request, response) => listener?.(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, options.host, () => resolve());
  });
  const url = `http://${options.host}:${(server.address() as AddressInfo).port}`;
  const issuerUrl = options.issuerUrl ?? url;
  const tokens = new ServiceTokens({ issuer: issuerUrl, clientId: 'bank', clientSecret: secret });
  const reports = new BankReports({
    ledger,
    paymentsUrl: options.paymentsUrl,
    token: () => tokens.token(),
    logger,
    delayMs: options.bankDelayMs,
  });
  const own = new ServiceTokens({ issuer: issuerUrl, clientId: 'issuer', clientSecret: secret });
  const registered = new RegisteredClients(options.pipelinesUrl, () => own.token());
  const accounts = DEMONSTRATION_ACCOUNTS;
  const consoleUrls = options.consoleUrls ?? [];
  const issuer = developmentIssuer({ url: issuerUrl, key, secret, accounts, registered, consoleUrls, logger });
  listener = (request, response) => {
    route(request, response, { issuer, ledger, reports }).catch((error: unknown) => {
      logger.failure('counterparts', error);
      if (response.headersSent) response.destroy();
      else answer(response, 500, { title: 'Internal error' });
    });
  };
  reports.resume();
  return {
    url,
    issuerUrl,
    stop: async () => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeIdleConnections();
      await reports.stop();
      server.closeAllConnections();
      await closed;
      await ledger.close();
    },
  };
};

interface Parts {
  readonly issuer: RequestListener;
  readonly ledger: BankLedger;
  readonly reports: BankReports;
}

const route = async (request: IncomingMessage, response: ServerResponse, parts: Parts): Promise<void> => {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  if (path === '/health/live' || path === '/health/ready') {
    answer(response, 200, { ready: true, draining: false, checks: {} });
  } else if (path === '/bank/orders' && request.method === 'POST') {
    await order(request, response, parts);
  } else if (path.startsWith('/bank/orders/') && request.method === 'GET') {
    show(response, parts.ledger, path.slice('/bank/orders/'.length));
  } else if (path.startsWith('/bank/')) {
    answer(response, 404, { title: 'Not found' });
  } else {
    parts.issuer(request, response);
  }
};

const order = async (request: IncomingMessage, response: ServerResponse, parts: Parts): Promise<void> => {
  const parsed = BankOrder.safeParse(await bodyOf(request));
  if (!parsed.success) {
    answer(response, 400, { title: 'Not an order', errors: parsed.error.issues.map((issue) => issue.message) });
    return;
  }
  const booking = await parts.ledger.book(parsed.data);
  if (booking.kind === 'conflict') {
    answer(response, 409, { title: 'This key was used for another order' });
    return;
  }
  if (booking.kind === 'booked') parts.reports.schedule(booking.booked);
  answer(response, 202, { key: parsed.data.key, reference: booking.booked.reference });
};

const show = (response: ServerResponse, ledger: BankLedger, encodedKey: string): void => {
  const booked = ledger.find(decoded(encodedKey));
  if (!booked) {
    answer(response, 404, { title: 'No such order' });
    return;
  }
  const { order: placed, reference, reported } = booked;
  answer(response, 200, { ...placed, reference, reported, outcome: outcomeFor(placed.payee) });
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
};

/** The body as JSON; undefined when it is too long or no JSON, which no schema accepts. */
const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes <= BODY_MAX_BYTES) pieces.push(piece);
  }
  try {
    return bytes > BODY_MAX_BYTES ? undefined : JSON.parse(Buffer.concat(pieces).toString('utf8'));
  } catch {
    return undefined;
  }
};

const answer = (response: ServerResponse, status: number, body: Record<string, unknown>): void => {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' });
  response.end(JSON.stringify(status < 400 ? body : { status, ...body }));
};
