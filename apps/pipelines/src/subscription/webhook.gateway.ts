import { lookup } from 'node:dns/promises';
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP, type BlockList, type LookupFunction } from 'node:net';
import type { WebhookResult } from '#libs/contracts';
import { addressFault, hostOf, urlFault, type EndpointFault } from './endpoint.policy.js';
import { mayAskForPause, resultOf, retryAfterOf } from './webhook.policy.js';

export interface WebhookGatewayOptions {
  /** Addresses of our own networks that may be sent to. */
  readonly listed: BlockList;
  /** For one try, from the name server to the answer's head. */
  readonly timeoutMs: number;
  /** Where a host's name leads; the system's own resolver unless told otherwise. */
  readonly resolve?: ((host: string) => Promise<readonly { address: string; family: number }[]>) | undefined;
}

export interface SendOutcome {
  readonly result: WebhookResult;
  readonly status: number | null;
  readonly ms: number;
  readonly retryAfterSeconds: number;
}

/** An answer's body is read to keep the connection, and no further than this. */
const BODY_BYTES_MAX = 64 * 1024;
const IDLE_MS = 4_000;

/** Nothing may be sent there. */
class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
  constructor(readonly fault: EndpointFault) {
    super(`nothing may be sent there: ${fault}`);
  }
}

/**
 * Sends messages to addresses that strangers chose. Where a name leads is asked for every connection, and the connection
 * goes to just the addresses that were judged: a name that leads elsewhere a moment later gains nothing. Redirections are
 * not followed, answers not kept.
 */
export class WebhookGateway {
  private readonly http = new HttpAgent({ keepAlive: true, timeout: IDLE_MS });
  private readonly https = new HttpsAgent({ keepAlive: true, timeout: IDLE_MS });

  constructor(private readonly options: WebhookGatewayOptions) {}

  /** Why nothing may be sent to a URL; null when it may, as things are now. */
  async fault(text: string): Promise<EndpointFault | null> {
    const url = new URL(text);
    try {
      await this.permitted(url);
      return null;
    } catch (error) {
      if (error instanceof AddressRefused) return error.fault;
      throw error;
    }
  }

  /** Never throws but when `signal` gives it up: whatever the receiver does is an outcome. */
  async send(
    text: string,
    message: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
    signal: AbortSignal,
  ): Promise<SendOutcome> {
    const started = performance.now();
    const url = new URL(text);
    const late = AbortSignal.timeout(this.options.timeoutMs);
    const done = (result: WebhookResult, status: number | null = null, retryAfterSeconds = 0): SendOutcome => ({
      result,
      status,
      ms: Math.round(performance.now() - started),
      retryAfterSeconds,
    });
    try {
      const { status, retryAfter } = await this.post(url, message, AbortSignal.any([signal, late]));
      const pause = mayAskForPause(status) ? retryAfterOf(retryAfter, Date.now()) : 0;
      return done(resultOf(status), status, pause);
    } catch (error) {
      if (signal.aborted) throw error;
      if (late.aborted) return done('timed-out');
      return done(
        error instanceof AddressRefused && error.fault !== 'unknown-host' ? 'address-refused' : 'unreachable',
      );
    }
  }

  /** Closes what is kept open. */
  close(): void {
    this.http.destroy();
    this.https.destroy();
  }

  private async post(
    url: URL,
    message: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
    signal: AbortSignal,
    again = false,
  ): Promise<{ readonly status: number; readonly retryAfter: string | undefined }> {
    const fault = urlFault(url);
    if (fault !== undefined) throw new AddressRefused(fault);
    // A socket takes an address as it is and asks nobody.
    if (isIP(hostOf(url)) !== 0) await this.permitted(url);
    const isTls = url.protocol === 'https:';
    const options: RequestOptions = {
      method: 'POST',
      headers: message.headers,
      agent: isTls ? this.https : this.http,
      lookup: this.lookupFor(url),
      signal,
    };
    return new Promise((resolve, reject) => {
      let answered = false;
      const request = (isTls ? httpsRequest : httpRequest)(url, options, (response) => {
        answered = true;
        discard(response);
        resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] });
      });
      request.on('error', (error) => {
        // A kept connection that the receiver had closed already says nothing about the receiver.
        const isStale = request.reusedSocket && !answered && !again && !signal.aborted;
        if (isStale) resolve(this.post(url, message, signal, true));
        else reject(error);
      });
      request.end(message.body);
    });
  }

  /** The answer that a socket wants, of addresses that were judged. */
  private lookupFor(url: URL): LookupFunction {
    return (_host, options, answer) => {
      const tell = async (): Promise<void> => {
        try {
          const addresses = await this.permitted(url);
          const [first] = addresses;
          if (options.all === true) answer(null, [...addresses]);
          else answer(null, first?.address ?? '', first?.family);
        } catch (error) {
          answer(error as Error, []);
        }
      };
      void tell();
    };
  }

  /** Where the URL leads. One address that may not be sent to is enough to refuse it. @throws AddressRefused */
  private async permitted(url: URL): Promise<readonly { address: string; family: number }[]> {
    const wrong = urlFault(url);
    if (wrong !== undefined) throw new AddressRefused(wrong);
    const host = hostOf(url);
    const resolve = this.options.resolve ?? ((name: string) => lookup(name, { all: true, verbatim: true }));
    const family = isIP(host);
    const addresses = family === 0 ? await resolve(host).catch(() => []) : [{ address: host, family }];
    if (addresses.length === 0) throw new AddressRefused('unknown-host');
    for (const { address } of addresses) {
      const fault = addressFault(url.protocol, address, this.options.listed);
      if (fault !== undefined) throw new AddressRefused(fault);
    }
    return addresses;
  }
}

const discard = (response: IncomingMessage): void => {
  let bytes = 0;
  response.on('error', () => undefined);
  response.on('data', (piece: Buffer) => {
    bytes += piece.length;
    if (bytes > BODY_BYTES_MAX) response.destroy();
  });
};
