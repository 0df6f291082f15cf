import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';

/** The algorithm of every token that the development issuer signs. */
export const SIGNING_ALGORITHM = 'ES256';

/** The issuer's private key: made once, kept in the data folder, so that tokens stay valid over a restart. */
export const signingKey = async (dataDir: string): Promise<JWK> => {
  const path = join(dataDir, 'signing-key.json');
  if (existsSync(path)) return JSON.parse(await readFile(path, 'utf8')) as JWK;
  const { privateKey } = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true });
  const key: JWK = { ...(await exportJWK(privateKey)), alg: SIGNING_ALGORITHM, use: 'sig', kid: randomUUID() };
  await mkdir(dataDir, { recursive: true });
  // Written aside and renamed: a crash in between leaves no half key.
  const file = await open(`${path}.new`, 'w', 0o600);
  await file.writeFile(JSON.stringify(key));
  await file.sync();
  await file.close();
  await rename(`${path}.new`, path);
  return key;
};
