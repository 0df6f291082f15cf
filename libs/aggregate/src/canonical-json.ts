import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** RFC 8785 bytes of a JSON value. Two values that mean the same have the same bytes, whoever wrote them. */
export const canonicalBytes = (value: unknown): Buffer => {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('only a JSON value has canonical bytes');
  return Buffer.from(text, 'utf8');
};

/** SHA-256 over the parts one after another, as 64 hexadecimal digits. */
export const sha256Hex = (...parts: readonly Uint8Array[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};
