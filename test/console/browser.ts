import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** A browser on this machine: given, found, or brought by a package. */
interface FoundBrowser {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const onPath = (): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find((path) => existsSync(path));

/** The package brings Chromium and its libraries packed, and no Chinese font: both are laid out in `folder`. */
const fromPackage = async (folder: string): Promise<FoundBrowser> => {
  const { default: packed, inflate } = await import('@sparticuz/chromium');
  const require = createRequire(import.meta.url);
  const packageFolder = dirname(dirname(require.resolve('@sparticuz/chromium')));
  const libraries = await inflate(join(packageFolder, 'bin', 'al2023.tar.br'));
  const font = dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'));
  const fonts = join(folder, 'fonts.conf');
  mkdirSync(join(folder, 'font-cache'));
  writeFileSync(
    fonts,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${font}</dir><cachedir>${folder}/font-cache</cachedir></fontconfig>`,
  );
  return {
    executablePath: await packed.executablePath(),
    args: packed.args.filter((arg) => arg !== '--single-process' && !arg.startsWith('--disable-web-security')),
    env: { LD_LIBRARY_PATH: join(libraries, 'lib'), FONTCONFIG_FILE: fonts },
  };
};

const find = async (folder: string): Promise<FoundBrowser> => {
  const executablePath = process.env['CHROMIUM_PATH'] ?? onPath();
  if (executablePath !== undefined) return { executablePath, args: ['--no-sandbox'], env: {} };
  try {
    return await fromPackage(folder);
  } catch (cause) {
    throw new Error(
      'No Chromium for the tests of the console: set CHROMIUM_PATH, put chromium on the PATH, or run npm install for @sparticuz/chromium.',
      { cause },
    );
  }
};

/** A real Chromium; `close` ends it and takes away what was laid out for it. */
export const launchBrowser = async (): Promise<{ browser: Browser; close: () => Promise<void> }> => {
  const folder = mkdtempSync(join(tmpdir(), 'nuanchao-browser-'));
  const { executablePath, args, env } = await find(folder);
  const browser = await chromium.launch({
    executablePath,
    args: [...args],
    headless: true,
    env: { ...(process.env as Record<string, string>), ...env },
  });
  return {
    browser,
    close: async () => {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
