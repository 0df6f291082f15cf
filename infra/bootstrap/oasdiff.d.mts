/** Installs oasdiff beside the engines when it is not there, and gives its path. */
export declare const ensureOasdiff: (say: (line: string) => void) => Promise<string>;
