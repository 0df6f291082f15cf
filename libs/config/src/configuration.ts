import type { z } from 'zod';

/** What the shell understands as "configuration error" (sysexits.h, EX_CONFIG). */
const EXIT_BAD_CONFIGURATION = 78;

/** Names every variable that is missing or wrong. Never repeats a value: it may be a secret. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  constructor(readonly faults: readonly { readonly variable: string; readonly problem: string }[]) {
    super(
      [
        `${faults.length === 1 ? 'One environment variable is' : `${faults.length} environment variables are`} wrong:`,
        ...faults.map((fault) => `  ${fault.variable}: ${fault.problem}`),
      ].join('\n'),
    );
  }
}

/**
 * Parses the given variables. An empty value counts as absent, because Compose files hand on unset variables as ''.
 * @throws ConfigurationError naming every bad variable
 */
export const readConfig = <Schema extends z.ZodType>(
  schema: Schema,
  variables: Readonly<Record<string, string | undefined>>,
): z.infer<Schema> => {
  const present = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = schema.safeParse(present);
  if (result.success) return result.data;
  throw new ConfigurationError(
    result.error.issues.map((issue) => {
      const variable = String(issue.path[0] ?? '(environment)');
      // A rule of our own (`custom`) knows better what is wrong than that nothing was given.
      const isMissing = !(variable in present) && issue.code !== 'custom';
      return { variable, problem: isMissing ? 'is missing' : issue.message };
    }),
  );
};

/**
 * Reads `process.env`, for `main.ts` only. Bad variables end the process with one readable message and exit code 78:
 * a service that starts with half a configuration fails later and in a worse place.
 */
export const loadConfig = <Schema extends z.ZodType>(schema: Schema): z.infer<Schema> => {
  try {
    return readConfig(schema, process.env);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(EXIT_BAD_CONFIGURATION);
  }
};
