export declare function readable(
  service: string,
  line: string,
  view: { least: 'info' | 'warn'; starting?: boolean },
): string | undefined;
export declare function lastWords(lines: readonly string[]): string;
