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

/** @param {unknown} level */
const levelName = (level) => {
  if (typeof level === 'number') return LEVELS[level] ?? 'info';
  return typeof level === 'string' ? level : 'info';
};

/** @param {unknown} value */
const shown = (value) => {
  if (typeof value === 'string') return value.length > 160 ? `${value.slice(0, 157)}…` : value;
  const json = JSON.stringify(value) ?? '';
  return json.length > 160 ? `${json.slice(0, 157)}…` : json;
};

/**
 * @param {string} service
 * @param {string} line
 * @param {'info' | 'warn'} least
 * @returns {string | undefined} nothing for lines below the level
 */
export const readable = (service, line, least) => {
  let entry;
  try {
    entry = JSON.parse(line);
  } catch {
    return line.trim() === '' ? undefined : `${service.padEnd(12)} ${line}`;
  }
  if (typeof entry !== 'object' || entry === null) return `${service.padEnd(12)} ${line}`;
  const level = levelName(entry.level);
  if ((RANKS[level] ?? 30) < RANKS[least]) return undefined;
  const time = new Date(entry.time ?? Date.now()).toTimeString().slice(0, 8);
  const fields = Object.entries(entry)
    .filter(([key, value]) => !HIDDEN.has(key) && value !== undefined && value !== null)
    .map(([key, value]) => `${key}=${shown(value)}`)
    .join(' ');
  const mark = level === 'info' ? '' : `${level.toUpperCase()} `;
  return `${time} ${service.padEnd(12)} ${mark}${entry.msg ?? entry.message ?? ''} ${fields}`.trimEnd();
};
