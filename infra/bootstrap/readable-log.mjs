/** One JSON log line of a service as a line for people: time, service, level when it is not info, message, fields. */
const HIDDEN = new Set([
  'level',
  'time',
  'service',
  'msg',
  'message',
  'pid',
  'hostname',
  'traceId',
  'trace',
  'spanId',
  'context',
]);
const LEVELS = { 10: 'trace', 20: 'debug', 30: 'info', 40: 'warn', 50: 'error', 60: 'fatal' };
const RANKS = { trace: 10, debug: 20, info: 30, warn: 40, error: 50, fatal: 60 };

/** What the framework tells of its own start. */
const BOOT = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
  'NestMicroservice',
]);
/** A Kafka that has just started makes every client ask again; once a service is ready, the same words mean something. */
const KAFKA_BEGINNING =
  /coordinator is loading|group coordinator is not available|Crash: KafkaJS|Restarting the consumer/;
/** Bookkeeping of the workflows between two commands. */
const BOOKKEEPING = /\/(settled|alarm)$/;
const FAILED = 400;
const BROKEN = 500;

/** @param {unknown} level */
const levelName = (level) => {
  if (typeof level === 'number') return LEVELS[level] ?? 'info';
  return typeof level === 'string' ? level : 'info';
};

/** @param {unknown} value */
const shown = (value) => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > 160 ? `${text.slice(0, 157)}…` : text;
};

/** Ids in a path are known by their beginning. @param {string} path */
const short = (path) =>
  path.replaceAll(/([0-9a-f]{8})-[0-9a-f-]{27}/g, '$1…').replaceAll(/([0-9a-f]{8})[0-9a-f]{56}/g, '$1…');

/** Commands and what went wrong; reading, health checks and the gateway's copy of each request stay in the log files. */
const requestLine = ({ service, method, path, status, ms, actorId }) => {
  const code = Number(status);
  if (code < FAILED && (method === 'GET' || BOOKKEEPING.test(path))) return undefined;
  if (code < BROKEN && service === 'gateway') return undefined;
  return `${method} ${short(path)} ${status} ${ms} ms${actorId ? ` by ${actorId}` : ''}`;
};

/** @param {Record<string, unknown>} entry */
const plainLine = (entry) => {
  const fields = Object.entries(entry)
    .filter(([key, value]) => !HIDDEN.has(key) && value !== undefined && value !== null)
    .map(([key, value]) => ` ${key}=${shown(value)}`);
  return `${shown(entry.msg ?? entry.message ?? '')}${fields.join('')}`;
};

/**
 * @param {string} service
 * @param {string} line
 * @param {{ least: 'info' | 'warn', starting?: boolean }} view the lowest level shown, and whether the service is still starting
 * @returns {string | undefined} nothing for lines that are not for people
 */
export const readable = (service, line, { least, starting = false }) => {
  const name = service.padEnd(12);
  let entry;
  try {
    entry = JSON.parse(line);
  } catch {
    return line.trim() === '' ? undefined : `${name} ${line}`;
  }
  if (typeof entry !== 'object' || entry === null) return `${name} ${line}`;
  const level = levelName(entry.level);
  if ((RANKS[level] ?? RANKS.info) < RANKS[least]) return undefined;
  if (level === 'info' && BOOT.has(entry.context)) return undefined;
  if (starting && level === 'warn' && KAFKA_BEGINNING.test(entry.msg)) return undefined;
  const text = entry.msg === 'request' && entry.path ? requestLine({ ...entry, service }) : plainLine(entry);
  if (text === undefined) return undefined;
  const time = new Date(entry.time ?? Date.now()).toTimeString().slice(0, 8);
  return `${time} ${name} ${level === 'info' ? '' : `${level.toUpperCase()} `}${text}`.trimEnd();
};

/** The last words of a process that ended: its last error, or the last line it wrote. @param {string[]} lines */
export const lastWords = (lines) => {
  const said = lines.map((line) => {
    try {
      const { level, msg, message, error } = JSON.parse(line);
      const text = [msg ?? message, error?.message ?? error].filter((part) => typeof part === 'string').join(': ');
      return { text, isFault: (RANKS[levelName(level)] ?? 0) >= RANKS.error };
    } catch {
      return { text: line.trim(), isFault: line.trim() !== '' && !/^\s*at /.test(line) };
    }
  });
  return shown(said.findLast(({ isFault }) => isFault)?.text ?? said.at(-1)?.text ?? '');
};
