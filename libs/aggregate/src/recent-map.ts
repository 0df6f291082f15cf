/**
 * What a process remembers of much that it could look up again: the entry that was set longest ago makes room for a new one.
 * `get` changes no order; setting an entry anew makes it the newest.
 */
export class RecentMap<Key, Value> {
  private readonly entries = new Map<Key, Value>();

  /** `max`: entries kept. */
  constructor(private readonly max: number) {}

  get(key: Key): Value | undefined {
    return this.entries.get(key);
  }

  set(key: Key, value: Value): void {
    this.entries.delete(key);
    this.entries.set(key, value);
    const oldest = this.entries.keys().next();
    if (this.entries.size > this.max && oldest.done !== true) this.entries.delete(oldest.value);
  }

  delete(key: Key): void {
    this.entries.delete(key);
  }

  clear(): void {
    this.entries.clear();
  }

  get size(): number {
    return this.entries.size;
  }
}
