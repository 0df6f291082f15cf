import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { loadConfig } from '#libs/config';
import { breakingChangesBetween } from './breaking-changes.js';
import { eventDocument, readTopics } from './event-document.js';
import { clientSources } from './client-types.js';
import { serviceDocuments } from './service-documents.js';

/**
 * `npm run api`: writes the documents of all interfaces to `docs/api`, from the program itself and without engines.
 * `--compare` says what of them breaks clients of the published ones; `--publish` makes them the published ones, when nothing
 * does; with `--breaking` also when something does.
 */
const CLIENT = fileURLToPath(new URL('../../../../libs/client/src/generated/', import.meta.url));
const FOLDER = fileURLToPath(new URL('../../../../docs/api/', import.meta.url));

const PUBLISHED = `${FOLDER}published/`;
const { values: wish } = parseArgs({
  options: {
    compare: { type: 'boolean', default: false },
    publish: { type: 'boolean', default: false },
    breaking: { type: 'boolean', default: false },
  },
});
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** @returns whether the new documents may take the place of the published ones */
const compare = async (): Promise<boolean> => {
  const { OASDIFF } = loadConfig(z.object({ OASDIFF: z.string().min(1) }));
  const changes = await breakingChangesBetween(OASDIFF, PUBLISHED, FOLDER);
  for (const change of changes) say(`breaks clients: ${change}`);
  say(`${changes.length} changes break clients of docs/api/published`);
  return changes.length === 0 || wish.breaking;
};

const publish = (): void => {
  mkdirSync(PUBLISHED, { recursive: true });
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  for (const name of names) copyFileSync(`${FOLDER}${name}`, `${PUBLISHED}${name}`);
  say(`docs/api/published: ${names.length} documents`);
};

const write = (name: string, document: unknown): void =>
  writeFileSync(`${FOLDER}${name}`, `${JSON.stringify(document, null, 2)}\n`);

mkdirSync(FOLDER, { recursive: true });
const documents = await serviceDocuments();
for (const [name, document] of documents) {
  write(`${name}.openapi.json`, document);
  say(`docs/api/${name}.openapi.json: ${Object.keys(document['paths'] as object).length} paths`);
}
const generated = clientSources(documents);
mkdirSync(CLIENT, { recursive: true });
for (const [file, source] of generated) writeFileSync(`${CLIENT}${file}`, source);
say(`libs/client/src/generated: ${generated.size} files`);

const facts = eventDocument(readTopics(new URL('../../../../infra/kafka/topics.json', import.meta.url)));
write('nuanchao.asyncapi.json', facts);
say(`docs/api/nuanchao.asyncapi.json: ${Object.keys(facts['channels'] as object).length} channels`);

const mayStand = wish.compare || wish.publish ? await compare() : true;
if (mayStand && wish.publish) publish();
process.exit(mayStand ? 0 : 1);
