/** Where an intent survives a page that is loaded anew. */
export interface IntentKeeper {
  read(): string | null;
  write(value: string | null): void;
}

interface OpenIntent {
  readonly key: string;
  readonly wish: string;
}

const BYTES = 16;

/** Random enough to be nobody else's; `crypto.randomUUID` is missing on plain HTTP inside an office's network. */
export const newIntentKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(BYTES))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * What a person wants to happen once. Its key stays the same while nobody has answered, so that sending it again after a
 * lost connection repeats it and does not double it; another wish, or the next one, has another key.
 */
export class Intent {
  constructor(
    private readonly keeper: IntentKeeper,
    private readonly newKey: () => string = newIntentKey,
  ) {}

  /** The key for this wish; it is kept before it is sent. */
  keyFor(wish: unknown): string {
    const text = JSON.stringify(wish);
    const open = this.open();
    if (open?.wish === text) return open.key;
    const key = this.newKey();
    this.keeper.write(JSON.stringify({ key, wish: text }));
    return key;
  }

  /** It was answered, with yes or no: what comes next is another intent. */
  answered(): void {
    this.keeper.write(null);
  }

  private open(): OpenIntent | undefined {
    const kept = this.keeper.read();
    return kept === null ? undefined : (JSON.parse(kept) as OpenIntent);
  }
}
