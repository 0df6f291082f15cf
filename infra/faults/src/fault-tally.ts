interface Row {
  hits: number;
  readonly inFlight: number[];
  readonly notes: Map<string, number>;
}

/** What was really hit, how often, and with how many commands in flight. */
export class FaultTally {
  private readonly rows = new Map<string, Row>();

  hit(kind: string, inFlight: number, note = ''): void {
    const row = this.row(kind);
    row.hits += 1;
    row.inFlight.push(inFlight);
    if (note !== '') row.notes.set(note, (row.notes.get(note) ?? 0) + 1);
  }

  /** A planned fault that did not come about; the table says so. */
  miss(kind: string, note: string): void {
    const { notes } = this.row(kind);
    notes.set(note, (notes.get(note) ?? 0) + 1);
  }

  hits(kind: string): number {
    return this.rows.get(kind)?.hits ?? 0;
  }

  /** Lines of a table: kind, times, commands in flight (with any, least, middle, most), notes. */
  lines(): readonly string[] {
    const head = [`${'fault'.padEnd(46)} times  with commands in flight (middle, most)`];
    const rows = [...this.rows].sort(([a], [b]) => a.localeCompare(b));
    return [...head, ...rows.map(([kind, row]) => lineOf(kind, row))];
  }

  private row(kind: string): Row {
    const known = this.rows.get(kind) ?? { hits: 0, inFlight: [], notes: new Map<string, number>() };
    this.rows.set(kind, known);
    return known;
  }
}

const lineOf = (kind: string, { hits, inFlight, notes }: Row): string => {
  const sorted = inFlight.toSorted((a, b) => a - b);
  const busy = sorted.filter((count) => count > 0).length;
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const told = [...notes].map(([note, times]) => (times === 1 ? note : `${note} (${times} times)`)).join('; ');
  const counts = `${String(hits).padStart(5)}  ${busy} of ${sorted.length} (${middle}, ${sorted.at(-1) ?? 0})`;
  return `${kind.padEnd(46)} ${counts.padEnd(30)} ${told}`.trimEnd();
};
