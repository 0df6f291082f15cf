import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { eventDocument, readTopics } from './event-document.js';
import { clientSources } from './client-types.js';
import { serviceDocuments } from './service-documents.js';

/** `npm run api`: writes the documents of all interfaces to `docs/api`, from the program itself and without engines. */
const CLIENT = fileURLToPath(new URL('../../../../libs/client/src/generated/', import.meta.url));
const FOLDER = fileURLToPath(new URL('../../../../docs/api/', import.meta.url));

const write = (name: string, document: unknown): void =>
  writeFileSync(`${FOLDER}${name}`, `${JSON.stringify(document, null, 2)}\n`);

mkdirSync(FOLDER, { recursive: true });
const documents = await serviceDocuments();
for (const [name, document] of documents) {
  write(`${name}.openapi.json`, document);
  process.stdout.write(`docs/api/${name}.openapi.json: ${Object.keys(document['paths'] as object).length} paths\n`);
}
const generated = clientSources(documents);
mkdirSync(CLIENT, { recursive: true });
for (const [file, source] of generated) writeFileSync(`${CLIENT}${file}`, source);
process.stdout.write(`libs/client/src/generated: ${generated.size} files\n`);

const facts = eventDocument(readTopics(new URL('../../../../infra/kafka/topics.json', import.meta.url)));
write('nuanchao.asyncapi.json', facts);
process.stdout.write(`docs/api/nuanchao.asyncapi.json: ${Object.keys(facts['channels'] as object).length} channels\n`);
process.exit(0);
