import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';

/**
 * Gives every intent its Idempotency-Key. An intent is the caller's own name for what he wants to happen once, such as
 * `submit/E01/2026`: whoever asks again with it after a crash gets the same key, and the product the same command.
 */
export interface KeyStore {
  keyFor(intent: string): string;
}

/** Keys that live as long as the process. */
export const memoryKeys = (): KeyStore => {
  const keys = new Map<string, string>();
  return { keyFor: (intent) => keep(keys, intent) };
};

/** Keys in a file of one JSON line each, on the disk before they are given out and so before anything is sent. */
export const fileKeys = (file: string): KeyStore => {
  const keys = new Map<string, string>();
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  // A line that was cut off by a crash was never given out; the next one must not be written behind it.
  if (whole !== text) truncateSync(file, Buffer.byteLength(whole));
  for (const line of whole.split('\n').slice(0, -1)) {
    const [intent, key] = JSON.parse(line) as [string, string];
    keys.set(intent, key);
  }
  const handle = openSync(file, 'a');
  process.once('exit', () => closeSync(handle));
  return {
    keyFor: (intent) =>
      keep(keys, intent, (key) => {
        writeSync(handle, `${JSON.stringify([intent, key])}\n`);
        fsyncSync(handle);
      }),
  };
};

const keep = (keys: Map<string, string>, intent: string, write?: (key: string) => void): string => {
  const known = keys.get(intent);
  if (known !== undefined) return known;
  const key = randomUUID();
  write?.(key);
  keys.set(intent, key);
  return key;
};
