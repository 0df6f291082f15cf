const WINDOW_MS = 60_000;
const PER_WINDOW = 10;
const CALLERS_MAX = 10_000;

/**
 * How often somebody without an account may send something: ten a minute from one address, so that no script buries those who
 * have to read it. Behind a proxy all come from one address and share it.
 */
export class VisitorLimit {
  private readonly sent = new Map<string, { readonly sinceMs: number; count: number }>();

  constructor(private readonly nowMs: () => number = () => performance.now()) {}

  /** Undefined when it may be sent; otherwise in how many seconds. */
  waitSeconds(address: string): number | undefined {
    const now = this.nowMs();
    const known = this.sent.get(address);
    if (known === undefined || now - known.sinceMs >= WINDOW_MS) {
      this.sent.delete(address);
      this.sent.set(address, { sinceMs: now, count: 1 });
      const [oldest] = this.sent.keys();
      if (this.sent.size > CALLERS_MAX && oldest !== undefined) this.sent.delete(oldest);
      return undefined;
    }
    known.count += 1;
    return known.count <= PER_WINDOW ? undefined : Math.ceil((known.sinceMs + WINDOW_MS - now) / 1_000);
  }
}
