/** One of our own processes: what to run, where it answers, when it stops. */
export interface Program {
  readonly name: string;
  readonly script: string;
  readonly url: string;
  readonly env: Record<string, string>;
  readonly stopRank: number;
}

export declare class Supervisor {
  constructor(options: { logDir: string; onDeath: (name: string, how: string) => void; quiet?: boolean });
  show(least: 'info' | 'warn'): void;
  start(program: Program): void;
  ready(program: Program): Promise<void>;
  kill(name: string, signal?: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  signal(name: string, signal: 'SIGSTOP' | 'SIGCONT'): void;
  stop(): Promise<void>;
}
