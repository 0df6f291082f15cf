/** Whether the server answered last time, for everybody on the page who wants to know. */
export class Connection {
  private isReached = true;
  private readonly listeners = new Set<() => void>();

  readonly read = (): boolean => this.isReached;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly tell = (reached: boolean): void => {
    if (reached === this.isReached) return;
    this.isReached = reached;
    for (const listener of this.listeners) listener();
  };
}
