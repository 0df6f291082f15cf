/** How many of a kind are noted one by one within a window; what comes beyond is counted. */
export interface DoorLimits {
  readonly perWindow: number;
  readonly windowMs: number;
  /** Kinds watched at the same time; more than these are counted together by whoever asks. */
  readonly kinds: number;
}

interface Window<Entry> {
  readonly endsAt: number;
  noted: number;
  more: number;
  /** The last one that was only counted. */
  last: Entry | undefined;
}

/** One caller's refusals of one kind beyond the limit: the last of them and how many there were. */
export interface Flood<Entry> {
  readonly entry: Entry;
  readonly count: number;
}

/** Lets the first of each kind through and counts the rest, so that a flood of refused calls cannot fill the log. */
export class DoorLimit<Entry> {
  private readonly windows = new Map<string, Window<Entry>>();

  constructor(
    private readonly limits: DoorLimits,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** True when this one is noted by itself; otherwise it is counted. */
  admits(kind: string, entry: Entry): boolean {
    const name = this.windows.has(kind) || this.windows.size < this.limits.kinds ? kind : OTHERS;
    const window = this.windows.get(name) ?? this.open(name);
    if (name !== OTHERS && window.noted < this.limits.perWindow) {
      window.noted += 1;
      return true;
    }
    this.add(window, entry);
    return false;
  }

  /** Counts one that was let through and could not be noted after all. */
  count(kind: string, entry: Entry): void {
    this.add(this.windows.get(kind) ?? this.open(kind), entry);
  }

  /** What was counted in windows that are over, or in all of them when everything ends. */
  floods(everything = false): readonly Flood<Entry>[] {
    const now = this.nowMs();
    const found: Flood<Entry>[] = [];
    for (const [kind, window] of this.windows) {
      if (!everything && window.endsAt > now) continue;
      this.windows.delete(kind);
      if (window.last !== undefined) found.push({ entry: window.last, count: window.more });
    }
    return found;
  }

  private add(window: Window<Entry>, entry: Entry): void {
    window.more += 1;
    window.last = entry;
  }

  private open(kind: string): Window<Entry> {
    const window: Window<Entry> = { endsAt: this.nowMs() + this.limits.windowMs, noted: 0, more: 0, last: undefined };
    this.windows.set(kind, window);
    return window;
  }
}

const OTHERS = '';
