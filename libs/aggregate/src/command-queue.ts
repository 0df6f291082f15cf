/**
 * One line per subject inside this process. Commands that arrive while one batch is being written gather and become the
 * next batch, so two hundred racers cost a handful of writes instead of thousands of lost compare-and-sets.
 */
export class CommandQueue<Item> {
  private readonly lines = new Map<string, Item[]>();

  /** `work` settles its items itself and never rejects. */
  constructor(
    private readonly work: (subject: string, batch: readonly Item[]) => Promise<void>,
    private readonly batchMax: number,
  ) {}

  add(subject: string, item: Item): void {
    const line = this.lines.get(subject);
    if (line !== undefined) {
      line.push(item);
      return;
    }
    this.lines.set(subject, [item]);
    void this.drain(subject);
  }

  /** Subjects with a command under way. */
  get size(): number {
    return this.lines.size;
  }

  private async drain(subject: string): Promise<void> {
    for (;;) {
      const batch = this.lines.get(subject)?.splice(0, this.batchMax) ?? [];
      if (batch.length === 0) break;
      await this.work(subject, batch);
    }
    this.lines.delete(subject);
  }
}
