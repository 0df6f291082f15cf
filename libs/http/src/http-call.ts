import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';

export interface HttpCall {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly timeoutMs: number;
}

/** What came back, whole. */
export interface HttpReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Connections to neighbours stay open between calls; one that nobody uses keeps no process alive. */
const AGENTS = {
  http: new http.Agent({ keepAlive: true, scheduling: 'lifo' }),
  https: new https.Agent({ keepAlive: true, scheduling: 'lifo' }),
};

/**
 * One call with Node's own client, which takes less than half the CPU of `fetch` for the many short calls between services. It
 * follows no redirect. A connection that the other side closed while it lay idle is not the call's fault: once more on
 * another one, which does no harm, because queries change nothing and commands carry their key.
 * @throws Error when there is no whole answer in time
 */
export const callHttp = async (url: string, call: HttpCall): Promise<HttpReply> => {
  try {
    return await once(url, call);
  } catch (error) {
    if (error instanceof StaleConnection) return once(url, call);
    throw error;
  }
};

class StaleConnection extends Error {
  override readonly name = 'StaleConnection';
}

const once = (url: string, { method, headers, body, timeoutMs }: HttpCall): Promise<HttpReply> =>
  new Promise((resolve, reject) => {
    const [client, agent] = url.startsWith('https:') ? [https, AGENTS.https] : [http, AGENTS.http];
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const request = client.request(url, { method, agent, headers: { ...headers, ...length } });
    const timer = setTimeout(() => request.destroy(new Error(`No answer within ${timeoutMs} ms`)), timeoutMs);
    const fail = (error: Error): void => {
      clearTimeout(timer);
      const isStale = request.reusedSocket && 'code' in error && error.code === 'ECONNRESET';
      reject(isStale ? new StaleConnection(error.message, { cause: error }) : error);
    };
    request.on('error', fail);
    request.on('response', (response: IncomingMessage) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('error', fail);
      response.on('end', () => {
        clearTimeout(timer);
        const text = Buffer.concat(pieces).toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      });
    });
    request.end(body);
  });
