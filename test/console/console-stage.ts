import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { OpenTask } from '../../infra/demonstration/src/robots.js';
import { Robots } from '../../infra/demonstration/src/robots.js';
import { siteOf } from '../../infra/demonstration/src/demonstration-sites.js';
import { Simulation, type SimulatedOutcome } from '../../infra/demonstration/src/simulation.js';
import { startProduct, type RunningProduct } from '../journey/running-product.js';
import { launchBrowser } from './browser.js';

export type PageLanguage = 'zh-CN' | 'en';

/** The running product and a browser in front of it. */
export interface ConsoleStage {
  readonly product: RunningProduct;
  readonly browser: Browser;
  /** A window of its own in which nobody has signed in. */
  visit(to: string, language?: PageLanguage): Promise<Page>;
  /** A window of its own in which this account has signed in, by the labels that it sees. */
  signIn(account: string, to: string, language?: PageLanguage): Promise<Page>;
  /** What went wrong inside the pages: exceptions, and what the content policy forbade. */
  readonly faults: readonly string[];
  stop(): Promise<void>;
}

/** Nobody acts on it before the simulation ends. */
const NEVER = '2099-12-31';

/** Brings cases up to the first task that `stopsAt` names, as robots do it, on 24 February 2026. */
export const bringCases = (
  product: RunningProduct,
  codes: readonly string[],
  stopsAt: (task: OpenTask) => boolean,
  until = '2026-02-25',
): Promise<readonly SimulatedOutcome[]> =>
  new Simulation({
    client: product.client,
    robots: new Robots(product.client, 'console'),
    until,
    endsAt: `${until}T09:00:00+08:00`,
    report: () => undefined,
    cases: codes.map((code) => ({
      script: { site: siteOf(code), meeting: 'record' },
      startsOn: '2026-02-24',
      actsOn: (task) => (stopsAt(task) ? NEVER : task.openedOn),
    })),
  }).run();

export const startConsole = async (startsAt: string): Promise<ConsoleStage> => {
  const [product, { browser, close }] = await Promise.all([startProduct(startsAt), launchBrowser()]);
  const faults: string[] = [];
  const visit = async (to: string, language: PageLanguage = 'zh-CN'): Promise<Page> => {
    const context = await newContext(browser, product.gateway, language);
    const page = await context.newPage();
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => {
      if (/Content Security Policy|Uncaught/.test(message.text())) faults.push(message.text());
    });
    await page.goto(to);
    return page;
  };
  return {
    product,
    browser,
    faults,
    visit,
    signIn: async (account, to, language = 'zh-CN') => {
      const page = await visit(to, language);
      await page.getByRole('link', { name: language === 'en' ? 'Sign in' : '登录' }).click();
      await signInAtIssuer(page, account);
      return page;
    },
    stop: async () => {
      await close();
      await product.stop();
    },
  };
};

const newContext = async (browser: Browser, baseURL: string, language: PageLanguage): Promise<BrowserContext> => {
  const context = await browser.newContext({ baseURL, locale: language, viewport: { width: 1360, height: 900 } });
  context.setDefaultTimeout(15_000);
  // As if somebody had chosen the language before on this browser.
  if (language === 'en') await context.addInitScript("localStorage.setItem('nuanchao/language', 'en')");
  return context;
};

/** The issuer's own page, by its labels. */
export const signInAtIssuer = async (page: Page, account: string): Promise<void> => {
  await page.getByLabel(/账号/).fill(account);
  await page.getByLabel(/密码/).fill('development');
  await page.getByRole('button', { name: /登录/ }).click();
};

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

/** What WCAG 2.2 AA says against this page, as `rule: element`. */
export const accessibilityFaults = async (page: Page): Promise<readonly string[]> => {
  // Evaluated and not added as an element: the page's policy loads no script of others, and that stays so.
  const { readFileSync } = await import('node:fs');
  await page.evaluate(readFileSync(AXE, 'utf8'));
  const options = JSON.stringify({ runOnly: { type: 'tag', values: STANDARDS } });
  const { violations } = await page.evaluate<AxeResult>(`axe.run(document, ${options})`);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
};

const SCREENS = new URL('../../docs/screens/', import.meta.url).pathname;

/** Keeps a picture of the page for the documents, only when `CONSOLE_SCREENS` asks for them. */
export const picture = async (page: Page, name: string): Promise<void> => {
  if (process.env['CONSOLE_SCREENS'] === undefined) return;
  mkdirSync(SCREENS, { recursive: true });
  await page.screenshot({ path: `${SCREENS}${name}.png` });
};
