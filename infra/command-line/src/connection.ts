import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { NuanchaoClient, credentialTokens, fileKeys, type TokenSource } from '#libs/client';
import { HttpUrl } from '#libs/config';
import { WrongCall, numberOf, type CommandOptions } from './command-wish.js';

/** The variables the tool reads; those of a demonstration are set by `npm run nuanchao` while `npm start` runs. */
export const CommandEnvironment = z.object({
  NUANCHAO_GATEWAY: HttpUrl.optional(),
  NUANCHAO_ISSUER: HttpUrl.optional(),
  NUANCHAO_CLIENT_ID: z.string().min(1).optional(),
  NUANCHAO_CLIENT_SECRET: z.string().min(1).optional(),
  NUANCHAO_CREDENTIALS: z.string().min(1).optional(),
  /** Of `--as <account>` against the development issuer. */
  NUANCHAO_DEMONSTRATION_SECRET: z.string().min(1).optional(),
  NUANCHAO_WEBHOOK_SECRET: z.string().min(1).optional(),
});
export type CommandEnvironment = z.infer<typeof CommandEnvironment>;

const Credentials = z.object({
  gateway: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
});
type Credentials = z.infer<typeof Credentials>;

/** A signed-in program or person, and where its keys lie. */
export interface Connection {
  readonly client: NuanchaoClient;
  readonly tokens: TokenSource;
  readonly gateway: string;
}

const fileOf = (options: CommandOptions, environment: CommandEnvironment): string =>
  options.credentials ?? environment.NUANCHAO_CREDENTIALS ?? join(homedir(), '.config', 'nuanchao', 'credentials.json');

/** Credentials from options, variables and the file of `login`, in this order. @throws WrongCall naming what is missing */
export const connectionOf = (
  options: CommandOptions,
  environment: CommandEnvironment,
  waiting: (why: string) => void,
): Connection => {
  const file = fileOf(options, environment);
  const { gateway, issuer, clientId, clientSecret } = credentialsOf(options, environment, file);
  const tokens = credentialTokens({ issuer, clientId, clientSecret });
  const client = new NuanchaoClient({
    gateway,
    tokens,
    waiting,
    // Each account has keys of its own: two people may say the same, and each means it.
    keys: fileKeys(keysFile(file, clientId)),
    unnamed: options.again ? 'fresh' : 'content',
    patienceMs: numberOf('patience', options.patience, 0) * 1000,
  });
  return { client, tokens, gateway };
};

/** Tries the credentials and keeps them, readable by their owner alone. @returns the file they are in */
export const signIn = async (options: CommandOptions, environment: CommandEnvironment): Promise<string> => {
  const file = fileOf(options, environment);
  const credentials = credentialsOf(options, environment, undefined);
  await credentialTokens(credentials).token();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
  // The mode above holds for a new file only.
  chmodSync(file, 0o600);
  return file;
};

const credentialsOf = (
  options: CommandOptions,
  environment: CommandEnvironment,
  file: string | undefined,
): Credentials => {
  const kept = file === undefined ? {} : readCredentials(file);
  const acts = options.as === undefined ? {} : { clientId: options.as, clientSecret: demonstrationSecret(environment) };
  const found = {
    ...kept,
    ...defined({
      gateway: options.gateway ?? environment.NUANCHAO_GATEWAY,
      issuer: options.issuer ?? environment.NUANCHAO_ISSUER,
      clientId: options['client-id'] ?? environment.NUANCHAO_CLIENT_ID,
      clientSecret:
        options['secret-file'] === undefined || file !== undefined
          ? environment.NUANCHAO_CLIENT_SECRET
          : readFileSync(options['secret-file'], 'utf8').trim(),
    }),
    ...acts,
  };
  const missing = Object.keys(Credentials.shape).filter((name) => !(name in found));
  if (missing.length === 0) return Credentials.parse(found);
  throw new WrongCall(
    `尚未登录，缺少 ${missing.join('、')}：请先执行 nuanchao login，或设置 NUANCHAO_… 环境变量`,
    `Not signed in, ${missing.join(', ')} missing: run nuanchao login first, or set the NUANCHAO_… variables`,
  );
};

const demonstrationSecret = ({ NUANCHAO_DEMONSTRATION_SECRET: secret }: CommandEnvironment): string => {
  if (secret !== undefined) return secret;
  throw new WrongCall(
    '--as 只用于本机演示环境（npm start 运行时经 npm run nuanchao 调用）',
    '--as is for the demonstration of this machine: npm run nuanchao while npm start runs',
  );
};

const readCredentials = (file: string): Readonly<Record<string, string>> => {
  if (!existsSync(file)) return {};
  const parsed = z.record(z.string(), z.string()).safeParse(parseJson(readFileSync(file, 'utf8'), file));
  if (parsed.success) return parsed.data;
  throw new WrongCall(`${file} 不是 login 保存的凭据`, `${file} is not what login wrote; delete it and sign in again`);
};

/** @throws WrongCall that names the file */
export const parseJson = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : '';
    throw new WrongCall(`${file} 不是有效的 JSON：${why}`, `${file} is no valid JSON: ${why}`);
  }
};

const keysFile = (credentials: string, clientId: string): string => {
  const folder = join(dirname(credentials), 'keys');
  mkdirSync(folder, { recursive: true });
  return join(folder, `${clientId.replaceAll(/[^A-Za-z0-9.-]/g, '_')}.jsonl`);
};

const defined = (values: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== undefined));
