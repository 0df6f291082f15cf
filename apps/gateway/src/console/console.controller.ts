import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Public } from '#libs/access';
import { refusal } from '#libs/contracts';
import { ProblemError } from '#libs/http';
import { sendNotice } from '../notice-page.view.js';
import { BrowserSessions } from '../session/browser-sessions.storage.js';
import { ConsoleFiles, type FoundFile } from './console-files.storage.js';
import { pageHeaders, pageWithNonce, typeOf } from './console-page.policy.js';

type Incoming = IncomingMessage & { readonly originalUrl: string };

/** Files under this path have a hash in their names and never change. */
const HASHED = '/assets/';
const NONCE_BYTES = 18;

/** The console's page and files; the page has every path that nothing else has, because it finds its way by itself. */
@ApiExcludeController()
@Controller()
export class ConsoleController {
  private readonly secure: boolean;

  constructor(
    private readonly files: ConsoleFiles,
    sessions: BrowserSessions,
  ) {
    this.secure = sessions.origin.startsWith('https:');
  }

  @Public()
  @Get('{*path}')
  async serve(@Req() request: Incoming, @Res() response: ServerResponse): Promise<void> {
    const path = request.originalUrl.split('?', 1)[0] ?? '/';
    const file = await this.files.find(path, request.headers['accept-encoding']?.toString());
    if (file !== undefined) sendFile(request, response, file);
    else if (isPage(request, path)) await this.sendPage(response);
    else throw new ProblemError([refusal('G-NOT-FOUND', '', { what: `GET ${path}` })]);
  }

  private async sendPage(response: ServerResponse): Promise<void> {
    const html = await this.files.page();
    if (html === undefined) {
      sendNotice(response, NOT_BUILT);
      return;
    }
    const nonce = randomBytes(NONCE_BYTES).toString('base64');
    response.writeHead(200, pageHeaders(nonce, this.secure));
    response.end(pageWithNonce(html, nonce));
  }
}

const NOT_BUILT = {
  status: 503,
  title: { zh: '页面尚未构建', en: 'The console has not been built' },
  text: {
    zh: '服务接口运行正常。请先运行 npm run build，然后刷新本页。',
    en: 'The services behind /api work. Run npm run build, then reload this page.',
  },
};

/** A file that is missing must not be answered with a page: a script that is one cannot be understood. */
const isPage = ({ headers }: Incoming, path: string): boolean =>
  (headers.accept ?? '').includes('text/html') && !/^\/(api|assets)(\/|$)/.test(path);

const sendFile = (request: Incoming, response: ServerResponse, file: FoundFile): void => {
  response.writeHead(200, {
    'content-type': typeOf(file.name),
    'content-length': file.bytes,
    'cache-control': `/${file.name}`.startsWith(HASHED) ? 'public, max-age=31536000, immutable' : 'no-cache',
    'x-content-type-options': 'nosniff',
    // Harmless beside a script or a style; a picture in SVG that is opened by itself may run nothing.
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    ...(file.varies ? { vary: 'Accept-Encoding' } : {}),
    ...(file.encoding === undefined ? {} : { 'content-encoding': file.encoding }),
  });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  // A file that vanishes in mid-answer cuts the answer off: half a script must not look like a whole one.
  file
    .read()
    .once('error', () => response.destroy())
    .pipe(response);
};
