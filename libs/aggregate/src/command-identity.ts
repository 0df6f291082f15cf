import { createHash } from 'node:crypto';
import { canonicalBytes, sha256Hex } from './canonical-json.js';

/**
 * What the caller sent, as one hash: the same key with another fingerprint is a mistake of the caller (G-KEY-REUSED).
 * Pass only what the caller sent; a computed value would make an honest repeat look like another command.
 */
export const fingerprint = (commandName: string, body: unknown): string =>
  sha256Hex(canonicalBytes({ command: commandName, body: body ?? null }));

/**
 * The id of what a creating command creates: a UUIDv8 (RFC 9562 §5.8) from caller and key, so that a repeat finds the
 * same document instead of creating a second one.
 */
export const creatingId = (callerId: string, key: string): string => {
  const bytes = createHash('sha256')
    .update(canonicalBytes([callerId, key]))
    .digest()
    .subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};
