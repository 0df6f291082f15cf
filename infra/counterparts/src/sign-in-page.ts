import { createHash } from 'node:crypto';
import { ROLE_WORDS, findUnit } from '#libs/policy';
import type { DemonstrationAccount } from './accounts.js';

/** What the form shows: what was typed before, and what was wrong with it. */
export interface SignInForm {
  readonly account: string;
  readonly failed: boolean;
}

const STYLE = `
:root{color-scheme:light;font:16px/1.6 system-ui,"Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif;color:#1f2a30;background:#f3f6f5}
body{margin:0;padding:2rem 1rem}main{max-width:44rem;margin:0 auto;padding:2rem;background:#fff;border-radius:12px;box-shadow:0 1px 4px #0002}
h1{margin:0 0 .25rem;font-size:1.5rem}h2{font-size:1.05rem;margin:2rem 0 .5rem}p{margin:.25rem 0 1rem}label{display:block;margin:1rem 0 .25rem;font-weight:600}
.en{color:#4d5b62;font-weight:400}input{box-sizing:border-box;width:100%;font:inherit;padding:.55rem .7rem;border:1px solid #6b7a82;border-radius:6px}
button{font:inherit;margin-top:1.5rem;padding:.6rem 1.4rem;border:0;border-radius:6px;background:#0b6b57;color:#fff;cursor:pointer}
a{color:#0b5a8a}input:focus-visible,button:focus-visible,a:focus-visible{outline:3px solid #0b5a8a;outline-offset:2px}
.wrong{padding:.7rem 1rem;border-left:4px solid #b3261e;background:#fdeeed;color:#7a1610}
ul{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(18rem,1fr));gap:.4rem 1.5rem}`;

/** Sends the form that follows at once; without scripts its button does. */
const SUBMIT = `document.forms[0].submit()`;

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Chrome holds `form-action` against redirects as well, and these forms lead back to the console: it is left out. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src ${hashOf(STYLE)}; script-src ${hashOf(SUBMIT)}; base-uri 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

const page = (title: string, content: string): string =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${STYLE}</style></head><body><main>${content}</main></body></html>`;

const en = (text: string): string => `<span class="en" lang="en">${text}</span>`;

/** The form by which the people of the demonstration sign in. */
export const signInPage = (form: SignInForm, people: readonly DemonstrationAccount[]): string => {
  const wrong = form.failed
    ? `<p class="wrong" role="alert">账号或密码不正确，请核对后重试。${en('The account or the password is not right; check both and try again.')}</p>`
    : '';
  const isChosen = form.account !== '';
  const body = `<h1>暖巢登录 ${en('Sign in to Nuanchao')}</h1>
<p>演示环境：人名均为虚构，密码见 npm start 的输出。${en('Demonstration: all names are invented; npm start prints the password.')}</p>${wrong}
<form method="post"><label for="account">账号 ${en('Account')}</label>
<input id="account" name="account" list="accounts" required maxlength="100" autocomplete="username" autocapitalize="none" spellcheck="false" value="${escaped(form.account)}"${isChosen ? '' : ' autofocus'}>
<datalist id="accounts">${people.map((each) => `<option value="${each.account}">${describe(each)}</option>`).join('')}</datalist>
<label for="password">密码 ${en('Password')}</label>
<input id="password" name="password" type="password" required maxlength="200" autocomplete="current-password"${isChosen ? ' autofocus' : ''}>
<button type="submit">登录 Sign in</button></form>
<h2>各角色的账号 ${en('One account of each role')}</h2>
<ul>${firstOfEachRole(people).map(choice).join('')}</ul>`;
  return page('暖巢登录 Sign in to Nuanchao', body);
};

/** Ends the session of whoever pressed "sign out" in the console; `form` is the provider's own. */
export const signOutPage = (form: string): string => {
  const button = `<button type="submit">退出登录 Sign out</button></form>`;
  const withButton = form.replace('</form>', `<input type="hidden" name="logout" value="yes">${button}`);
  return page('退出登录 Sign out', `<h1>退出登录 ${en('Sign out')}</h1>${withButton}<script>${SUBMIT}</script>`);
};

export const signedOutPage = (): string =>
  page(
    '已退出 Signed out',
    `<h1>您已退出登录 ${en('You have signed out')}</h1><p>可以关闭本页。${en('You may close this page.')}</p>`,
  );

/**
 * What the issuer could not do. The error's own words are technical, but they tell whoever sets a client up what is wrong;
 * `home` is the console, where whoever is signed in by now goes on.
 */
export const issuerErrorPage = (words: string, home: string | undefined): string => {
  const way =
    home === undefined
      ? ''
      : `<p><a href="${escaped(home)}/">回到系统首页 <span lang="en">To the console</span></a></p>`;
  return page(
    '登录未完成 Not signed in',
    `<h1>登录未完成 ${en('Not signed in')}</h1><p class="wrong" role="alert">登录请求无效、已过期，或已在另一个标签页完成登录；请回到系统首页。${en('The request is not valid, has expired, or you have signed in in another tab; go back to the console.')}</p>${way}<p class="en" lang="en">${escaped(words)}</p>`,
  );
};

const firstOfEachRole = (people: readonly DemonstrationAccount[]): readonly DemonstrationAccount[] => {
  const byRole = new Map<string, DemonstrationAccount>();
  for (const each of people) {
    const role = each.roles[0]?.role;
    if (role !== undefined && !byRole.has(role)) byRole.set(role, each);
  }
  return [...byRole.values()];
};

const choice = (each: DemonstrationAccount): string =>
  `<li><a href="?account=${encodeURIComponent(each.account)}">${each.account}</a><br>${describe(each)}</li>`;

const describe = ({ name, roles }: DemonstrationAccount): string => {
  const [first] = roles;
  if (first === undefined) return name;
  const { zh, en: english } = ROLE_WORDS[first.role];
  const unit = findUnit(first.unit ?? '');
  return [name, zh, ...(unit === undefined ? [] : [unit.zh]), english].join(' · ');
};
