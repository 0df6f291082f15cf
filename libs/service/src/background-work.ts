/** Work of a service that nobody asks for by request: begun when its store is there, ended before the store is let go. */
export abstract class BackgroundWork {
  /** Begins it; must not wait for its end. */
  abstract start(): void;

  /** Gives up what is under way, so that whoever starts next goes on with it. */
  abstract stop(): Promise<void>;
}
