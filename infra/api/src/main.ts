import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serviceDocuments } from './service-documents.js';

/** `npm run api`: writes the documents of all interfaces to `docs/api`, from the program itself and without engines. */
const FOLDER = fileURLToPath(new URL('../../../../docs/api/', import.meta.url));

mkdirSync(FOLDER, { recursive: true });
for (const [name, document] of await serviceDocuments()) {
  writeFileSync(`${FOLDER}${name}.openapi.json`, `${JSON.stringify(document, null, 2)}\n`);
  process.stdout.write(`docs/api/${name}.openapi.json: ${Object.keys(document['paths'] as object).length} paths\n`);
}
process.exit(0);
