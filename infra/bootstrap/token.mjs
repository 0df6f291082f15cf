import { existsSync, readFileSync } from 'node:fs';
import { ROOT } from './commands.mjs';
import { ADDRESSES } from './local-data.mjs';

/** Prints a bearer token of a demonstration account: `npm run --silent token -- gu-chair.e01`. */

const ACCOUNTS = `${ROOT}dist/infra/counterparts/src/accounts.js`;
const SUGGESTIONS = 5;

/** How many single changes make one word the other, for suggestions. @param {string} one @param {string} other */
const distance = (one, other) => {
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let line = 1; line <= one.length; line += 1) {
    const next = [line];
    for (let column = 1; column <= other.length; column += 1) {
      const change = one[line - 1] === other[column - 1] ? 0 : 1;
      next.push(Math.min(row[column] + 1, next[column - 1] + 1, row[column - 1] + change));
    }
    row = next;
  }
  return row[other.length];
};

/** @param {string} wanted @param {string[]} accounts */
const nearMatches = (wanted, accounts) =>
  accounts
    .map((account) => ({ account, far: distance(wanted, account) - (account.startsWith(wanted) ? 100 : 0) }))
    .toSorted((a, b) => a.far - b.far || a.account.localeCompare(b.account))
    .slice(0, SUGGESTIONS)
    .map(({ account }) => account);

/** @param {string | undefined} account @returns {Promise<string>} */
const tokenFor = async (account) => {
  if (!existsSync(ADDRESSES) || !existsSync(ACCOUNTS))
    throw new Error('Nothing runs here yet: start it with npm start.');
  const { issuer } = JSON.parse(readFileSync(ADDRESSES, 'utf8'));
  const { DEMONSTRATION_ACCOUNTS } = await import(ACCOUNTS);
  const names = DEMONSTRATION_ACCOUNTS.map((each) => each.account);
  if (account === undefined) throw new Error(`Say for whom: npm run token -- <account>, for instance ${names[0]}.`);
  if (!names.includes(account)) {
    throw new Error(`There is no account "${account}"; the nearest are ${nearMatches(account, names).join(', ')}.`);
  }
  const secret = process.env.DEMONSTRATION_SECRET ?? 'development';
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${encodeURIComponent(account)}:${encodeURIComponent(secret)}`).toString('base64')}`,
    },
    body: new URLSearchParams({ grant_type: 'client_credentials', resource: 'urn:nuanchao' }),
  }).catch(() => undefined);
  if (response === undefined) throw new Error(`The issuer at ${issuer} does not answer: start it with npm start.`);
  const answer = await response.json();
  if (!response.ok) throw new Error(`The issuer gives no token: ${answer.error_description ?? answer.error}.`);
  return answer.access_token;
};

try {
  process.stdout.write(`${await tokenFor(process.argv[2])}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
