import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const ASSETS = '../../dist/apps/console/assets/';

/** The gateway sends what lies beside a file in a form that the browser takes, so that it never compresses while people wait. */
const compressed: Plugin = {
  name: 'compressed-forms',
  closeBundle() {
    const folder = fromHere(ASSETS);
    for (const file of readdirSync(folder).filter((name) => /\.(js|css)$/.test(name))) {
      const bytes = readFileSync(`${folder}${file}`);
      writeFileSync(`${folder}${file}.br`, brotliCompressSync(bytes));
      writeFileSync(`${folder}${file}.gz`, gzipSync(bytes));
    }
  },
};

/** React's JSX is Vite's own to transform: no plugin (docs/decisions/0021). The manifest says what a page needs to begin. */
export default defineConfig({
  root: fromHere('.'),
  plugins: [compressed],
  resolve: { alias: [{ find: /^#libs\/([a-z]+)$/, replacement: `${fromHere('../../libs')}/$1/src/index.ts` }] },
  build: {
    outDir: fromHere('../../dist/apps/console'),
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    // A hash of a small picture's bytes in the page would need a wider policy of what may be loaded.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      // Their modules do nothing but export: a page brings along what it uses of them, and not what other pages use.
      treeshake: { moduleSideEffects: [{ test: /[/]libs[/](contracts|policy)[/]/, sideEffects: false }] },
      // Packages mark modules for a server that renders React, which this is not.
      onLog: (level, log, tell) => (log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : tell(level, log)),
    },
  },
});
