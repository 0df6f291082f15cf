import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/** A page of the gateway's own, for the moments when there is no console to say it. */
export interface Notice {
  readonly status: number;
  readonly title: Wording;
  readonly text: Wording;
  /** The way on, a path of ours. */
  readonly link?: { readonly path: string; readonly label: Wording } | undefined;
}

interface Wording {
  readonly zh: string;
  readonly en: string;
}

const STYLE = `:root{color-scheme:light;font:16px/1.6 system-ui,"Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif;color:#1f2a30;background:#f3f6f5}
body{margin:0;padding:2rem 1rem}main{max-width:38rem;margin:10vh auto 0;padding:2rem;background:#fff;border-radius:12px}
h1{margin:0 0 1rem;font-size:1.4rem}p{margin:.5rem 0}[lang=en]{color:#4d5b62}a{color:#0b5a8a}`;

const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** Answers with a page in both languages, Chinese first. */
export const sendNotice = (response: ServerResponse, { status, title, text, link }: Notice): void => {
  const way =
    link === undefined
      ? ''
      : `<p><a href="${escaped(link.path)}">${link.label.zh}</a> · <a href="${escaped(link.path)}" lang="en">${link.label.en}</a></p>`;
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  response.end(
    `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>暖巢 · ${title.zh}</title><style>${STYLE}</style></head><body><main><h1>${title.zh} <span lang="en">${title.en}</span></h1><p>${text.zh}</p><p lang="en">${text.en}</p>${way}</main></body></html>`,
  );
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
