import { createHash, hkdfSync } from 'node:crypto';
import { CompactEncrypt, compactDecrypt, errors } from 'jose';

/** What a sealed value is for. Each purpose has a key of its own, so that one can never be taken for another. */
export const SEALED = ['session', 'sign-in'] as const;
type Sealed = (typeof SEALED)[number];

interface PurposeKeys {
  readonly id: string;
  readonly of: Readonly<Record<Sealed, Uint8Array>>;
}

const KEY_BYTES = 32;

/**
 * Seals what a browser keeps for us, so that it can neither be read nor changed (JWE, `dir` with A256GCM). The first secret
 * seals, all of them open: a new secret goes in front, the old one leaves when its sessions are over.
 */
export class SessionSeal {
  private readonly keys: readonly PurposeKeys[];

  constructor(secrets: readonly string[]) {
    if (secrets.length === 0) throw new Error('A seal needs a secret');
    this.keys = secrets.map(keysOf);
  }

  async seal(purpose: Sealed, value: object): Promise<string> {
    const [first] = this.keys;
    if (first === undefined) throw new Error('A seal needs a secret');
    return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(value)))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: first.id })
      .encrypt(first.of[purpose]);
  }

  /** What was sealed; undefined when it was sealed by others, for another purpose, or changed since. */
  async open(purpose: Sealed, sealed: string): Promise<unknown> {
    try {
      const { plaintext } = await compactDecrypt(sealed, ({ kid }) => this.keyOf(purpose, kid), {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
      });
      return JSON.parse(new TextDecoder().decode(plaintext));
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }

  private keyOf(purpose: Sealed, id: string | undefined): Uint8Array {
    const keys = this.keys.find((each) => each.id === id);
    if (keys === undefined) throw new errors.JWEDecryptionFailed();
    return keys.of[purpose];
  }
}

const keysOf = (secret: string): PurposeKeys => ({
  id: createHash('sha256').update(`nuanchao session key id ${secret}`).digest('base64url').slice(0, 8),
  of: { session: derived(secret, 'session'), 'sign-in': derived(secret, 'sign-in') },
});

const derived = (secret: string, purpose: Sealed): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, '', `nuanchao gateway ${purpose}`, KEY_BYTES));
