/** What a handler needs is away: the message is tried again, for ever, and nothing behind it in its partition overtakes. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
  readonly unavailable = true;

  constructor(what: string, cause?: unknown) {
    super(`${what} is not available`, { cause });
  }
}

/** This message can never be handled: it goes to the dead letters and its case waits behind it. */
export class Permanent extends Error {
  override readonly name: string = 'Permanent';
}

const AWAY_CODES: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'ETIMEDOUT',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);

/** gRPC statuses of a Temporal server that is starting, full or gone: deadline, exhausted, aborted, unavailable. */
const AWAY_GRPC: ReadonlySet<unknown> = new Set([4, 8, 10, 14]);

const AWAY_NAMES =
  /^(Mongo(Network|ServerSelection|NotConnected|TopologyClosed|PoolCleared|PoolClosed|WaitQueueTimeout|ClientClosed)|MongooseServerSelection|KafkaJS(Connection|NumberOfRetriesExceeded|RequestTimeout|BrokerNotFound)|TransportError|ServiceError)/;

/** HTTP statuses that say "later" and not "no". */
const AWAY_STATUS: ReadonlySet<unknown> = new Set([408, 425, 429, 500, 502, 503, 504]);

/**
 * Whether to try again for ever. By marks instead of classes: the error may come from a driver, from `fetch`, from a gRPC
 * client or from another library of ours, and is often wrapped.
 */
export const isUnavailable = (error: unknown, depth = 0): boolean => {
  if (typeof error !== 'object' || error === null || depth > 5) return false;
  const mark = error as Record<string, unknown>;
  if (mark['unavailable'] === true || AWAY_CODES.has(mark['code'])) return true;
  if (typeof mark['name'] === 'string' && AWAY_NAMES.test(mark['name'])) return true;
  if (typeof mark['code'] === 'number' && 'details' in mark && AWAY_GRPC.has(mark['code'])) return true;
  if (AWAY_STATUS.has(mark['status'])) return true;
  const inner = Array.isArray(mark['errors']) ? mark['errors'] : [];
  return isUnavailable(mark['cause'], depth + 1) || inner.some((each) => isUnavailable(each, depth + 1));
};

/** Refused by a schema, not JSON, or said to be permanent. */
export const isPermanent = (error: unknown): boolean =>
  error instanceof Permanent ||
  (error instanceof Error && (error.name === 'ZodError' || error.name === '$ZodError' || error.name === 'SyntaxError'));
